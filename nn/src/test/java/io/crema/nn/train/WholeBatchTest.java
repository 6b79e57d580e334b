package io.crema.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.crema.core.data.LabelledSamples;
import io.crema.core.data.TensorSamples;
import io.crema.core.parallel.Workers;
import io.crema.core.random.SplitMix64;
import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.graph.Network;
import io.crema.nn.graph.Residual;
import io.crema.nn.layer.BatchNorm;
import io.crema.nn.layer.Conv2D;
import io.crema.nn.layer.Dense;
import io.crema.nn.layer.Flatten;
import io.crema.nn.layer.Parameter;
import io.crema.nn.layer.ReLU;
import io.crema.nn.loss.MeanSquaredError;
import io.crema.nn.model.Model;
import io.crema.nn.optimizer.Sgd;
import io.crema.nn.testing.ToySamples;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** BatchNorm over whole batches: against one large group, and against sums in double. */
class WholeBatchTest {

  /**
   * Of weights below 2 after four steps: gradients are added up in another order, and chunks of
   * statistics are merged.
   */
  private static final float TOLERANCE = 1e-4f;

  private static final LabelledSamples SAMPLES = ToySamples.bars(76, 3);

  @TempDir Path folder;

  private static Network network(BatchNorm norm) {
    return Network.input(8, 8, 1)
        .add(new Conv2D(5, 3).withoutBias())
        .add(norm)
        .add(new ReLU())
        .add(new Residual(new Conv2D(5, 3).same(), norm, new ReLU(), new Conv2D(5, 1), norm))
        .add(new ReLU())
        .add(new Flatten())
        .add(new Dense(2));
  }

  /** Two epochs of batches of 38 samples. */
  private static Trainer trainer() {
    return new Trainer().epochs(2).batchSize(38).seed(3).optimizer(new Sgd(0.05));
  }

  @Test
  void fit_oneGroupForTheBatch_givesTheWeightsOfWholeBatches() {
    Model group = Model.initialize(network(new BatchNorm().groupSize(38)), 5);
    Model whole = Model.initialize(network(new BatchNorm().wholeBatch()), 5);

    trainer().fit(group, SAMPLES);
    trainer().fit(whole, SAMPLES);

    for (int i = 0; i < whole.parameters().size(); i++) {
      Parameter expected = group.parameters().get(i);
      assertThat(whole.parameters().get(i).value().toArray())
          .as(expected.name())
          .containsExactly(expected.value().toArray(), within(TOLERANCE));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8})
  void fit_anyNumberOfThreads_givesEqualBits(int threads) {
    Model one = Model.initialize(network(new BatchNorm().wholeBatch()), 5);
    Model several = Model.initialize(network(new BatchNorm().wholeBatch()), 5);
    try (Workers first = new Workers(1);
        Workers second = new Workers(threads)) {
      trainer().batchSize(37).workers(first).fit(one, SAMPLES);
      trainer().batchSize(37).workers(second).fit(several, SAMPLES);
    }

    assertThat(several.weightsSha256()).isEqualTo(one.weightsSha256());
  }

  /** The inputs of the first layer do not change, so its statistics follow from them alone. */
  @Test
  void fit_firstLayer_hasTheRunningStatisticsOfTheBatches() {
    int count = 50;
    Tensor inputs = Tensor.zeros(Shape.of(count, 2, 3));
    for (int i = 0; i < inputs.size(); i++) {
      inputs.array()[i] = (float) (SplitMix64.at(9, i) * 0x1p-62) + i % 3;
    }
    Network network =
        Network.input(2, 3).add(new Flatten()).add(new BatchNorm(0.8, 1e-5, BatchNorm.WHOLE_BATCH));
    Model model = Model.initialize(network, 1);
    TrainingStep step =
        TrainingStep.of(
            model, TrainingConfig.DEFAULT.loss(new MeanSquaredError()).batchSize(count));
    double[] mean = new double[6];
    double[] variance = {1, 1, 1, 1, 1, 1};

    for (int samples : new int[] {50, 20, 1, 33}) {
      float[] values = Arrays.copyOf(inputs.array(), samples * 6);
      step.run(Tensor.of(Shape.of(samples, 2, 3), values), Tensor.zeros(Shape.of(samples, 6)));
      for (int c = 0; c < 6; c++) {
        follow(mean, variance, values, samples, c);
      }
    }

    float[] actualMean = model.parameters().get(2).value().array();
    float[] actualVariance = model.parameters().get(3).value().array();
    for (int c = 0; c < 6; c++) {
      assertThat((double) actualMean[c]).isCloseTo(mean[c], within(1e-5));
      assertThat((double) actualVariance[c]).isCloseTo(variance[c], within(1e-5));
    }
  }

  /** One step moves both by 1 - 0.8; a single value leaves the variance as it is. */
  private static void follow(
      double[] mean, double[] variance, float[] values, int samples, int channel) {
    double sum = 0;
    for (int n = 0; n < samples; n++) {
      sum += values[n * 6 + channel];
    }
    double squares = 0;
    for (int n = 0; n < samples; n++) {
      squares += Math.pow(values[n * 6 + channel] - sum / samples, 2);
    }
    mean[channel] += 0.2 * (sum / samples - mean[channel]);
    if (samples > 1) {
      variance[channel] += 0.2 * (squares / (samples - 1) - variance[channel]);
    }
  }

  @Test
  void resume_afterOneEpoch_endsWithTheBitsOfOneGo() {
    Path file = folder.resolve("run.checkpoint");
    Model straight = Model.initialize(network(new BatchNorm().wholeBatch()), 5);
    Model broken = Model.initialize(network(new BatchNorm().wholeBatch()), 5);
    Model resumed = Model.initialize(network(new BatchNorm().wholeBatch()), 5);
    TrainingListener interrupt =
        new TrainingListener() {
          @Override
          public void epochEnded(Training training, EpochResult result) {
            training.interrupt();
          }
        };
    trainer().fit(straight, SAMPLES);

    trainer().checkpoint(Checkpoints.everyEpoch(file)).listener(interrupt).fit(broken, SAMPLES);
    trainer().resume(file).fit(resumed, SAMPLES);

    assertThat(broken.weightsSha256()).isNotEqualTo(straight.weightsSha256());
    assertThat(resumed.weightsSha256()).isEqualTo(straight.weightsSha256());
  }

  @Test
  void fit_constantInput_givesFiniteWeights() {
    Tensor ones = Tensor.zeros(Shape.of(20, 3));
    ones.fill(1f);
    Model model =
        Model.initialize(Network.input(3).add(new BatchNorm().wholeBatch()).add(new Dense(2)), 1);

    trainer()
        .loss(new MeanSquaredError())
        .fit(model, TensorSamples.of(List.of(ones), List.of(Tensor.zeros(Shape.of(20, 2)))));

    for (Parameter parameter : model.parameters()) {
      assertThat(parameter.value().isFinite()).as(parameter.name()).isTrue();
    }
  }
}
