package io.crema.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.crema.nn.io.CheckpointFile;
import io.crema.nn.io.ModelFile;
import io.crema.nn.io.State;
import io.crema.nn.io.TrainingRecord;
import io.crema.nn.layer.Parameter;
import io.crema.nn.model.Model;
import io.crema.nn.optimizer.Adam;
import io.crema.nn.optimizer.AdamW;
import io.crema.nn.optimizer.Optimizer;
import io.crema.nn.optimizer.OptimizerState;
import io.crema.nn.optimizer.Sgd;
import io.crema.nn.optimizer.SgdW;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Trainings broken off and resumed, against the same trainings in one go. */
class CheckpointTest {

  private static final int STEPS = CheckpointRun.EPOCHS * CheckpointRun.BATCHES;

  @TempDir Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void nameFile() {
    file = folder.resolve("run.checkpoint");
  }

  private static Trainer trainer() {
    return CheckpointRun.trainer(CheckpointRun.EPOCHS);
  }

  /** Breaks a training off after so many batches of all. */
  private static TrainingListener interruptAfter(int steps) {
    return new TrainingListener() {
      @Override
      public void batchEnded(Training training, BatchResult result) {
        if ((result.epoch() - 1) * CheckpointRun.BATCHES + result.batch() == steps) {
          training.interrupt();
        }
      }
    };
  }

  private static void fit(Trainer trainer) {
    trainer.fit(CheckpointRun.model(), CheckpointRun.SAMPLES);
  }

  private void interruptAt(int steps) {
    fit(trainer().checkpoint(Checkpoints.everyEpoch(file)).listener(interruptAfter(steps)));
  }

  /** What an epoch came to but for its time. */
  private static List<EpochResult> timeless(History history) {
    return history.epochs().stream()
        .map(
            e ->
                new EpochResult(
                    e.epoch(),
                    e.loss(),
                    e.metrics(),
                    e.validationLoss(),
                    e.validationMetrics(),
                    e.learningRate(),
                    0,
                    e.samples()))
        .toList();
  }

  @Test
  void resume_afterAnyBatch_endsWithTheBitsOfOneGo() {
    Model straight = CheckpointRun.model();
    History history = trainer().fit(straight, CheckpointRun.SAMPLES);
    for (int steps = 1; steps <= STEPS; steps++) {
      interruptAt(steps);
      Model resumed = CheckpointRun.model();

      History whole = trainer().resume(file).fit(resumed, CheckpointRun.SAMPLES);

      assertThat(resumed.weightsSha256()).as("%d", steps).isEqualTo(straight.weightsSha256());
      assertThat(timeless(whole)).as("%d", steps).isEqualTo(timeless(history));
    }
  }

