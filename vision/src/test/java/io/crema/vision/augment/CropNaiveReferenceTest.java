package io.crema.vision.augment;

import static io.crema.vision.augment.Distorted.distort;
import static io.crema.vision.augment.Distorted.just;
import static io.crema.vision.augment.Distorted.noise;
import static org.assertj.core.api.Assertions.assertThat;

import io.crema.core.tensor.Shape;
import io.crema.vision.raster.Border;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against an image flipped, then padded, of which a part is cut out. */
class CropNaiveReferenceTest {

  private static float[] flipped(float[] image, Shape shape, boolean across, boolean down) {
    int width = shape.dim(1);
    int channels = shape.dim(2);
    float[] flipped = new float[image.length];
    for (int i = 0; i < image.length; i++) {
      int channel = i % channels;
      int x = i / channels % width;
      int y = i / channels / width;
      int column = across ? width - 1 - x : x;
      int row = down ? shape.dim(0) - 1 - y : y;
      flipped[i] = image[(row * width + column) * channels + channel];
    }
    return flipped;
  }

  /** {@return the part whose corner is at a place of the image with padding} */
  private static float[] cut(
      float[] image, Shape shape, int padding, Border border, int left, int top) {
    int height = shape.dim(0);
    int width = shape.dim(1);
    int channels = shape.dim(2);
    int stride = width + 2 * padding;
    float[] padded = new float[(height + 2 * padding) * stride * channels];
    for (int i = 0; i < padded.length; i++) {
      int column = border.pixel(i / channels % stride - padding, width);
      int row = border.pixel(i / channels / stride - padding, height);
      if (column >= 0 && row >= 0) {
        padded[i] = image[(row * width + column) * channels + i % channels];
      }
    }
    float[] part = new float[image.length];
    for (int y = 0; y < height; y++) {
      int from = ((top + y) * stride + left) * channels;
      System.arraycopy(padded, from, part, y * width * channels, width * channels);
    }
    return part;
  }

  @ParameterizedTest
  @CsvSource({
    "8, 9, 3, BLACK, 4, false, false",
    "8, 9, 3, EDGE, -3, true, false",
    "9, 8, 3, REFLECT, 4, false, true",
    "7, 7, 1, REFLECT, -6, true, true",
    "5, 6, 2, BLACK, -2, true, false",
    "1, 1, 4, EDGE, 0, true, true"
  })
  void crop_flippedAndMoved_isCutFromThePaddedImage(
      int height, int width, int channels, Border border, int by, boolean across, boolean down) {
    Shape shape = Shape.of(height, width, channels);
    float[] image = noise(height, width * channels, 1);
    Augmentation augmentation =
        just(Distortion.CROP, by)
            .withBorder(border)
            .with(Distortion.HORIZONTAL_FLIP, across ? 1 : 0)
            .with(Distortion.VERTICAL_FLIP, down ? 1 : 0);

    float[] cropped = distort(augmentation, image, shape, 2);

    int padding = Math.abs(by);
    float[] flipped = flipped(image, shape, across, down);
    assertThat(cropped).isEqualTo(cut(flipped, shape, padding, border, padding - by, padding - by));
  }

  /** By chi-squared with 80 degrees of freedom: mean 80, standard deviation 12.6. */
  @Test
  void crop_manySeeds_takesEveryPlaceEquallyOften() {
    Augmentation crop = Augmentation.NONE.with(Distortion.CROP, 1, -4, 4);
    float[] image = new float[9 * 9];
    image[40] = 1;
    int seeds = 81 * 100;
    int[] counts = new int[81];
    for (int seed = 0; seed < seeds; seed++) {
      float[] moved = distort(crop, image, 9, seed);
      for (int i = 0; i < 81; i++) {
        counts[i] += moved[i] == 1 ? 1 : 0;
      }
    }
    double chiSquared = Arrays.stream(counts).mapToDouble(n -> (n - 100.0) * (n - 100) / 100).sum();
    assertThat(Arrays.stream(counts).sum()).isEqualTo(seeds);
    assertThat(chiSquared).isBetween(80 - 4 * 12.6, 80 + 4 * 12.6);
  }

  /** A flip in x tells nothing of one in y, nor of how far the image is moved. */
  @Test
  void flips_manySeeds_areIndependent() {
    Augmentation both =
        Augmentation.NONE.with(Distortion.HORIZONTAL_FLIP, 0.5).with(Distortion.VERTICAL_FLIP, 0.5);
    float[] image = {1, 0, 0, 0};
    int[] counts = new int[4];
    for (int seed = 0; seed < 4000; seed++) {
      float[] flipped = distort(both, image, 2, seed);
      for (int i = 0; i < 4; i++) {
        counts[i] += (int) flipped[i];
      }
    }
    for (int count : counts) {
      assertThat(count).isBetween(1000 - 110, 1000 + 110); // four standard deviations
    }
  }
}
