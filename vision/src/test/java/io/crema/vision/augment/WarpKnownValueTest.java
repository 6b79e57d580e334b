package io.crema.vision.augment;

import static io.crema.vision.augment.Distorted.distort;
import static io.crema.vision.augment.Distorted.just;
import static io.crema.vision.augment.Distorted.noise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Transforms whose result needs no interpolation, so whose bits are known. */
class WarpKnownValueTest {

  private interface Source {
    float at(int x, int y);
  }

  /** Every pixel is the source's, bit for bit. */
  private static void assertIs(float[] image, int height, Source source) {
    int width = image.length / height;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        assertThat(image[y * width + x]).as("%d, %d", x, y).isEqualTo(source.at(x, y));
      }
    }
  }

  /** {@return the levels of an image; 0 beyond it} */
  private static Source of(float[] image, int height) {
    int width = image.length / height;
    return (x, y) -> x < 0 || y < 0 || x >= width || y >= height ? 0f : image[y * width + x];
  }

  @ParameterizedTest
  @CsvSource({"28, 28, 2", "28, 28, -3", "28, 28, 0", "5, 9, 1", "1, 1, 1", "3, 2, -14"})
  void shift_wholePixels_movesBitForBit(int height, int width, int by) {
    float[] image = noise(height, width, 1);
    Source source = of(image, height);

    float[] moved = distort(just(Distortion.SHIFT, by), image, height, 2);

    assertIs(moved, height, (x, y) -> source.at(x - by, y - by));
  }

  @ParameterizedTest
  @ValueSource(ints = {28, 9, 2})
  void rotation_90_turnsClockwiseBitForBit(int size) {
    float[] image = noise(size, size, 1);

    float[] turned = distort(just(Distortion.ROTATION, 90), image, size, 2);

    assertIs(turned, size, (x, y) -> image[(size - 1 - x) * size + y]);
  }

  @Test
  void rotation_180_turnsBothAxes() {
    float[] image = noise(6, 9, 1);

    float[] turned = distort(just(Distortion.ROTATION, -180), image, 6, 2);

    for (int i = 0; i < image.length; i++) {
      assertThat(turned[i]).isEqualTo(image[image.length - 1 - i], within(1e-5f));
    }
  }

  @Test
  void scale_half_readsEveryOtherPixel() {
    float[] image = noise(9, 13, 1);
    Source source = of(image, 9);

    float[] small = distort(just(Distortion.SCALE, 0.5), image, 9, 2);

    assertIs(small, 9, (x, y) -> source.at(6 + 2 * (x - 6), 4 + 2 * (y - 4)));
  }

  @Test
  void shear_1_movesEachRowByItsDistance() {
    float[] image = noise(7, 9, 1);
    Source source = of(image, 7);

    float[] slanted = distort(just(Distortion.SHEAR, 1), image, 7, 2);

    assertIs(slanted, 7, (x, y) -> source.at(x - (y - 3), y));
  }

  /** Half a pixel off, Keys' weights are -1/16, 9/16, 9/16, -1/16 along each axis. */
  @Test
  void shift_halfAPixel_weighsFourNeighbours() {
    float[] image = new float[9 * 9];
    image[4 * 9 + 4] = 1;
    double[] weights = {-1 / 16.0, 9 / 16.0, 9 / 16.0, -1 / 16.0};

    float[] moved = distort(just(Distortion.SHIFT, 0.5), image, 9, 2);

    for (int y = 0; y < 4; y++) {
      for (int x = 0; x < 4; x++) {
        double expected = Math.max(0, weights[y] * weights[x]);
        assertThat(moved[(y + 3) * 9 + x + 3]).isEqualTo((float) expected, within(1e-7f));
      }
    }
  }

  /** A homography: the middle stays, one edge comes nearer, the other goes farther. */
  @Test
  void perspective_bar_growsAtOneEdgeAlone() {
    float[] image = new float[21 * 21];
    for (int i = 0; i < image.length; i++) {
      image[i] = i / 21 >= 5 && i / 21 < 16 ? 1f : 0f; // eleven rows high
    }
    Augmentation near = just(Distortion.PERSPECTIVE, 0.2);

    float[] seen = distort(near, image, 21, 2);

    assertThat(columnSum(seen, 10)).isEqualTo(11, within(0.3));
    assertThat(columnSum(seen, 19)).isGreaterThan(12);
    assertThat(columnSum(seen, 1)).isLessThan(10);
  }

  private static double columnSum(float[] image, int column) {
    double sum = 0;
    for (int y = 0; y < 21; y++) {
      sum += image[y * 21 + column];
    }
    return sum;
  }
}
