package io.crema.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A choice that changed would change the last bits of every network that makes it. */
class ConvAlgorithmTest {

  @ParameterizedTest
  @CsvSource({
    "16, 32, WINOGRAD",
    "32, 16, WINOGRAD",
    "16, 31, DIRECT",
    "8, 64, WINOGRAD",
    "64, 8, WINOGRAD",
    "7, 128, DIRECT",
    "128, 7, DIRECT",
    "1, 64, DIRECT",
  })
  void of_channels_isWinogradFromTheProductOnThatPays(int in, int out, ConvAlgorithm expected) {
    ConvGeometry g = new ConvGeometry(Window.same(8, 8, 3, 3, 1, 1), in, out);

    assertThat(g.forwardAlgorithm()).isEqualTo(expected);
    assertThat(g.backwardDataAlgorithm()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "3, 3, 1, 1, WINOGRAD",
    "5, 3, 1, 1, DIRECT",
    "3, 5, 1, 1, DIRECT",
    "1, 1, 1, 1, DIRECT",
    "3, 3, 2, 1, DIRECT",
    "3, 3, 1, 2, DIRECT",
  })
  void of_kernelAndStride_isWinogradForThreeByThreeByOne(
      int height, int width, int strideHeight, int strideWidth, ConvAlgorithm expected) {
    Window window = Window.same(16, 16, height, width, strideHeight, strideWidth);
    ConvGeometry g = new ConvGeometry(window, 32, 32);

    assertThat(g.forwardAlgorithm()).isEqualTo(expected);
    assertThat(g.backwardDataAlgorithm()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "2, 2, DIRECT",
    "2, 3, DIRECT",
    "2, 4, WINOGRAD",
    "4, 2, WINOGRAD",
    "4, 4, WINOGRAD",
    "5, 5, DIRECT",
    "5, 7, WINOGRAD",
    "1, 16, DIRECT",
    "7, 7, WINOGRAD",
  })
  void of_outputs_isWinogradIfTheyFillHalfOfTheTiles(
      int height, int width, ConvAlgorithm expected) {
    ConvGeometry g = new ConvGeometry(Window.same(height, width, 3, 3, 1, 1), 32, 32);

    assertThat(g.forwardAlgorithm()).isEqualTo(expected);
  }
}
