package io.crema.vision.augment;

import static io.crema.vision.augment.Distorted.distort;
import static io.crema.vision.augment.Distorted.just;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LevelsTest {

  private static final int SIZE = 60;

  private static float[] grey(float level) {
    float[] image = new float[SIZE * SIZE];
    Arrays.fill(image, level);
    return image;
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 0.7, 1.5, 2})
  void gamma_ends_stayAndAHalfIsThePower(double gamma) {
    float[] levels = {0, 0.5f, 1, 0.25f, 0.75f};

    float[] bent = distort(just(Distortion.GAMMA, gamma), levels, 1, 1);

    assertThat(bent[0]).isZero();
    assertThat(bent[1]).isEqualTo((float) Math.pow(0.5, gamma), within(1e-6f));
    assertThat(bent[2]).isEqualTo(1);
    assertThat(bent[3]).isEqualTo((float) Math.pow(0.25, gamma), within(0.065f));
    assertThat(bent[4]).isEqualTo((float) Math.pow(0.75, gamma), within(0.065f));
  }

  @ParameterizedTest
  @CsvSource({
    "1.5, 0, 0.4, 0.6",
    "3, 0, 0.4, 1",
    "0, 0, 0.4, 0",
    "1, 0.25, 0.4, 0.65",
    "1, -0.5, 0.4, 0",
    "0.5, 0.1, 1, 0.6"
  })
  void contrastAndBrightness_level_isScaledMovedAndClamped(
      double contrast, double brightness, float level, float expected) {
    Augmentation both =
        just(Distortion.CONTRAST, contrast).with(Distortion.BRIGHTNESS, 1, brightness, brightness);

    assertThat(distort(both, grey(level), SIZE, 1)[7]).isEqualTo(expected, within(1e-6f));
  }

  /** By mean, deviation, skewness and kurtosis of the sum of four uniform numbers, -0.3 of it. */
  @Test
  void noise_grey_isNormalAndOfThatDeviation() {
    double[] moments = new double[5];
    int count = 0;
    for (int seed = 0; seed < 30; seed++) {
      float[] noisy = distort(just(Distortion.NOISE, 0.1), grey(0.5f), SIZE, seed);
      for (float level : noisy) {
        for (int power = 1; power <= 4; power++) {
          moments[power] += Math.pow((level - 0.5) / 0.1, power);
        }
        count++;
      }
    }
    double fourSigma = 4 / Math.sqrt(count);
    assertThat(moments[1] / count).isEqualTo(0, within(fourSigma));
    assertThat(moments[2] / count).isEqualTo(1, within(2 * fourSigma));
    assertThat(moments[3] / count).isEqualTo(0, within(4 * fourSigma));
    assertThat(moments[4] / count).isEqualTo(2.7, within(8 * fourSigma));
  }

  @Test
  void noise_neighbours_areIndependent() {
    float[] noisy = distort(just(Distortion.NOISE, 0.1), grey(0.5f), SIZE, 2);

    for (int lag : new int[] {1, 2, SIZE}) {
      double product = 0;
      for (int i = lag; i < noisy.length; i++) {
        product += (noisy[i] - 0.5) * (noisy[i - lag] - 0.5) / 0.01;
      }
      double fourSigma = 4 / Math.sqrt(noisy.length);
      assertThat(product / noisy.length).as("lag %d", lag).isEqualTo(0, within(fourSigma));
    }
  }

  @Test
  void erasing_manySeeds_isARectangleAnywhere() {
    int size = 12;
    Augmentation erasing = Augmentation.NONE.with(Distortion.ERASING, 1, 2, 5);
    float[] ink = new float[size * size];
    Arrays.fill(ink, 1f);
    boolean[] erased = new boolean[ink.length];
    boolean[] sides = new boolean[6];
    for (int seed = 0; seed < 2000; seed++) {
      float[] image = distort(erasing, ink, size, seed);
      int first = run(image, 0, 1, 1f);
      int width = run(image, first, 1, 0f);
      int height = run(image, first, size, 0f);
      assertThat(width).isBetween(2, 5);
      assertThat(height).isBetween(2, 5);
      sides[width] = true;
      assertThat(ink.length - Distorted.sum(image)).isEqualTo(width * height);
      for (int i = 0; i < image.length; i++) {
        erased[i] |= image[i] == 0;
      }
    }
    assertThat(sides).containsExactly(false, false, true, true, true, true);
    assertThat(erased).doesNotContain(false);
  }

  /** {@return how many pixels from one on, going by a stride, have a level} */
  private static int run(float[] image, int from, int stride, float level) {
    int count = 0;
    for (int i = from; i < image.length && image[i] == level; i += stride) {
      count++;
    }
    return count;
  }

  @Test
  void erasing_moreThanTheImage_takesAllOfIt() {
    float[] image = {1, 1, 1, 1, 1, 1};

    assertThat(distort(just(Distortion.ERASING, 28), image, 2, 1)).containsOnly(0f);
  }
}
