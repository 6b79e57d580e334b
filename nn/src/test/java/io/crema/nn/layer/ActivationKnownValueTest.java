package io.crema.nn.layer;

import static io.crema.nn.testing.TestModels.forward;
import static io.crema.nn.testing.TestModels.tensor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.graph.Network;
import io.crema.nn.model.Model;
import org.junit.jupiter.api.Test;

/** Activations against values known from their formulas. */
class ActivationKnownValueTest {

  /** Two roundings to float of values up to 1. */
  private static final float FLOAT_ROUNDING = 1.2e-7f;

  private static float[] of(Layer layer, double... values) {
    Tensor output = forward(layer, tensor(Shape.of(values.length), values));
    assertThat(output.shape()).isEqualTo(Shape.of(values.length));
    return output.array();
  }

  @Test
  void relu_anySign_cutsBelowZero() {
    assertThat(of(new ReLU(), -3, -0.5, 0, 0.5, 3)).containsExactly(0, 0, 0, 0.5f, 3);
  }

  @Test
  void leakyRelu_belowZero_isScaled() {
    assertThat(of(new LeakyReLU(0.25), -4, -0.5, 0, 0.5, 4))
        .containsExactly(-1, -0.125f, 0, 0.5f, 4);
  }

  @Test
  void sigmoid_knownValues_agrees() {
    double log3 = Math.log(3);

    assertThat(of(new Sigmoid(), 0, log3, -log3, 1000, -1000))
        .containsExactly(new float[] {0.5f, 0.75f, 0.25f, 1, 0}, within(FLOAT_ROUNDING));
  }

  @Test
  void tanh_knownValues_agrees() {
    double log2 = Math.log(2);

    assertThat(of(new Tanh(), 0, log2, -log2, 1000, -1000))
        .containsExactly(new float[] {0, 0.6f, -0.6f, 1, -1}, within(FLOAT_ROUNDING));
  }

  @Test
  void softmax_knownValues_agrees() {
    assertThat(of(new Softmax(), 0, Math.log(2), Math.log(5)))
        .containsExactly(new float[] {0.125f, 0.25f, 0.625f}, within(FLOAT_ROUNDING));
  }

  @Test
  void softmax_hugeLogits_staysFinite() {
    assertThat(of(new Softmax(), 1e30, 1e30, -1e30)).containsExactly(0.5f, 0.5f, 0);
  }

  @Test
  void softmax_batch_eachRowIsADistribution() {
    Tensor rows = tensor(Shape.of(2, 2), 0, 0, Math.log(3), 0);
    Tensor output = Model.initialize(Network.input(2).add(new Softmax()), 0).forward(rows);

    assertThat(output.array())
        .containsExactly(new float[] {0.5f, 0.5f, 0.75f, 0.25f}, within(FLOAT_ROUNDING));
  }

  @Test
  void relu_notANumber_isPassedOn() {
    for (Layer layer : new Layer[] {new ReLU(), new LeakyReLU(0.1)}) {
      Tensor value = tensor(Shape.of(1, 1), Double.NaN);

      layer.bind(Shape.of(1), new WeightFactory(0)).forward(value, value, Pass.forPrediction());

      assertThat(value.array()).containsExactly(Float.NaN);
    }
  }
}
