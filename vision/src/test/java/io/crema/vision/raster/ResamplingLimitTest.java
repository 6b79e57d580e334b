package io.crema.vision.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplingLimitTest {

  @Test
  void limit_smallEnough_isTheSame() {
    GreyImage image = Images.random(30, 40, 1);

    assertThat(Resampling.limit(image, 40)).isSameAs(image);
  }

  @ParameterizedTest
  @CsvSource({
    "80, 60, 40, 40, 30",
    "60, 80, 40, 30, 40",
    "1000, 1, 64, 64, 1",
    "1, 1000, 64, 1, 64",
    "3, 2, 1, 1, 1"
  })
  void limit_tooLarge_keepsTheRatioOfTheSides(
      int width, int height, int side, int newWidth, int newHeight) {
    GreyImage limited = Resampling.limit(Images.random(width, height, 2), side);

    assertThat(limited.width()).isEqualTo(newWidth);
    assertThat(limited.height()).isEqualTo(newHeight);
  }

  @Test
  void limit_noPixels_isRefused() {
    GreyImage image = Images.random(3, 3, 3);

    assertThatThrownBy(() -> Resampling.limit(image, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Resampling: expected a side of at least 1 pixel, got 0");
  }
}
