package io.crema.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.crema.core.data.LabelledSamples;
import io.crema.core.parallel.Workers;
import io.crema.core.random.SplitMix64;
import io.crema.nn.graph.Network;
import io.crema.nn.layer.BatchNorm;
import io.crema.nn.layer.Conv2D;
import io.crema.nn.layer.Dense;
import io.crema.nn.layer.Flatten;
import io.crema.nn.layer.MaxPool2D;
import io.crema.nn.layer.Parameter;
import io.crema.nn.layer.ReLU;
import io.crema.nn.model.Model;
import io.crema.nn.optimizer.AdamW;
import io.crema.nn.optimizer.Optimizer;
import io.crema.nn.optimizer.Sgd;
import io.crema.nn.testing.ToySamples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Batch normalization in training: groups, running statistics against doubles, equal bits. */
class BatchNormTrainingTest {

  /** Of weights and statistics after {@link #train}. Changes only with the arithmetic. */
  private static final String TRAINED =
      "6320e3c5bc212edd93d6ead86bf5cff50b70bb5d4cf9329f66bd0ca3b021fb28";

  /** A float mean of up to eleven values up to 1, twice rounded. */
  private static final double TOLERANCE = 1e-6;

  private static final Network NETWORK =
      Network.input(8, 8, 1)
          .add(new Conv2D(19, 3).same())
          .add(new BatchNorm())
          .add(new ReLU())
          .add(new MaxPool2D(2))
          .add(new Conv2D(7, 3))
          .add(new BatchNorm())
          .add(new ReLU())
          .add(new Flatten())
          .add(new Dense(24))
          .add(new BatchNorm())
          .add(new ReLU())
          .add(new Dense(2));

  /** Two epochs of batches of 37, 37 and 26 samples: groups of 12, 12, 13 and 13, 13. */
  private static Model train(int threads) {
    Model model = Model.initialize(NETWORK, 11);
    try (Workers workers = new Workers(threads)) {
      new Trainer()
          .epochs(2)
          .batchSize(37)
          .seed(13)
          .optimizer(new AdamW(1e-3, 0.01))
          .clipping(GradientClipping.norm(1))
          .workers(workers)
          .validation(ToySamples.bars(9, 14))
          .fit(model, ToySamples.bars(100, 12));
    }
    return model;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8})
  void fit_anyNumberOfThreads_givesTheFrozenWeights(int threads) {
    assertThat(train(threads).weightsSha256()).isEqualTo(TRAINED);
  }

  @Test
  void fit_bars_areLearnt() {
    Model model = Model.initialize(NETWORK, 1);

    new Trainer().epochs(8).batchSize(32).fit(model, ToySamples.bars(400, 2));

    assertThat(model.evaluate(ToySamples.bars(200, 3)).accuracy()).isGreaterThan(0.97);
  }

  private static Model normalized(double momentum) {
    BatchNorm norm = new BatchNorm(momentum, BatchNorm.EPSILON, 16);
    return Model.initialize(Network.input(2).add(norm).add(new Dense(2)), 5);
  }

  private static void step(
      Model model, LabelledSamples samples, int count, Optimizer optimizer, double limit) {
    try (Workers workers = new Workers(2)) {
      TrainingStep.of(
              model,
              TrainingConfig.DEFAULT
                  .optimizer(optimizer)
                  .clipping(GradientClipping.norm(limit))
                  .batchSize(count),
              workers)
          .run(samples, SplitMix64.permutation(count, 4), 0, count, 0);
    }
  }

  private static float[] parameter(Model model, String name) {
    return model.parameters().stream()
        .filter(parameter -> parameter.name().equals("batch_norm_1." + name))
        .map(Parameter::value)
        .findFirst()
        .orElseThrow()
        .array();
  }

  /** A tiny limit on the gradient's length and a large decay, which must not reach statistics. */
  @Test
  void run_oneStep_movesStatisticsByTheMeanOverGroupsOf11() {
    LabelledSamples samples = ToySamples.separable(33, 6);
    Model model = normalized(0.75);
    step(model, samples, 33, new AdamW(0.1, 0.9), 1e-6);

    int[] order = SplitMix64.permutation(33, 4);
    for (int c = 0; c < 2; c++) {
      double means = 0;
      double variances = 0;
      for (int group = 0; group < 3; group++) {
        double[] values = new double[11];
        double mean = 0;
        for (int i = 0; i < 11; i++) {
          float[] point = new float[2];
          samples.readInput(order[11 * group + i], point, 0);
          values[i] = point[c];
          mean += values[i] / 11;
        }
        means += mean / 3;
        for (double value : values) {
          variances += (value - mean) * (value - mean) / 10 / 3;
        }
      }
      assertThat((double) parameter(model, "mean")[c]).isCloseTo(0.25 * means, within(TOLERANCE));
      assertThat((double) parameter(model, "variance")[c])
          .isCloseTo(0.75 + 0.25 * variances, within(TOLERANCE));
    }
  }

  @Test
  void run_batchOfOneSample_leavesTheVarianceAndTheWeightsFinite() {
    Model model = normalized(0.5);
    LabelledSamples samples = ToySamples.separable(1, 6);
    float[] point = new float[2];
    samples.readInput(0, point, 0);

    step(model, samples, 1, new Sgd(0.1), 1);

    assertThat(parameter(model, "mean")).containsExactly(point[0] / 2, point[1] / 2);
    assertThat(parameter(model, "variance")).containsExactly(1f, 1f);
    assertThat(model.parameters())
        .allSatisfy(
            parameter -> {
              for (float value : parameter.value().array()) {
                assertThat(value).isFinite();
              }
            });
  }

  @Test
  void decayed_gammaAndStatistics_areNot() {
    assertThat(normalized(0.5).parameters().stream().map(Parameter::decayed))
        .containsExactly(false, false, false, false, true, false);
    assertThat(normalized(0.5).parameters().stream().map(Parameter::trained))
        .containsExactly(true, true, false, false, true, true);
  }
}