  static Stream<Optimizer> optimizers() {
    return Stream.of(
        new Adam(1e-3),
        new AdamW(1e-3, 0.05),
        new Sgd(0.1),
        new Sgd(0.01).momentum(0.9),
        new Sgd(0.01).nesterov(0.8),
        new Sgd(0.01, 0.9, false, 0.05),
        new SgdW(0.01, 0.9, false, 0.05),
        new SgdW(0.01, 0.8, true, 0.1));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void resume_anyOptimizer_endsWithTheBitsOfOneGo(Optimizer optimizer) {
    Model straight = CheckpointRun.model();
    trainer().optimizer(optimizer).fit(straight, CheckpointRun.SAMPLES);
    fit(
        trainer()
            .optimizer(optimizer)
            .checkpoint(Checkpoints.everyEpoch(file))
            .listener(interruptAfter(5)));
    Model resumed = CheckpointRun.model();

    trainer().optimizer(optimizer).resume(file).fit(resumed, CheckpointRun.SAMPLES);

    assertThat(resumed.weightsSha256()).isEqualTo(straight.weightsSha256());
  }

  @Test
  void resume_brokenOffManyTimes_endsWithTheBitsOfOneGo() {
    Model straight = CheckpointRun.model();
    trainer().fit(straight, CheckpointRun.SAMPLES);
    Model resumed = CheckpointRun.model();
    interruptAt(1);
    for (int steps = 2; steps <= STEPS + 1; steps++) {
      resumed = CheckpointRun.model();
      trainer()
          .checkpoint(Checkpoints.everyEpoch(file))
          .resume(file)
          .listener(interruptAfter(steps))
          .fit(resumed, CheckpointRun.SAMPLES);
    }
    assertThat(resumed.weightsSha256()).isEqualTo(straight.weightsSha256());
  }

  @Test
  void resume_finishedTraining_givesItsWeightsAndHistory() {
    Model straight = CheckpointRun.model();
    History history =
        trainer()
            .checkpoint(Checkpoints.everySeconds(file, 1e9))
            .fit(straight, CheckpointRun.SAMPLES);
    Model resumed = CheckpointRun.model();

    assertThat(trainer().resume(file).fit(resumed, CheckpointRun.SAMPLES)).isEqualTo(history);
    assertThat(resumed.weightsSha256()).isEqualTo(straight.weightsSha256());
  }

  @Test
  void interrupt_withoutCheckpoints_endsAfterTheBatchWithoutItsEpoch() {
    History history =
        trainer().listener(interruptAfter(5)).fit(CheckpointRun.model(), CheckpointRun.SAMPLES);

    assertThat(history.epochs()).extracting(EpochResult::epoch).containsExactly(1);
    assertThat(folder).isEmptyDirectory();
  }

  /* With so small a patience, the break lies between the best epoch and the stop. */
  @ParameterizedTest
  @ValueSource(ints = {1, 4, 7, 10, 13, 16})
  void resume_earlyStopping_endsAsInOneGo(int steps) throws IOException {
    Path csv = folder.resolve("log.csv");
    Model straight = CheckpointRun.model();
    EarlyStopping stopping = new EarlyStopping(1);
    stops().listener(stopping).listener(new CsvLog(csv)).fit(straight, CheckpointRun.SAMPLES);
    List<String> lines = untimed(csv);
    fit(
        stops()
            .listener(new EarlyStopping(1))
            .listener(new CsvLog(csv))
            .checkpoint(Checkpoints.everyEpoch(file))
            .listener(interruptAfter(steps)));
    Model resumed = CheckpointRun.model();
    EarlyStopping again = new EarlyStopping(1);

    stops()
        .listener(again)
        .listener(new CsvLog(csv))
        .resume(file)
        .fit(resumed, CheckpointRun.SAMPLES);

    assertThat(resumed.weightsSha256()).isEqualTo(straight.weightsSha256());
    assertThat(again.bestEpoch()).isEqualTo(stopping.bestEpoch()).isPositive();
    assertThat(untimed(csv)).isEqualTo(lines).hasSizeLessThan(20);
  }

  /** So fast that the validation loss soon goes up. */
  private static Trainer stops() {
    return CheckpointRun.trainer(20).optimizer(new Adam(0.05));
  }

  private static List<String> untimed(Path csv) throws IOException {
    try (Stream<String> lines = Files.lines(csv)) {
      return lines.map(line -> line.substring(0, line.lastIndexOf(','))).toList();
    }
  }

  @Test
  void resume_bestModel_isNotReplacedByAWorseOne() throws IOException {
    Path best = folder.resolve("best");
    fit(stops().listener(new BestModelCheckpoint(best, TrainingRecord.EMPTY)));
    String expected = ModelFile.load(best).model().weightsSha256();
    for (int steps : new int[] {20, 50}) {
      Files.delete(best);
      fit(
          stops()
              .listener(new BestModelCheckpoint(best, TrainingRecord.EMPTY))
              .checkpoint(Checkpoints.everyEpoch(file))
              .listener(interruptAfter(steps)));
      fit(stops().listener(new BestModelCheckpoint(best, TrainingRecord.EMPTY)).resume(file));
      assertThat(ModelFile.load(best).model().weightsSha256()).isEqualTo(expected);
    }
  }

  private void assertRefused(Trainer trainer, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> fit(trainer.resume(file)))
        .withMessage("%s: %s", file, message);
  }

