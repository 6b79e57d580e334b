package io.crema.nn.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.crema.core.data.TensorSamples;
import io.crema.core.parallel.Workers;
import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.graph.Network;
import io.crema.nn.layer.Dense;
import io.crema.nn.layer.Flatten;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Outputs that are not finite predict no class, not the first one either. */
class NonFiniteOutputTest {

  private static final Shape INPUTS = Shape.of(5, 2, 2, 1);

  private static Model model() {
    return Model.initialize(Network.input(2, 2, 1).add(new Flatten()).add(new Dense(2)), 1);
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void predict_inputThatIsNotFinite_isRefusedWithItsSample(float value) {
    Model model = model();
    ShiftAveraging averaging = new ShiftAveraging(model.predictor(Workers.shared()), 0);
    Tensor inputs = Tensor.zeros(INPUTS);
    inputs.set(value, 3, 1, 1, 0);
    String message = "inputs: expected finite numbers, got %s in sample 3".formatted(value);

    assertThat(model.predict(Tensor.zeros(INPUTS))).hasSize(5);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> model.predict(inputs))
        .withMessage(message);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> model.forward(inputs))
        .withMessage(message);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> averaging.predict(inputs))
        .withMessage(message);
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void evaluate_inputThatIsNotFinite_isRefusedWithItsSample(float value) {
    Model model = model();
    Tensor inputs = Tensor.zeros(INPUTS);
    inputs.set(value, 3, 1, 1, 0);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> model.evaluate(TensorSamples.of(inputs, new int[5], 2)))
        .withMessage("samples: expected finite numbers, got %s in sample 3".formatted(value));
  }

  @Test
  void predict_damagedWeights_isRefusedWithTheSample() {
    Model model = model();
    model.parameters().get(1).value().array()[1] = Float.NaN;
    model.weightsChanged();

    assertThatIllegalStateException()
        .isThrownBy(() -> model.predict(Tensor.zeros(INPUTS)))
        .withMessageStartingWith("outputs: expected numbers, got NaN for sample 0");
  }
}
