package io.crema.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crema.core.tensor.Shape;
import io.crema.examples.reader.DigitModel;
import io.crema.mnist.digit.DigitLine;
import io.crema.nn.model.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworksTest {

  @ParameterizedTest
  @CsvSource({"reference, 108154", "lenet, 61706", "fast, 39786", "champion, 334986"})
  void byName_hasTheParametersOfTheDesign(String name, long parameters) {
    Model model = Model.initialize(Networks.byName(name), 1);

    assertThat(model.parameterCount()).isEqualTo(parameters);
    assertThat(model.network().inputShape()).isEqualTo(DigitModel.IMAGE);
    assertThat(model.network().outputShape()).isEqualTo(Shape.of(10));
  }

  @Test
  void line_hasTheParametersThatItSays() {
    Model model = Model.initialize(Networks.line(), 1);

    assertThat(model.parameterCount()).isEqualTo(233_771);
    assertThat(model.network().outputShape()).isEqualTo(Shape.of(DigitLine.CLASSES));
  }

  @Test
  void byName_anotherName_isRefusedWithTheNamesThatThereAre() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Networks.byName("alexnet"))
        .withMessage("expected reference, lenet, fast or champion, got alexnet");
  }
}
