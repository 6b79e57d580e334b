package io.crema.vision.raster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against the shared area of every pixel with every cell, in double. */
class ResamplingNaiveReferenceTest {

  /** Sums in float of up to 1,000 levels up to 1. */
  private static final Offset<Float> ROUNDING = Offset.offset(1e-5f);

  private static double[] naive(
      float[] levels, int width, int height, int newWidth, int newHeight) {
    double[] means = new double[newWidth * newHeight];
    double cellWidth = (double) width / newWidth;
    double cellHeight = (double) height / newHeight;
    for (int i = 0; i < means.length; i++) {
      int column = i % newWidth;
      int row = i / newWidth;
      double left = column * cellWidth;
      double top = row * cellHeight;
      for (int p = 0; p < levels.length; p++) {
        int x = p % width;
        int y = p / width;
        double across = Math.min(x + 1, left + cellWidth) - Math.max(x, left);
        double down = Math.min(y + 1, top + cellHeight) - Math.max(y, top);
        means[i] += Math.max(0, across) * Math.max(0, down) * levels[p];
      }
      means[i] /= cellWidth * cellHeight;
    }
    return means;
  }

  private static float[] random(int size) {
    Random random = new Random(60);
    float[] levels = new float[size];
    for (int i = 0; i < size; i++) {
      levels[i] = random.nextFloat();
    }
    return levels;
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1, 1",
    "7, 5, 7, 5",
    "8, 6, 4, 3",
    "7, 5, 3, 2",
    "7, 5, 6, 4",
    "31, 17, 13, 11",
    "100, 3, 1, 1",
    "3, 100, 2, 99",
    "64, 1, 9, 1",
    "40, 40, 28, 28"
  })
  void reduce_anySizes_meansAreOfTheAreas(int width, int height, int newWidth, int newHeight) {
    float[] levels = random(width * height);

    GreyImage reduced = Resampling.reduce(GreyImage.of(width, height, levels), newWidth, newHeight);

    double[] expected = naive(levels, width, height, newWidth, newHeight);
    assertThat(reduced.width()).isEqualTo(newWidth);
    assertThat(reduced.height()).isEqualTo(newHeight);
    for (int i = 0; i < expected.length; i++) {
      assertThat(reduced.levels()[i]).as("cell %d", i).isCloseTo((float) expected[i], ROUNDING);
    }
  }

  @Test
  void reduce_sameSize_isACopy() {
    float[] levels = random(35);

    float[] reduced = Resampling.reduce(levels, 7, 5, 7, 5);

    assertThat(reduced).containsExactly(levels).isNotSameAs(levels);
  }

  @Test
  void add_sameSize_givesTheBitsOfTheRows() {
    AreaMean mean = new AreaMean(7, 5, 7, 5);
    float[] levels = random(35);
    for (int y = 0; y < 5; y++) {
      mean.add(Arrays.copyOfRange(levels, 7 * y, 7 * y + 7));
    }

    assertThat(mean.means()).containsExactly(levels);
  }

  @ParameterizedTest
  @CsvSource({"1000, 700, 333, 77", "29, 29, 28, 28"})
  void reduce_white_staysWithinTheRange(int width, int height, int newWidth, int newHeight) {
    float[] levels = new float[width * height];
    Arrays.fill(levels, 1f);

    for (float level : Resampling.reduce(levels, width, height, newWidth, newHeight)) {
      assertThat(level).isBetween(1f - ROUNDING.value, 1f);
    }
  }
}
