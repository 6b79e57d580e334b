package io.crema.mnist.digit;

import static org.assertj.core.api.Assertions.assertThat;

import io.crema.vision.raster.GreyImage;
import io.crema.vision.raster.Images;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MnistFormTest {

  /** {@return a 0 with corners, its strokes two pixels wide, in a box} */
  static GreyImage ring(int left, int top, int width, int height) {
    return Images.of(
        28,
        28,
        (x, y) -> {
          double inside =
              Math.min(
                  Math.min(x - left, left + width - 1 - x),
                  Math.min(y - top, top + height - 1 - y));
          return inside == 0 || inside == 1 ? 0.9 : 0;
        });
  }

  @ParameterizedTest
  @CsvSource({"9, 5, 11, 19", "9, 4, 11, 20", "4, 8, 20, 13"})
  void matches_digitAsMnistHasIt_isSo(int left, int top, int width, int height) {
    assertThat(MnistForm.matches(ring(left, top, width, height))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "-1, 0", "0, 1", "0, -1", "4, 4"})
  void matches_moved_isNotSo(int right, int down) {
    assertThat(MnistForm.matches(ring(9 + right, 5 + down, 11, 19))).isFalse();
  }

  @Test
  void matches_negativeFaintSmallOrEmpty_isNotSo() {
    GreyImage ring = ring(9, 5, 11, 19);
    GreyImage faint = Images.of(28, 28, (x, y) -> 0.4 * ring.get((int) x, (int) y));

    assertThat(MnistForm.matches(ring.negative())).isFalse();
    assertThat(MnistForm.matches(faint)).isFalse();
    assertThat(MnistForm.matches(ring(9, 6, 11, 17))).isFalse();
    assertThat(MnistForm.matches(Images.of(28, 28, (x, y) -> 0))).isFalse();
    assertThat(MnistForm.matches(Images.of(28, 28, (x, y) -> 1))).isFalse();
    assertThat(MnistForm.matches(Images.of(28, 27, (x, y) -> 0))).isFalse();
  }
}
