package io.crema.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.crema.core.data.LabelledSamples;
import io.crema.nn.graph.Network;
import io.crema.nn.layer.Dense;
import io.crema.nn.model.Model;
import io.crema.nn.optimizer.Sgd;
import io.crema.nn.testing.ToySamples;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Listeners: when they are called, early stopping, the CSV log. */
class TrainingListenerTest {

  private static final LabelledSamples SAMPLES = ToySamples.separable(40, 1);

  private static Model model() {
    return Model.initialize(Network.input(2).add(new Dense(2)), 1);
  }

  private static Trainer trainer(int epochs) {
    return new Trainer().epochs(epochs).batchSize(20).optimizer(new Sgd(0.5));
  }

  /** Notes what it hears. */
  private record Notes(String name, List<String> calls) implements TrainingListener {

    @Override
    public void trainingStarted(Training training) {
      calls.add(
          "%s started, %d epochs of %d samples in %d batches"
              .formatted(name, training.epochs(), training.samples(), training.batches()));
    }

    @Override
    public void batchEnded(Training training, BatchResult result) {
      calls.add("%s batch %d.%d".formatted(name, result.epoch(), result.batch()));
    }

    @Override
    public void epochEnded(Training training, EpochResult result) {
      calls.add("%s epoch %d".formatted(name, result.epoch()));
    }

    @Override
    public void trainingEnded(Training training) {
      calls.add("%s ended".formatted(name));
    }
  }

  @Test
  void fit_twoListeners_areCalledInOrder() {
    List<String> calls = new ArrayList<>();

    trainer(2)
        .listener(new Notes("a", calls))
        .listener(new Notes("b", calls))
        .fit(model(), SAMPLES);

    assertThat(calls)
        .containsExactly(
            "a started, 2 epochs of 40 samples in 2 batches",
            "b started, 2 epochs of 40 samples in 2 batches",
            "a batch 1.1",
            "b batch 1.1",
            "a batch 1.2",
            "b batch 1.2",
            "a epoch 1",
            "b epoch 1",
            "a batch 2.1",
            "b batch 2.1",
            "a batch 2.2",
            "b batch 2.2",
            "a epoch 2",
            "b epoch 2",
            "a ended",
            "b ended");
  }

  /** Stops at one batch. */
  private record StopAt(int epoch, int batch) implements TrainingListener {
    @Override
    public void batchEnded(Training training, BatchResult result) {
      if (result.epoch() == epoch && result.batch() == batch) {
        training.stop();
      }
    }
  }

  @Test
  void stop_inAnEpoch_endsAfterTheBatchInProgress() {
    List<String> calls = new ArrayList<>();

    History history =
        trainer(5).listener(new StopAt(2, 1)).listener(new Notes("a", calls)).fit(model(), SAMPLES);

    assertThat(calls)
        .containsExactly(
            "a started, 5 epochs of 40 samples in 2 batches",
            "a batch 1.1",
            "a batch 1.2",
            "a epoch 1",
            "a batch 2.1",
            "a epoch 2",
            "a ended");
    assertThat(history.epochs()).extracting(EpochResult::samples).containsExactly(40, 20);
    assertThat(history.epochs().get(1).loss()).isFinite();
  }

  @Test
  void stop_beforeTheFirstEpoch_trainsNothing() {
    Model model = model();
    String before = model.weightsSha256();
    TrainingListener stop =
        new TrainingListener() {
          @Override
          public void trainingStarted(Training training) {
            training.stop();
          }
        };

    History history = trainer(5).listener(stop).fit(model, SAMPLES);

    assertThat(history.epochs()).isEmpty();
    assertThat(model.weightsSha256()).isEqualTo(before);
  }

  @Test
  void stop_whileTheRateOfTheFirstBatchIsAsked_stillTrainsThatBatch() {
    // As if another thread had asked between two epochs.
    Training[] running = new Training[1];
    TrainingListener keep =
        new TrainingListener() {
          @Override
          public void trainingStarted(Training training) {
            running[0] = training;
          }
        };
    LearningRateSchedule stopping =
        (step, steps) -> {
          running[0].stop();
          return 1;
        };

    History history = trainer(5).listener(keep).schedule(stopping).fit(model(), SAMPLES);

    assertThat(history.epochs()).hasSize(1);
    assertThat(history.epochs().get(0).samples()).isEqualTo(20);
  }

  @Test
  void fit_exception_endsTheTrainingAllTheSame() {
    List<String> calls = new ArrayList<>();
    TrainingListener failing =
        new TrainingListener() {
          @Override
          public void batchEnded(Training training, BatchResult result) {
            throw new UnsupportedOperationException("not this batch");
          }
        };

    assertThatThrownBy(
            () ->
                trainer(2).listener(failing).listener(new Notes("a", calls)).fit(model(), SAMPLES))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage("not this batch");
    assertThat(calls).containsExactly("a started, 2 epochs of 40 samples in 2 batches", "a ended");
  }

  /** Down the gradient in the first epochs, then up: the validation loss falls and then rises. */
  private static LearningRateSchedule downThenUp(int epochsDown) {
    return (step, steps) -> step < 2L * epochsDown ? 1 : -1;
  }

  private static TrainingListener weightsAfterEachEpoch(List<String> hashes) {
    return new TrainingListener() {
      @Override
      public void epochEnded(Training training, EpochResult result) {
        hashes.add(training.model().weightsSha256());
      }
    };
  }

