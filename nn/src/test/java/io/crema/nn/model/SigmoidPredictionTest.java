package io.crema.nn.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.graph.Network;
import io.crema.nn.graph.Node;
import io.crema.nn.layer.Dense;
import io.crema.nn.layer.Flatten;
import io.crema.nn.layer.Sigmoid;
import io.crema.nn.layer.UpSampling2D;
import io.crema.nn.testing.TestModels;
import org.junit.jupiter.api.Test;

/** Classes and probabilities of networks that end in a Sigmoid, or in no vector. */
class SigmoidPredictionTest {

  private static final float FLOAT_ROUNDING = 1e-6f;

  private static final double LOG_3 = Math.log(3);

  @Test
  void predict_oneSigmoid_isOneAboveOneHalf() {
    Model model = Model.initialize(Network.input(1).add(new Sigmoid()), 1);
    Tensor inputs = TestModels.tensor(Shape.of(4, 1), -LOG_3, 0, 1e-3, LOG_3);

    assertThat(model.predict(inputs)).containsExactly(0, 0, 1, 1);
    assertThat(model.predictProbabilities(inputs).shape()).isEqualTo(Shape.of(4, 1));
    assertThat(model.predictProbabilities(inputs).toArray())
        .containsExactly(new float[] {0.25f, 0.5f, 0.50025f, 0.75f}, within(FLOAT_ROUNDING));
  }

  @Test
  void predict_severalSigmoids_isTheLargest() {
    Model model = Model.initialize(Network.input(3).add(new Sigmoid()), 1);
    Tensor inputs = TestModels.tensor(Shape.of(2, 3), -LOG_3, LOG_3, 0, 2, 2, 1);

    assertThat(model.predict(inputs)).containsExactly(1, 0);
    assertThat(model.predictProbabilities(inputs).toArray())
        .contains(new float[] {0.25f, 0.75f, 0.5f}, within(FLOAT_ROUNDING));
  }

  @Test
  void predict_oneValueWithoutASigmoid_isRefused() {
    Model model = Model.initialize(Network.input(1).add(new Dense(1)), 1);
    String message =
        "network: expected at least 2 classes, or one value after a Sigmoid, got one value; forward"
            + " gives it as it is";

    assertThatIllegalStateException()
        .isThrownBy(() -> model.predict(Tensor.zeros(Shape.of(2, 1))))
        .withMessage(message);
    assertThatIllegalStateException()
        .isThrownBy(() -> model.predictProbabilities(Tensor.zeros(Shape.of(2, 1))))
        .withMessage(message);
  }

  @Test
  void predict_imagesOut_isRefused() {
    Model model = Model.initialize(Network.input(1, 1, 2).add(new UpSampling2D(2)), 1);

    assertThatIllegalStateException()
        .isThrownBy(() -> model.predict(Tensor.zeros(Shape.of(3, 1, 1, 2))))
        .withMessage(
            "network: expected a classifier's output [N, classes], got [N, 2, 2, 2]; forward gives"
                + " it as it is");
  }

  @Test
  void predict_severalOutputs_isRefused() {
    Node flat = Node.input(2, 2, 1).then(new Flatten());
    Model model =
        Model.initialize(Network.of(flat.then("a", new Dense(2)), flat.then("b", new Dense(2))), 1);

    assertThatIllegalStateException()
        .isThrownBy(() -> model.predict(Tensor.zeros(Shape.of(1, 2, 2, 1))))
        .withMessage("network: expected one output, got [a, b]");
  }
}
