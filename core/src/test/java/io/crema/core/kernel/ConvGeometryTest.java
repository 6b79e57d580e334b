package io.crema.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConvGeometryTest {

  private static final Window WINDOW = Window.valid(28, 26, 3, 5, 1, 2);

  @Test
  void constructor_unequalAxes_hasTheSizesThatFollow() {
    ConvGeometry g = new ConvGeometry(WINDOW, 4, 7);
    assertThat(g.window()).isEqualTo(WINDOW);
    assertThat(g.inChannels()).isEqualTo(4);
    assertThat(g.outChannels()).isEqualTo(7);
    assertThat(g.patch()).isEqualTo(3 * 5 * 4);
    assertThat(g.weights()).isEqualTo(3 * 5 * 4 * 7);
    assertThat(g.inSize()).isEqualTo(28 * 26 * 4);
    assertThat(g.outSize()).isEqualTo(26 * 11 * 7);
    assertThat(g.flops()).isEqualTo(2 * 26 * 11 * 3 * 5 * 4 * 7);
  }

  @Test
  void flops_moreThanAnIntHolds_isExact() {
    ConvGeometry g = new ConvGeometry(Window.valid(1000, 1000, 1, 1, 1, 1), 100, 100);
    assertThat(g.flops()).isEqualTo(20_000_000_000L);
  }

  @Test
  void matrix_twoSizes_isAConvolutionOfOnePixel() {
    ConvGeometry g = ConvGeometry.matrix(576, 128);
    assertThat(g).isEqualTo(new ConvGeometry(Window.valid(1, 1, 1, 1, 1, 1), 576, 128));
    assertThat(g.inSize()).isEqualTo(576);
    assertThat(g.outSize()).isEqualTo(128);
    assertThat(g.weights()).isEqualTo(576 * 128);
    assertThat(g.flops()).isEqualTo(2 * 576 * 128);
  }

  @Test
  void equals_oneDifference_isFalse() {
    ConvGeometry g = new ConvGeometry(WINDOW, 4, 7);
    assertThat(g)
        .isEqualTo(new ConvGeometry(Window.valid(28, 26, 3, 5, 1, 2), 4, 7))
        .hasSameHashCodeAs(new ConvGeometry(Window.valid(28, 26, 3, 5, 1, 2), 4, 7))
        .isNotEqualTo(new ConvGeometry(WINDOW, 7, 4))
        .isNotEqualTo(new ConvGeometry(WINDOW, 4, 8))
        .isNotEqualTo(new ConvGeometry(WINDOW, 4, 8, 2))
        .isNotEqualTo(new ConvGeometry(Window.valid(28, 26, 3, 5, 1, 1), 4, 7))
        .isNotEqualTo(WINDOW);
  }

  @Test
  void toString_anyGeometry_namesItsNumbers() {
    assertThat(new ConvGeometry(WINDOW, 4, 7)).hasToString("ConvGeometry[" + WINDOW + ", 4 -> 7]");
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 0", "-3, -4"})
  void constructor_channelsBelowOne_isRefused(int in, int out) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ConvGeometry(WINDOW, in, out))
        .withMessage("channels: expected at least 1, got %d in and %d out", in, out);
  }
}
