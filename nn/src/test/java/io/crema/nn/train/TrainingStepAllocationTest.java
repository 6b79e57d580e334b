package io.crema.nn.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.crema.core.data.LabelledSamples;
import io.crema.core.data.Mixup;
import io.crema.core.parallel.Workers;
import io.crema.core.random.SplitMix64;
import io.crema.core.tensor.Tensor;
import io.crema.nn.graph.Network;
import io.crema.nn.graph.Residual;
import io.crema.nn.layer.BatchNorm;
import io.crema.nn.layer.Conv2D;
import io.crema.nn.layer.Dense;
import io.crema.nn.layer.DepthwiseConv2D;
import io.crema.nn.layer.Dropout;
import io.crema.nn.layer.Flatten;
import io.crema.nn.layer.MaxPool2D;
import io.crema.nn.layer.ReLU;
import io.crema.nn.model.Model;
import io.crema.nn.model.Predictor;
import io.crema.nn.optimizer.Adam;
import io.crema.nn.testing.Allocation;
import io.crema.nn.testing.ToySamples;
import org.junit.jupiter.api.Test;

/** How many bytes the calling thread allocates once buffers are planned; it does all the work. */
class TrainingStepAllocationTest {

  private static final int BATCH = 128;

  /** Of a step: iterators and the constants of the optimizer. */
  private static final long STEP_LIMIT = 1024;

  /** Beside the values of the result: its array's header, its tensor, its shape. */
  private static final long RESULT_LIMIT = 512;

  private static final Network NETWORK =
      Network.input(8, 8, 1)
          .add(new Conv2D(8, 3).same())
          .add(new ReLU())
          .add(new MaxPool2D(2))
          .add(new DepthwiseConv2D(3).same())
          .add(new Conv2D(6, 3))
          .add(new BatchNorm())
          .add(new ReLU())
          .add(new Flatten())
          .add(new Dense(16))
          .add(new Residual(new ReLU(), new Dense(16)))
          .add(new Dropout(0.25))
          .add(new Dense(2));

  @Test
  void allocated_knownArray_isMeasured() {
    byte[][] sink = new byte[1][]; // where the JIT compiler cannot do without the array

    long bytes = Allocation.of(() -> sink[0] = new byte[100_000], 0);

    assertThat(sink[0]).hasSize(100_000);
    assertThat(bytes).isBetween(100_000L, 100_100L);
  }

  @Test
  void run_warm_allocatesNextToNothing() {
    assertAllocatesNextToNothing(ToySamples.bars(BATCH, 1));
  }

  @Test
  void run_warmAndMixed_allocatesNextToNothing() {
    assertAllocatesNextToNothing(Mixup.of(ToySamples.bars(BATCH, 1), 0.5));
  }

  private static void assertAllocatesNextToNothing(LabelledSamples samples) {
    int[] order = SplitMix64.permutation(BATCH, 2);
    try (Workers workers = new Workers(1)) {
      for (GradientClipping clipping :
          new GradientClipping[] {GradientClipping.NONE, GradientClipping.norm(1)}) {
        TrainingStep step =
            TrainingStep.of(
                Model.initialize(NETWORK, 3),
                TrainingConfig.DEFAULT
                    .optimizer(new Adam(1e-3))
                    .clipping(clipping)
                    .batchSize(BATCH),
                workers);

        long bytes =
            Allocation.of(
                () -> step.learningRate(1e-3).run(samples, order, 0, BATCH, 4), STEP_LIMIT);

        assertThat(bytes).as(clipping.toString()).isLessThan(STEP_LIMIT);
      }
    }
  }

  @Test
  void forward_warm_allocatesItsResultAlone() {
    Tensor images = Tensor.zeros(NETWORK.inputShape().withBatch(BATCH));
    try (Workers workers = new Workers(1)) {
      Predictor predictor = Model.initialize(NETWORK, 3).predictor(workers);

      long result = (long) BATCH * 2 * Float.BYTES;

      long bytes = Allocation.of(() -> predictor.forward(images), result + RESULT_LIMIT);

      assertThat(bytes).isBetween(result, result + RESULT_LIMIT);
    }
  }
}