  @Test
  void earlyStopping_lossRises_stopsAndRestoresTheBestWeights() {
    Model model = model();
    EarlyStopping stopping = new EarlyStopping(2);
    List<String> hashes = new ArrayList<>();

    History history =
        trainer(20)
            .schedule(downThenUp(3))
            .validation(SAMPLES)
            .listener(stopping)
            .listener(weightsAfterEachEpoch(hashes))
            .fit(model, SAMPLES);

    assertThat(history.epochs()).hasSize(5);
    assertThat(stopping.bestEpoch()).isEqualTo(3);
    assertThat(model.weightsSha256()).isEqualTo(hashes.get(2)).isNotEqualTo(hashes.get(4));
    // The kernels see the restored weights too.
    assertThat(model.evaluate(SAMPLES).loss().orElseThrow())
        .isCloseTo(history.epochs().get(2).validationLoss().orElseThrow(), within(1e-6));
  }

  @Test
  void earlyStopping_lossKeepsFalling_runsToTheEnd() {
    Model model = model();
    EarlyStopping stopping = new EarlyStopping(1);
    List<String> hashes = new ArrayList<>();

    History history =
        trainer(4)
            .validation(SAMPLES)
            .listener(stopping)
            .listener(weightsAfterEachEpoch(hashes))
            .fit(model, SAMPLES);

    assertThat(history.epochs()).hasSize(4);
    assertThat(stopping.bestEpoch()).isEqualTo(4);
    assertThat(model.weightsSha256()).isEqualTo(hashes.get(3));
  }

  @Test
  void earlyStopping_secondTraining_beginsAfresh() {
    EarlyStopping stopping = new EarlyStopping(1);
    trainer(4).validation(SAMPLES).listener(stopping).fit(model(), SAMPLES);

    trainer(9).schedule(downThenUp(2)).validation(SAMPLES).listener(stopping).fit(model(), SAMPLES);

    assertThat(stopping.bestEpoch()).isEqualTo(2);
  }

  @Test
  void earlyStopping_noValidation_isRefused() {
    assertThatIllegalStateException()
        .isThrownBy(() -> trainer(2).listener(new EarlyStopping(1)).fit(model(), SAMPLES))
        .withMessage(
            "EarlyStopping: expected validation samples, got none; call"
                + " Trainer.validation(samples)");
  }

  @Test
  void earlyStopping_noPatience_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EarlyStopping(0))
        .withMessage("patience: expected at least 1, got 0");
  }

  @Test
  void csvLog_anyLocale_hasPointsAndPlainNewlines(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("log.csv");
    Training training = new Training(model(), 2, 40, 20, false);
    CsvLog log = new CsvLog(file);
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      log.trainingStarted(training);
      log.epochEnded(
          training,
          new EpochResult(
              1,
              1234.5,
              Map.of("accuracy", 0.5),
              OptionalDouble.of(0.75),
              Map.of("accuracy", 0.25),
              1e-3,
              2.5,
              40));
      log.epochEnded(
          training,
          new EpochResult(2, 0.125, Map.of(), OptionalDouble.empty(), Map.of(), 5e-4, 61, 40));
    } finally {
      Locale.setDefault(before);
    }

    assertThat(Files.readString(file))
        .isEqualTo(
            """
            epoch,loss,accuracy,validation_loss,validation_accuracy,learning_rate,seconds
            1,1234.500000,0.500000,0.750000,0.250000,0.00100000,2.500
            2,0.125000,,,,0.00050000,61.000
            """);
  }

  @Test
  void csvLog_afterEachEpoch_isWhole(@TempDir Path directory) {
    Path file = directory.resolve("log.csv");
    List<Integer> lines = new ArrayList<>();
    TrainingListener counting =
        new TrainingListener() {
          @Override
          public void epochEnded(Training training, EpochResult result) {
            try {
              lines.add(Files.readAllLines(file).size());
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          }
        };
    CsvLog log = new CsvLog(file);

    trainer(3).listener(log).listener(counting).fit(model(), SAMPLES);
    trainer(2).listener(log).listener(counting).fit(model(), SAMPLES); // replaces the file

    assertThat(lines).containsExactly(2, 3, 4, 2, 3);
  }

  @Test
  void csvLog_directoryMissing_namesTheFile(@TempDir Path directory) {
    Path file = directory.resolve("missing").resolve("log.csv");

    assertThatThrownBy(() -> trainer(1).listener(new CsvLog(file)).fit(model(), SAMPLES))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(file + ": cannot write the log");
  }

  @Test
  void csvLog_diskFull_namesTheFileAndKeepsTheLinesBefore() throws IOException {
    Configuration disk =
        Configuration.unix().toBuilder().setBlockSize(64).setMaxSize(64 * 16).build();
    try (FileSystem fileSystem = Jimfs.newFileSystem(disk)) {
      Path file = Files.createDirectory(fileSystem.getPath("/small")).resolve("log.csv");

      assertThatThrownBy(() -> trainer(20).listener(new CsvLog(file)).fit(model(), SAMPLES))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessage("/small/log.csv: cannot write the log")
          .cause()
          .hasMessage("/small/log.csv: cannot be written: out of disk space");

      List<String> lines = Files.readAllLines(file);
      assertThat(lines).hasSizeBetween(2, 19).first().asString().startsWith("epoch,loss");
      assertThat(lines.get(lines.size() - 1))
          .startsWith((lines.size() - 1) + ",")
          .hasSizeGreaterThan(20);
      try (Stream<Path> files = Files.list(file.getParent())) {
        assertThat(files).containsExactly(file);
      }
    }
  }
}
