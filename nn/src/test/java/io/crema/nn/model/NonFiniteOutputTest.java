package io.crema.nn.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crema.core.data.TensorSamples;
import io.crema.core.parallel.Workers;
import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.layer.Dense;
import io.crema.nn.layer.Flatten;
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
  void predict_outputThatIsNotFinite_isRefusedWithItsRow(float value) {
    Model model = model();
    ShiftAveraging averaging = new ShiftAveraging(model.predictor(Workers.shared()), 0);
    Tensor inputs = Tensor.zeros(INPUTS);
    inputs.set(value, 3, 1, 1, 0);

    assertThat(model.predict(Tensor.zeros(INPUTS))).hasSize(5);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> model.predict(inputs))
        .withMessageMatching(
            "output in row 3: expected finite numbers, got -?(NaN|Infinity) for class [01]; check"
                + " the inputs and the weights for values that are not finite");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> averaging.predict(inputs))
        .withMessageStartingWith("output in row 3: expected finite numbers, got NaN for class 0;");
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void evaluate_outputThatIsNotFinite_isRefusedWithItsImage(float value) {
    Model model = model();
    ShiftAveraging averaging = new ShiftAveraging(model.predictor(Workers.shared()), 0);
    Tensor inputs = Tensor.zeros(INPUTS);
    inputs.set(value, 3, 1, 1, 0);
    String message = "Evaluation: image 3: expected a probability from 0 to 1 for class 0, got NaN";

    assertThatIllegalArgumentException()
        .isThrownBy(() -> model.evaluate(TensorSamples.of(inputs, new int[5], 2)))
        .withMessage(message);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> averaging.evaluate(TensorSamples.of(inputs, new int[5], 2)))
        .withMessage(message);
  }
}
