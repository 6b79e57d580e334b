package io.crema.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crema.core.tensor.Shape;
import io.crema.nn.model.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigitNetworksTest {

  @ParameterizedTest
  @CsvSource({"reference, 108154", "lenet, 61706", "fast, 39786", "champion, 334986"})
  void byName_hasTheParametersOfTheDesign(String name, long parameters) {
    Model model = Model.initialize(DigitNetworks.byName(name), 1);

    assertThat(model.parameterCount()).isEqualTo(parameters);
    assertThat(model.network().inputShape()).isEqualTo(Shape.of(28, 28, 1));
    assertThat(model.network().outputShape()).isEqualTo(Shape.of(10));
  }

  @Test
  void line_hasTheParametersThatItSays() {
    Model model = Model.initialize(DigitNetworks.line(), 1);

    assertThat(model.parameterCount()).isEqualTo(233_771);
    assertThat(model.network().outputShape()).isEqualTo(Shape.of(11));
  }

  @Test
  void byName_anotherName_isRefusedWithTheNamesThatThereAre() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DigitNetworks.byName("alexnet"))
        .withMessage("expected reference, lenet, fast or champion, got alexnet");
  }
}
