package io.crema.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.crema.core.data.TensorSamples;
import io.crema.core.parallel.Workers;
import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.graph.Network;
import io.crema.nn.layer.Dense;
import io.crema.nn.loss.MeanSquaredError;
import io.crema.nn.model.Model;
import io.crema.nn.optimizer.Sgd;
import io.crema.nn.testing.TestModels;
import org.junit.jupiter.api.Test;

/** One step of plain gradient descent whose gradient is known by hand. */
class GradientClippingTest {

  private static final float FLOAT_ROUNDING = 1e-6f;

  /**
   * The weights after a step of rate 1 from zero: the negative gradient. With input [3, 4], weights
   * zero, targets [-0.5, 0.25] and the mean of two squares, the gradient by the outputs is [0.5,
   * -0.25], by the weights [1.5, -0.75, 2, -1], by the bias [0.5, -0.25]; its length is
   * sqrt(8.125).
   */
  private static float[][] step(GradientClipping clipping) {
    Model model = TestModels.of(Network.input(2).add(new Dense(2)), new float[4], new float[2]);
    Tensor input = Tensor.of(Shape.of(1, 2), new float[] {3f, 4f});
    Tensor target = Tensor.of(Shape.of(1, 2), new float[] {-0.5f, 0.25f});
    try (Workers workers = new Workers(1)) {
      new Trainer()
          .epochs(1)
          .loss(new MeanSquaredError())
          .optimizer(new Sgd(1))
          .clipping(clipping)
          .workers(workers)
          .fit(model, TensorSamples.of(input, target));
    }
    return new float[][] {
      model.parameters().get(0).value().array(), model.parameters().get(1).value().array()
    };
  }

  private static float[] scaled(double factor, double... values) {
    float[] scaled = new float[values.length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = (float) (factor * values[i]);
    }
    return scaled;
  }

  @Test
  void none_anyGradient_isNotTouched() {
    float[][] weights = step(GradientClipping.NONE);

    assertThat(weights[0]).containsExactly(-1.5f, 0.75f, -2f, 1f);
    assertThat(weights[1]).containsExactly(-0.5f, 0.25f);
  }

  @Test
  void norm_longerGradient_isScaledToTheLimitOverAllParameters() {
    float[][] weights = step(GradientClipping.norm(0.5));

    double factor = 0.5 / Math.sqrt(8.125);
    assertThat(weights[0])
        .containsExactly(scaled(factor, -1.5, 0.75, -2, 1), within(FLOAT_ROUNDING));
    assertThat(weights[1]).containsExactly(scaled(factor, -0.5, 0.25), within(FLOAT_ROUNDING));
  }

  @Test
  void norm_shorterGradient_isNotTouched() {
    assertThat(step(GradientClipping.norm(3))[0]).containsExactly(-1.5f, 0.75f, -2f, 1f);
  }

  @Test
  void value_largerComponents_areCut() {
    float[][] weights = step(GradientClipping.value(0.75));

    assertThat(weights[0]).containsExactly(-0.75f, 0.75f, -0.75f, 0.75f);
    assertThat(weights[1]).containsExactly(-0.5f, 0.25f);
  }

  @Test
  void constructor_limitNotAboveZero_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GradientClipping.norm(0))
        .withMessage("GradientClipping: expected a limit above 0, got 0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GradientClipping.value(Double.NaN))
        .withMessage("GradientClipping: expected a limit above 0, got NaN");
  }
}
