package io.crema.vision.augment;

import static io.crema.vision.augment.Distorted.distort;
import static io.crema.vision.augment.Distorted.just;
import static io.crema.vision.augment.Distorted.noise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.crema.core.tensor.Shape;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against the one square of all that explains an image. */
class CutoutNaiveReferenceTest {

  /** A mean in double of floats, and rounded. */
  private static final float TOLERANCE = 1e-6f;

  private static float[] means(float[] image, int channels) {
    double[] sums = new double[channels];
    for (int i = 0; i < image.length; i++) {
      sums[i % channels] += image[i];
    }
    float[] means = new float[channels];
    for (int k = 0; k < channels; k++) {
      means[k] = (float) (sums[k] * channels / image.length);
    }
    return means;
  }

  /** {@return the image with a square about a pixel replaced} */
  private static float[] cut(float[] image, Shape shape, int side, int pixel, float[] levels) {
    int width = shape.dim(1);
    int channels = shape.dim(2);
    int left = pixel % width - side / 2;
    int top = pixel / width - side / 2;
    float[] cut = image.clone();
    for (int i = 0; i < image.length; i++) {
      int x = i / channels % width;
      int y = i / channels / width;
      if (x >= left && x < left + side && y >= top && y < top + side) {
        cut[i] = levels[i % channels];
      }
    }
    return cut;
  }

  @ParameterizedTest
  @CsvSource({
    "8, 9, 3, 4, BLACK",
    "8, 9, 3, 5, MEAN",
    "6, 6, 1, 3, MEAN",
    "5, 7, 2, 1, BLACK",
    "3, 3, 4, 40, MEAN"
  })
  void cutout_manySeeds_isASquareAboutEveryPixel(
      int height, int width, int channels, int side, Fill fill) {
    Shape shape = Shape.of(height, width, channels);
    float[] image = noise(height, width * channels, 1);
    Augmentation cutout = just(Distortion.CUTOUT, side).withFill(fill);
    float[] levels = fill == Fill.MEAN ? means(image, channels) : new float[channels];
    int pixels = height * width;
    int[] counts = new int[pixels];
    for (int seed = 0; seed < 50 * pixels; seed++) {
      float[] distorted = distort(cutout, image, shape, seed);
      for (int pixel = 0; pixel < pixels; pixel++) {
        float[] expected = cut(image, shape, side, pixel, levels);
        counts[pixel] += near(distorted, expected) ? 1 : 0;
      }
    }
    if (side < height) { // else all squares are alike
      assertThat(Arrays.stream(counts).sum()).isEqualTo(50 * pixels);
      for (int count : counts) {
        assertThat(count).isBetween(50 - 32, 50 + 32);
      }
    } else {
      assertThat(counts).containsOnly(50 * pixels);
    }
  }

  private static boolean near(float[] a, float[] b) {
    for (int i = 0; i < a.length; i++) {
      if (Math.abs(a[i] - b[i]) > TOLERANCE) {
        return false;
      }
    }
    return true;
  }

  @Test
  void erasing_filledWithTheMean_isTheMeanOfEachChannel() {
    float[] image = noise(4, 15, 1);

    float[] erased =
        distort(just(Distortion.ERASING, 28).withFill(Fill.MEAN), image, Shape.of(4, 5, 3), 1);

    float[] means = means(image, 3);
    for (int i = 0; i < erased.length; i++) {
      assertThat(erased[i]).isEqualTo(means[i % 3], within(TOLERANCE));
    }
  }
}
