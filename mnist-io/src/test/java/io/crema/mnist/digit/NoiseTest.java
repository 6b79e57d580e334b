package io.crema.mnist.digit;

import static org.assertj.core.api.Assertions.assertThat;

import io.crema.vision.raster.GreyImage;
import io.crema.vision.raster.Images;
import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoiseTest {

  private static GreyImage noisy(GreyImage image, double sigma) {
    Random random = new Random(11);
    return Images.of(
        image.width(),
        image.height(),
        (x, y) -> {
          double level = image.get((int) x, (int) y) + sigma * random.nextGaussian();
          return Math.min(Math.max(level, 0), 1);
        });
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.03, 0.08})
  void sigma_whiteNoiseOverASlope_isItsDeviation(double sigma) {
    GreyImage slope = Images.of(300, 200, (x, y) -> 0.3 + 0.001 * x);

    assertThat(Noise.sigma(noisy(slope, sigma))).isCloseTo(sigma, Percentage.withPercentage(10));
  }

  @Test
  void sigma_digitWithoutNoise_isNone() {
    assertThat(Noise.sigma(Sketch.five())).isLessThan(1e-6);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 9", "1, 50"})
  void sigma_tooNarrow_isNone(int width, int height) {
    assertThat(Noise.sigma(Images.random(width, height, 1))).isZero();
  }

  @Test
  void remove_impulses_vanish() {
    GreyImage picture =
        Images.of(
            43, 41, (x, y) -> x % 7 == 3 && y % 5 == 2 ? 1 : x % 7 == 5 && y % 5 == 4 ? 0 : 0.4);

    for (float level : Noise.remove(picture).toArray()) {
      assertThat(level).isBetween(0.4f - 1e-6f, 0.4f + 1e-6f);
    }
  }

  @Test
  void remove_strokeOneOrTwoPixelsWide_stays() {
    GreyImage strokes = Images.of(40, 40, (x, y) -> x == 20 || y == 9 || y == 10 ? 0.9 : 0);

    assertThat(Noise.remove(strokes)).isEqualTo(strokes);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.04, 0.1})
  void remove_whiteNoise_leavesLittle(double sigma) {
    GreyImage grey = Images.of(200, 200, (x, y) -> 0.5);

    GreyImage calm = Noise.remove(noisy(grey, sigma));

    double square = 0;
    for (float level : calm.toArray()) {
      square += (level - 0.5) * (level - 0.5);
    }
    assertThat(Math.sqrt(square / 40_000)).isLessThan(0.025); // 0.02, and what edges add
  }
}
