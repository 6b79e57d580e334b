package io.crema.vision.augment;

import static io.crema.vision.augment.Distorted.distort;
import static io.crema.vision.augment.Distorted.just;
import static io.crema.vision.augment.Distorted.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.crema.core.tensor.Shape;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrokesTest {

  private static final int HEIGHT = 20;
  private static final int WIDTH = 24;

  /** A bar of the whole height, whose edges are grey: its pixels are 0.3, 1, 1, 1, 0.6. */
  private static float[] bar() {
    float[] image = new float[HEIGHT * WIDTH];
    float[] levels = {0.3f, 1, 1, 1, 0.6f};
    for (int y = 0; y < HEIGHT; y++) {
      System.arraycopy(levels, 0, image, y * WIDTH + 9, levels.length);
    }
    return image;
  }

  private static double rowSum(float[] image) {
    double sum = 0;
    for (int x = 0; x < WIDTH; x++) {
      sum += image[HEIGHT / 2 * WIDTH + x];
    }
    return sum;
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.8, -0.3, 0.25, 0.5, 1})
  void thickness_bar_growsByTwiceAsMuch(double thickness) {
    float[] image = bar();

    float[] changed = distort(just(Distortion.THICKNESS, thickness), image, HEIGHT, 1);

    assertThat(rowSum(changed)).isEqualTo(rowSum(image) + 2 * thickness, within(1e-5));
  }

  /** Beside a slanting edge, a pixel more is the mean of 0.71 and 1.41. */
  @ParameterizedTest
  @ValueSource(doubles = {0.3, 1})
  void thickness_slantingBar_growsByAsMuchAsAnUprightOne(double thickness) {
    int size = 60;
    float[] image = new float[size * size];
    for (int i = 0; i < image.length; i++) {
      image[i] = Math.abs(i % size - i / size) <= 4 ? 1f : 0f;
    }

    float[] changed = distort(just(Distortion.THICKNESS, thickness), image, size, 1);

    double grown = 0;
    for (int x = 0; x < size; x++) {
      grown += changed[size / 2 * size + x] - image[size / 2 * size + x];
    }
    double acrossTheBar = grown / Math.sqrt(2);
    assertThat(acrossTheBar).isEqualTo(2 * thickness, within(0.13 * thickness));
  }

  @Test
  void thickness_neighbours_areBlendedAsTheNaiveLoopDoes() {
    float[] image = Distorted.noise(HEIGHT, WIDTH, 3);

    float[] changed = distort(just(Distortion.THICKNESS, 0.75), image, HEIGHT, 1);

    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        double four = 0;
        double eight = 0;
        for (int i = 0; i < image.length; i++) {
          int dx = Math.abs(i % WIDTH - x);
          int dy = Math.abs(i / WIDTH - y);
          four = dx + dy <= 1 ? Math.max(four, image[i]) : four;
          eight = Math.max(dx, dy) <= 1 ? Math.max(eight, image[i]) : eight;
        }
        double expected = 0.25 * image[y * WIDTH + x] + 0.75 * (four + eight) / 2;
        assertThat(changed[y * WIDTH + x]).isEqualTo((float) expected, within(1e-6f));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, -0.5, -0.1})
  void thickness_thinner_isNowhereMoreAndKeepsTheBrightest(double thickness) {
    float[] image = Distorted.sign();

    float[] changed = distort(just(Distortion.THICKNESS, thickness), image, 28, 1);

    float largest = 0;
    for (int i = 0; i < image.length; i++) {
      assertThat(changed[i]).isBetween(0f, image[i] + 1e-6f);
      largest = Math.max(largest, changed[i]);
    }
    assertThat(largest).isEqualTo(1f);
    assertThat(sum(changed)).isLessThan((1 + 0.3 * thickness) * sum(image));
  }

  /** All ink goes, so there is nothing to make brighter. */
  @Test
  void thickness_dotFullyThinned_leavesNothing() {
    float[] image = new float[9 * 9];
    image[40] = 1;

    assertThat(distort(just(Distortion.THICKNESS, -1), image, 9, 1)).containsOnly(0f);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.3, 0.7, 1, 2})
  void blur_dot_spreadsToItsVarianceAndKeepsItsInk(double sigma) {
    int size = 41;
    float[] image = new float[size * size];
    image[image.length / 2] = 1;

    float[] blurred = distort(just(Distortion.BLUR, sigma), image, size, 1);

    double across = 0;
    double down = 0;
    for (int i = 0; i < image.length; i++) {
      across += blurred[i] * Math.pow(i % size - size / 2, 2);
      down += blurred[i] * Math.pow(i / size - size / 2, 2);
    }
    assertThat(sum(blurred)).isEqualTo(1, within(1e-5));
    assertThat(across).isEqualTo(sigma * sigma, within(1e-4));
    assertThat(down).isEqualTo(sigma * sigma, within(1e-4));
  }

  /** What went beyond the edge must not come back at the other one, nor in the next image. */
  @Test
  void strokes_inkAtEveryEdge_stayWithinTheirImage() {
    float[] left = new float[HEIGHT * WIDTH];
    for (int y = 0; y < HEIGHT; y++) {
      left[y * WIDTH] = 1;
    }
    float[] full = new float[HEIGHT * WIDTH];
    Arrays.fill(full, 1f);
    Augmentation both = just(Distortion.THICKNESS, 1).with(Distortion.BLUR, 1, 2, 2);
    Distorter distorter = new Distorter(both, Shape.of(HEIGHT, WIDTH, 1));

    distorter.distort(full, 0, 1);
    float[] empty = new float[HEIGHT * WIDTH];
    distorter.distort(empty, 0, 1);
    distorter.distort(left, 0, 1);

    assertThat(empty).containsOnly(0f);
    for (int y = 0; y < HEIGHT; y++) {
      assertThat(left[y * WIDTH + WIDTH - 1]).isZero();
    }
  }
}
