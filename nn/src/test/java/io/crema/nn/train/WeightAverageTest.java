package io.crema.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.crema.core.data.LabelledSamples;
import io.crema.core.parallel.Workers;
import io.crema.nn.graph.Network;
import io.crema.nn.layer.BatchNorm;
import io.crema.nn.layer.Dense;
import io.crema.nn.layer.ReLU;
import io.crema.nn.model.Model;
import io.crema.nn.optimizer.Sgd;
import io.crema.nn.testing.ToySamples;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Averaged weights against the documented formula in double. */
class WeightAverageTest {

  /** Of averaged weights after {@link #train}. Changes only with the arithmetic. */
  private static final String TRAINED =
      "c43949ad8a3d9d8cab88319f71206b8e5860059c21c6ae6155d28fe3017bf1ea";

  private static final double DECAY = 0.8;

  /** Weights below 4 whose averages round at each of 21 steps. */
  private static final double TOLERANCE = 21 * 4 * 0x1p-23;

  /** A layer of more than one block of values. */
  private static final Network NETWORK =
      Network.input(2)
          .add(new Dense(80))
          .add(new BatchNorm())
          .add(new ReLU())
          .add(new Dense(70))
          .add(new ReLU())
          .add(new Dense(2));

  private static final LabelledSamples SAMPLES = ToySamples.separable(70, 1);

  private static Model model() {
    return Model.initialize(NETWORK, 3);
  }

  private static double[][] values(Model model) {
    return model.parameters().stream()
        .map(
            parameter -> {
              double[] values = new double[parameter.value().size()];
              for (int i = 0; i < values.length; i++) {
                values[i] = parameter.value().array()[i];
              }
              return values;
            })
        .toArray(double[][]::new);
  }

  /** Keeps the weights behind every batch, and what they are at the end of every epoch. */
  private static final class Watch implements TrainingListener {

    final List<double[][]> steps = new ArrayList<>();
    final List<String> epochs = new ArrayList<>();
    final List<EpochResult> results = new ArrayList<>();

    @Override
    public void batchEnded(Training training, BatchResult result) {
      steps.add(values(training.model()));
    }

    @Override
    public void epochEnded(Training training, EpochResult result) {
      epochs.add(training.model().weightsSha256());
      results.add(result);
    }
  }

  private static Trainer trainer() {
    return new Trainer().epochs(3).batchSize(10).seed(4).optimizer(new Sgd(0.1).momentum(0.9));
  }

  @Test
  void fit_averaging_leavesTheAverageOfTheWeightsBehindEachStep() {
    Model model = model();
    double[][] expected = values(model);
    Watch watch = new Watch();

    trainer().averageWeights(DECAY).listener(watch).fit(model, SAMPLES);

    assertThat(watch.steps).hasSize(21);
    for (int step = 0; step < 21; step++) {
      double d = Math.min(DECAY, (1.0 + step) / (10 + step));
      for (int p = 0; p < expected.length; p++) {
        for (int i = 0; i < expected[p].length; i++) {
          expected[p][i] = d * expected[p][i] + (1 - d) * watch.steps.get(step)[p][i];
        }
      }
    }
    double[][] actual = values(model);
    for (int p = 0; p < expected.length; p++) {
      assertThat(actual[p]).containsExactly(expected[p], within(TOLERANCE));
    }
  }

  @Test
  void fit_averaging_trainsAsWithoutIt() {
    Watch plain = new Watch();
    Watch averaged = new Watch();

    trainer().listener(plain).fit(model(), SAMPLES);
    trainer().averageWeights(DECAY).listener(averaged).fit(model(), SAMPLES);

    assertThat(averaged.steps).usingRecursiveComparison().isEqualTo(plain.steps);
    assertThat(averaged.epochs).doesNotContainAnyElementsOf(plain.epochs);
  }

