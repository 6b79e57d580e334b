package io.crema.vision.raster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against a bell over the plane, in double, with as many deviations as the code keeps. */
class SmoothingNaiveReferenceTest {

  /** Two sums in float of up to 25 levels up to 1. */
  private static final Offset<Double> ROUNDING = Offset.offset(1e-5);

  private static double naive(GreyImage image, int x, int y, double sigma) {
    int reach = Math.max(1, (int) Math.ceil(3 * sigma));
    double sum = 0;
    double weights = 0;
    for (int dy = -reach; dy <= reach; dy++) {
      for (int dx = -reach; dx <= reach; dx++) {
        double weight = Math.exp(-(dx * dx + dy * dy) / (2 * sigma * sigma));
        int column = Math.min(Math.max(x + dx, 0), image.width() - 1);
        int row = Math.min(Math.max(y + dy, 0), image.height() - 1);
        sum += weight * image.get(column, row);
        weights += weight;
      }
    }
    return sum / weights;
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 2", "17, 9, 0.5", "9, 17, 1", "3, 30, 4", "30, 2, 2.5"})
  void gaussian_anySize_isTheWeightedMean(int width, int height, double sigma) {
    GreyImage image = Images.random(width, height, 4);

    GreyImage blurred = Smoothing.gaussian(image, sigma);

    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        assertThat((double) blurred.get(x, y)).isCloseTo(naive(image, x, y, sigma), ROUNDING);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"BLACK, 17, 9", "EDGE, 9, 17", "REFLECT, 5, 30", "BLACK, 2, 3", "REFLECT, 1, 2"})
  void separable_anyBorder_isTheSumOfProducts(Border border, int width, int height) {
    float[] values = Images.random(width, height, 4).toArray();
    float[] weights = {-0.25f, 0.5f, 1, 0.75f, 0.125f, -0.5f, 0.0625f};

    float[] weighted = Smoothing.separable(values, width, height, weights, border);

    for (int i = 0; i < values.length; i++) {
      double sum = 0;
      for (int dy = -3; dy <= 3; dy++) {
        for (int dx = -3; dx <= 3; dx++) {
          int column = border.pixel(i % width + dx, width);
          int row = border.pixel(i / width + dy, height);
          double weight = weights[dy + 3] * weights[dx + 3];
          sum += column < 0 || row < 0 ? 0 : weight * values[row * width + column];
        }
      }
      assertThat((double) weighted[i]).isCloseTo(sum, ROUNDING);
    }
  }

  @Test
  void gaussian_ofNoWidth_isTheSame() {
    GreyImage image = Images.random(5, 4, 5);

    assertThat(Smoothing.gaussian(image, 0)).isSameAs(image);
  }

  @Test
  void medianOfNine_randomValues_isTheMiddleOfTheSorted() {
    Random random = new Random(6);
    for (int round = 0; round < 500; round++) {
      float[] nine = new float[9];
      for (int i = 0; i < 9; i++) {
        nine[i] = random.nextInt(6); // some are equal
      }
      float[] sorted = nine.clone();
      Arrays.sort(sorted);

      assertThat(Smoothing.medianOfNine(nine)).isEqualTo(sorted[4]);
    }
  }
}