  @Test
  void resume_otherSettings_isRefusedWithBoth() {
    interruptAt(4);
    assertRefused(CheckpointRun.trainer(5), "epochs: expected 4 as in the checkpoint, got 5");
    assertRefused(trainer().batchSize(36), "batchSize: expected 37 as in the checkpoint, got 36");
    assertRefused(trainer().seed(14), "seed: expected 13 as in the checkpoint, got 14");
    assertRefused(
        trainer().clipping(GradientClipping.value(2)),
        "clipping: expected GradientClipping[kind=NONE, limit=Infinity] as in the checkpoint, got"
            + " GradientClipping[kind=VALUE, limit=2.0]");
    assertRefused(
        trainer().optimizer(new Sgd(1)),
        "optimizer: expected AdamW[learningRate=0.003, beta1=0.9, beta2=0.999, epsilon=1.0E-8,"
            + " weightDecay=0.01] as in the checkpoint, got Sgd[learningRate=1.0, momentum=0.0,"
            + " nesterov=false, weightDecay=0.0]");
    assertRefused(
        trainer().fact("data", "abc"), "data: expected none as in the checkpoint, got abc");
    assertRefused(
        trainer().listener(new EarlyStopping(2)),
        "parts: expected weights,progress,optimizer as in the checkpoint, got"
            + " weights,progress,optimizer,early_stopping");
    assertRefused(
        trainer().schedule(LearningRateSchedule.cosine(0.1).withWarmUp(0.3)),
        "schedule: expected WarmUp[share=0.3, rest=Cosine[finalFactor=0.0]] as in the checkpoint,"
            + " got WarmUp[share=0.3, rest=Cosine[finalFactor=0.1]]");
  }

  @Test
  void resume_withoutAFactOfTheCheckpoint_isRefused() {
    fit(
        trainer()
            .fact("data", "abc")
            .checkpoint(Checkpoints.everyEpoch(file))
            .listener(interruptAfter(1)));
    assertRefused(trainer(), "data: expected abc as in the checkpoint, got none");
  }

  @Test
  void resume_damagedNewest_goesOnFromTheOneBefore() throws IOException {
    Model straight = CheckpointRun.model();
    trainer().fit(straight, CheckpointRun.SAMPLES);
    interruptAt(8);
    byte[] bytes = Files.readAllBytes(file);
    for (int at : new int[] {0, 100, bytes.length / 2, bytes.length - 1}) {
      byte[] damaged = bytes.clone();
      damaged[at] ^= 1;
      Files.write(file, damaged);
      Model resumed = CheckpointRun.model();
      trainer().resume(file).fit(resumed, CheckpointRun.SAMPLES);
      assertThat(resumed.weightsSha256()).isEqualTo(straight.weightsSha256());
    }
  }

