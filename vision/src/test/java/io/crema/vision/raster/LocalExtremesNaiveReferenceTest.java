package io.crema.vision.raster;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against all pixels of each square. */
class LocalExtremesNaiveReferenceTest {

  private static float naive(GreyImage image, int x, int y, int radius, boolean wantsLargest) {
    float found = image.get(x, y);
    for (int row = Math.max(0, y - radius); row <= y + radius && row < image.height(); row++) {
      for (int column = Math.max(0, x - radius);
          column <= x + radius && column < image.width();
          column++) {
        float level = image.get(column, row);
        found = wantsLargest ? Math.max(found, level) : Math.min(found, level);
      }
    }
    return found;
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 3", "20, 13, 0", "20, 13, 1", "13, 20, 4", "5, 3, 9", "40, 1, 6"})
  void leastAndLargest_anySize_areThoseOfTheSquare(int width, int height, int radius) {
    GreyImage image = Images.random(width, height, 10);

    GreyImage least = LocalExtremes.least(image, radius);
    GreyImage largest = LocalExtremes.largest(image, radius);

    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        assertThat(least.get(x, y)).isEqualTo(naive(image, x, y, radius, false));
        float expected = naive(image, x, y, radius, true);
        assertThat(largest.get(x, y)).isCloseTo(expected, Offset.offset(1e-6f)); // 1 - (1 - v)
      }
    }
  }
}