  @Test
  void fit_averagingWithValidation_validatesWhatListenersSee() {
    Model model = model();
    LabelledSamples held = ToySamples.separable(40, 9);
    Watch watch = new Watch();
    List<Double> losses = new ArrayList<>();
    TrainingListener check =
        new TrainingListener() {
          @Override
          public void epochEnded(Training training, EpochResult result) {
            losses.add(
                Validation.of(
                        training.model(),
                        training.model().predictor(Workers.shared()),
                        TrainingConfig.DEFAULT,
                        List.of(),
                        held)
                    .loss()
                    .orElseThrow());
          }
        };

    trainer()
        .averageWeights(0.99)
        .validation(held)
        .listener(watch)
        .listener(check)
        .fit(model, SAMPLES);

    assertThat(watch.results.stream().map(result -> result.validationLoss().orElseThrow()))
        .isEqualTo(losses);
    assertThat(watch.epochs).doesNotHaveDuplicates();
    assertThat(model.weightsSha256()).isEqualTo(watch.epochs.get(2));
  }

  @Test
  void fit_averagingAndEarlyStopping_putsBackTheBestAverage() {
    Model model = model();
    Watch watch = new Watch();
    EarlyStopping stopping = new EarlyStopping(1);

    trainer()
        .epochs(40)
        .optimizer(new Sgd(0.5))
        .averageWeights(0.5)
        .validation(ToySamples.separable(40, 9))
        .listener(watch)
        .listener(stopping)
        .fit(model, SAMPLES);

    assertThat(stopping.bestEpoch()).isLessThan(watch.epochs.size());
    assertThat(model.weightsSha256()).isEqualTo(watch.epochs.get(stopping.bestEpoch() - 1));
  }

  private static String train(int threads) {
    Model model = model();
    try (Workers workers = new Workers(threads)) {
      trainer().averageWeights(0.9).workers(workers).fit(model, SAMPLES);
    }
    return model.weightsSha256();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8})
  void fit_anyNumberOfThreads_givesTheFrozenAverages(int threads) {
    assertThat(train(threads)).isEqualTo(TRAINED);
  }

  @Test
  void update_weightsThatStay_isExact() {
    Model model = model();
    String before = model.weightsSha256();
    WeightAverage average = new WeightAverage(model, 0.9999, Workers.shared());

    for (int step = 0; step < 1000; step++) {
      average.update();
    }
    average.apply();

    assertThat(model.weightsSha256()).isEqualTo(before);
  }

  @Test
  void apply_twice_isUndoneByOneRestore() {
    Model model = model();
    WeightAverage average = new WeightAverage(model, 0.5, Workers.shared());
    String initial = model.weightsSha256();
    model.parameters().get(0).value().fill(7f);
    String changed = model.weightsSha256();

    average.apply();
    average.apply();

    assertThat(model.weightsSha256()).isEqualTo(initial);
    assertThatIllegalStateException()
        .isThrownBy(average::update)
        .withMessage("WeightAverage: expected restore before this");
    average.restore();
    average.restore();
    assertThat(model.weightsSha256()).isEqualTo(changed);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, -0.1, Double.NaN})
  void averageWeights_decayOutOfRange_isRefused(double decay) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Trainer().averageWeights(decay))
        .withMessage("WeightAverage: expected a decay from 0 to below 1, got " + decay);
  }

  @Test
  void resume_averagedTraining_endsWithTheBitsOfOneGo(@TempDir Path folder) {
    Path file = folder.resolve("run.checkpoint");
    Model straight = CheckpointRun.model();
    averaged().fit(straight, CheckpointRun.SAMPLES);
    for (int last = 1; last <= CheckpointRun.EPOCHS * CheckpointRun.BATCHES; last++) {
      averaged()
          .checkpoint(Checkpoints.everyEpoch(file))
          .listener(interruptAfter(last))
          .fit(CheckpointRun.model(), CheckpointRun.SAMPLES);
      Model resumed = CheckpointRun.model();

      averaged().resume(file).fit(resumed, CheckpointRun.SAMPLES);

      assertThat(resumed.weightsSha256()).as("%d", last).isEqualTo(straight.weightsSha256());
    }
  }

  private static Trainer averaged() {
    return CheckpointRun.trainer(CheckpointRun.EPOCHS).averageWeights(0.5);
  }

  private static TrainingListener interruptAfter(int steps) {
    return new TrainingListener() {
      private int done;

      @Override
      public void batchEnded(Training training, BatchResult result) {
        if (++done == steps) {
          training.interrupt();
        }
      }
    };
  }
}