  @Test
  void resume_noCheckpoint_saysWhich() {
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> fit(trainer().resume(file)))
        .withCauseInstanceOf(NoSuchFileException.class)
        .withMessageContaining(file.toString());
  }

  /** Schedules of a user's own, which print nothing that could be compared. */
  static Stream<LearningRateSchedule> ownSchedules() {
    LearningRateSchedule root = (step, steps) -> 1 / Math.sqrt(step + 1.0);
    return Stream.of(root, root.withWarmUp(0.3), root.withWarmUp(0.1).withWarmUp(0.1));
  }

  @ParameterizedTest
  @MethodSource("ownSchedules")
  void resume_ownSchedule_endsWithTheBitsOfOneGo(LearningRateSchedule schedule) {
    Model straight = CheckpointRun.model();
    trainer().schedule(schedule).fit(straight, CheckpointRun.SAMPLES);
    fit(
        trainer()
            .schedule(schedule)
            .checkpoint(Checkpoints.everyEpoch(file))
            .listener(interruptAfter(5)));
    Model resumed = CheckpointRun.model();

    trainer().schedule(schedule).resume(file).fit(resumed, CheckpointRun.SAMPLES);

    assertThat(resumed.weightsSha256()).isEqualTo(straight.weightsSha256());
  }

  /** A half at one step, 1 at all others. */
  private record HalfAt(long dip) implements LearningRateSchedule {
    @Override
    public double factor(long step, long steps) {
      return step == dip ? 0.5 : 1;
    }
  }

  @Test
  void resume_ownScheduleOfOtherNumbers_isRefusedWithBoth() {
    fit(
        trainer()
            .schedule(new HalfAt(2))
            .checkpoint(Checkpoints.everyEpoch(file))
            .listener(interruptAfter(1)));
    assertRefused(
        trainer().schedule(new HalfAt(3)),
        "schedule: expected HalfAt[dip=2] as in the checkpoint, got HalfAt[dip=3]");
    LearningRateSchedule half = (step, steps) -> 0.5;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> fit(trainer().schedule(half.withWarmUp(0.3)).resume(file)))
        .withMessageContaining(
            "got WarmUp[share=0.3, rest=io.crema.nn.train.CheckpointTest$$Lambda[0.5, 0.5, ");
  }

  private static Optimizer of(OptimizerState state) {
    return new Optimizer() {
      @Override
      public double learningRate() {
        return 1;
      }

      @Override
      public OptimizerState start(List<Parameter> parameters) {
        return state;
      }
    };
  }

  static Stream<OptimizerState> unsaved() {
    OptimizerState anonymous =
        new OptimizerState() {
          @Override
          public void beginStep(double learningRate) {}

          @Override
          public void update(Parameter parameter, int first, int end, float[] gradient) {}
        };
    return Stream.of(new Still(), anonymous);
  }

  @ParameterizedTest
  @MethodSource("unsaved")
  void checkpoint_optimizerThatCannotBeSaved_isRefusedByItsClass(OptimizerState state) {
    Trainer trainer = trainer().optimizer(of(state)).checkpoint(Checkpoints.everyEpoch(file));

    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> fit(trainer))
        .withMessageMatching(
            "io\\.crema\\.nn\\.train\\.CheckpointTest\\$(Still|\\d+): expected an optimizer that"
                + " can be saved, with state\\(\\)");
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> state.restore(new State()))
        .withMessageMatching(".*CheckpointTest\\$(Still|\\d+): expected .*, with restore\\(\\)");
  }

  private static final class Still implements OptimizerState {

    @Override
    public void beginStep(double learningRate) {}

    @Override
    public void update(Parameter parameter, int first, int end, float[] gradient) {}
  }

  @Test
  void checkpoint_diskFull_isAClearErrorAndKeepsTheOld() throws IOException {
    Configuration disk =
        Configuration.unix().toBuilder().setBlockSize(1024).setMaxSize(64 * 1024).build();
    try (FileSystem fileSystem = Jimfs.newFileSystem(disk)) {
      Path on = Files.createDirectory(fileSystem.getPath("/small")).resolve("run");
      fit(trainer().checkpoint(Checkpoints.everyEpoch(on)).listener(interruptAfter(1)));
      byte[] old = Files.readAllBytes(on);
      Files.write(on.resolveSibling("filler"), new byte[(64 - 1) * 1024 - old.length - 2048]);

      assertThatExceptionOfType(UncheckedIOException.class)
          .isThrownBy(() -> fit(trainer().resume(on).checkpoint(Checkpoints.everySeconds(on, 0))))
          .withMessage("/small/run: cannot write the checkpoint")
          .havingCause()
          .withMessageContaining("space");

      assertThat(on).hasBinaryContent(old);
      assertThat(CheckpointFile.read(on).damage()).isEmpty();
      try (Stream<Path> files = Files.list(on.getParent())) {
        assertThat(files.map(Path::getFileName).map(Path::toString))
            .containsExactlyInAnyOrder("run", "filler");
      }
    }
  }

  @Test
  void checkpoint_noSuchFolder_isAClearError() {
    Path nowhere = folder.resolve("none").resolve("run");
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> fit(trainer().checkpoint(Checkpoints.everyEpoch(nowhere))))
        .withMessageContaining(nowhere + ": cannot write the checkpoint")
        .withCauseInstanceOf(NoSuchFileException.class);
  }

  /* To root every folder is writable but those of the kernel. */
  @Test
  void checkpoint_readOnlyFolder_isAClearErrorAndKeepsTheOld() throws IOException {
    Path sealed = Files.createDirectory(folder.resolve("sealed"));
    Path old = sealed.resolve("run");
    fit(trainer().checkpoint(Checkpoints.everyEpoch(old)).listener(interruptAfter(1)));
    byte[] bytes = Files.readAllBytes(old);
    Files.setPosixFilePermissions(sealed, PosixFilePermissions.fromString("r-xr-xr-x"));
    Path target = Files.isWritable(sealed) ? Path.of("/proc/self/run") : old;
    try {
      assertThatExceptionOfType(UncheckedIOException.class)
          .isThrownBy(
              () -> fit(trainer().resume(old).checkpoint(Checkpoints.everySeconds(target, 0))))
          .withMessageContaining(target + ": cannot write the checkpoint")
          .withCauseInstanceOf(FileSystemException.class);
    } finally {
      Files.setPosixFilePermissions(sealed, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    assertThat(old).hasBinaryContent(bytes);
    assertThat(CheckpointFile.read(old).damage()).isEmpty();
  }

  @Test
  void rollBack_divergence_goesOnFromTheCheckpointWithHalfTheRate() {
    Model model = CheckpointRun.model();
    int[] failures = {0};
    LearningRateSchedule explosive =
        (step, steps) -> {
          if (step == 7 && failures[0] < 2) {
            failures[0]++;
            return 1e30;
          }
          return 1;
        };
    History history =
        trainer()
            .optimizer(new Sgd(0.01))
            .checkpoint(Checkpoints.everyEpoch(file))
            .rollBack(2)
            .schedule(new Counted(explosive))
            .fit(model, CheckpointRun.SAMPLES);

    assertThat(history.epochs()).hasSize(CheckpointRun.EPOCHS);
    assertThat(history.epochs())
        .extracting(EpochResult::learningRate)
        .containsExactly(0.01, 0.01, 0.0025, 0.0025);
    assertThat(failures[0]).isEqualTo(2);
  }

  /** Gives 1 wherever the plan asks, before the first batch. */
  private static final class Counted implements LearningRateSchedule {

    private final LearningRateSchedule schedule;
    private int asked;

    Counted(LearningRateSchedule schedule) {
      this.schedule = schedule;
    }

    @Override
    public double factor(long step, long steps) {
      return asked++ < 17 ? 1 : schedule.factor(step, steps);
    }
  }

  @Test
  void rollBack_moreOftenThanWanted_isTheDivergenceAndKeepsTheLastGoodCheckpoint()
      throws IOException {
    Trainer trainer =
        trainer()
            .optimizer(new Sgd(1e25))
            .checkpoint(Checkpoints.everySeconds(file, 0))
            .rollBack(2);
    DivergenceException thrown =
        catchThrowableOfType(DivergenceException.class, () -> fit(trainer));

    assertThat(thrown).hasMessageContaining("layer");
    CheckpointFile.read(file)
        .state()
        .part("weights")
        .tensors()
        .forEach((name, tensor) -> assertThat(tensor.isFinite()).as(name).isTrue());
  }

  @Test
  void rollBack_withoutCheckpoints_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> fit(trainer().rollBack(1)))
        .withMessage("rollBack: expected checkpoints, got none");
  }

  @Test
  void checkpoints_negative_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Checkpoints.everySeconds(file, -1))
        .withMessage("Checkpoints: expected epochs and seconds of at least 0, got 0 and -1.0");
  }
}
