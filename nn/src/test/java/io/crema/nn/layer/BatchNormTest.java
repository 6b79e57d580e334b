package io.crema.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.graph.Network;
import io.crema.nn.model.Model;
import io.crema.nn.testing.TestModels;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Batch normalization of values whose means and variances are known. */
class BatchNormTest {

  /** So that the deviation of a channel of variance 3 is 2. */
  private static final BatchNorm LAYER = new BatchNorm(0.9, 1 - 0x1p-53, 4);

  @Test
  void forward_prediction_usesTheRunningStatistics() {
    Tensor input = TestModels.tensor(Shape.of(1, 2, 2), 1, 10, -1, 30);

    Tensor output =
        TestModels.forward(
            LAYER,
            input,
            new float[] {4, 1}, // gamma
            new float[] {0.5f, 0}, // beta
            new float[] {1, 20}, // mean
            new float[] {3, 99}); // variance

    assertThat(output.toArray()).containsExactly(0.5f, -1f, -3.5f, 1f);
  }

  @Test
  void forward_training_usesThoseOfTheGroup() {
    WeightFactory factory = new WeightFactory(0);
    BoundLayer bound = LAYER.bind(Shape.of(2), factory);
    bound.weightsChanged();
    float[][] sums = new float[4][2];
    ThreadPass pass = new ThreadPass();
    pass.train(sums, 0);
    double far = Math.sqrt(3);
    Tensor input = TestModels.tensor(Shape.of(2, 2), 5 - far, 7, 5 + far, 7);
    Tensor output = Tensor.zeros(Shape.of(2, 2));

    bound.forward(input, output, pass);

    float half = (float) (far / 2);
    assertThat(output.toArray())
        .usingComparatorWithPrecision(1e-6f)
        .containsExactly(-half, 0f, half, 0f);
    assertThat(sums[2]).usingComparatorWithPrecision(1e-6f).containsExactly(5f, 7f);
    assertThat(sums[3]).usingComparatorWithPrecision(1e-5f).containsExactly(6f, 0f); // of a sample

    bound.updateStatistics(new float[][] {{}, {}, {20, 0}, {8, 4}}, 2);

    assertThat(factory.parameters().get(2).value().toArray())
        .usingComparatorWithPrecision(1e-6f)
        .containsExactly(1f, 0f); // 0.1 * 20 / 2
    assertThat(factory.parameters().get(3).value().toArray())
        .usingComparatorWithPrecision(1e-6f)
        .containsExactly(1.3f, 1.1f);
  }

  @Test
  void restore_negativeVariance_isRefused() {
    Map<String, Tensor> weights = new TreeMap<>();
    for (String name : List.of("gamma", "beta", "mean", "variance")) {
      weights.put("batch_norm_1." + name, TestModels.tensor(Shape.of(2), 1, -2));
    }

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Model.restore(Network.input(2).add(new BatchNorm()), weights))
        .withMessage("parameter batch_norm_1.variance: expected values of at least 0, found -2.0");
  }

  @Test
  void add_otherGroupsThanALayerBefore_isRefused() {
    Network network = Network.input(4).add(new BatchNorm()).add(new Dense(3));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> network.add(new BatchNorm().groupSize(8)))
        .withMessageContainingAll(
            "expected groups of 16 samples as in batch_norm_1 before it, got groups of 8 samples");
    assertThat(network.add(new BatchNorm(0.5, 0.1, 16)).groupSize()).isEqualTo(16);
    assertThat(Network.input(4).groupSize()).isZero();
  }
}
