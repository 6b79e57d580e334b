package io.crema.vision.raster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against the nearest of all pixels. */
class DistanceBruteForceTest {

  /** One square root in float. */
  private static final Offset<Double> ROUNDING = Offset.offset(1e-5);

  private static double naive(boolean[] mask, int width, int at) {
    double nearest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < mask.length; i++) {
      if (mask[i] != mask[at]) {
        double d = Math.hypot(i % width - at % width, i / width - at / width);
        nearest = Math.min(nearest, d);
      }
    }
    return mask[at] ? nearest - 0.5 : 0.5 - nearest;
  }

  @ParameterizedTest
  @CsvSource({"23, 17, 0.5", "23, 17, 0.02", "17, 23, 0.95", "40, 1, 0.3", "1, 40, 0.3"})
  void inside_randomMask_isTheNearestOther(int width, int height, double share) {
    boolean[] mask = Images.randomMask(width * height, share, 8);
    mask[0] = true;
    mask[mask.length - 1] = false;

    float[] inside = Distance.inside(mask, width, height);

    for (int i = 0; i < mask.length; i++) {
      assertThat((double) inside[i]).isCloseTo(naive(mask, width, i), ROUNDING);
    }
  }

  @ParameterizedTest
  @CsvSource({"31, 31, 1", "31, 31, 2", "23, 41, 5", "41, 23, 60", "31, 31, 300"})
  void to_marksAtRandom_isTheDistanceToTheNearest(int width, int height, int marks) {
    boolean[] marked = new boolean[width * height];
    Random random = new Random(marks);
    for (int k = 0; k < marks; k++) {
      marked[random.nextInt(marked.length)] = true;
    }

    float[] distances = Distance.to(marked, width, height);

    for (int i = 0; i < marked.length; i++) {
      int least = Integer.MAX_VALUE;
      for (int j = 0; j < marked.length; j++) {
        int x = i % width - j % width;
        int y = i / width - j / width;
        least = marked[j] ? Math.min(least, x * x + y * y) : least;
      }
      assertThat(distances[i]).isEqualTo((float) Math.sqrt(least));
    }
  }

  @Test
  void to_nothing_isFar() {
    assertThat(Distance.to(new boolean[12], 4, 3)).containsOnly(1e6f);
  }

  @ParameterizedTest
  @CsvSource({"2", "4", "7", "12"})
  void strokeWidth_ofABar_isItsWidth(int bar) {
    int width = 400;
    boolean[] mask = new boolean[width * 60];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = i / width >= 20 && i / width < 20 + bar && i % width >= 5 && i % width < 395;
    }

    double found = Distance.strokeWidth(Distance.inside(mask, width, 60));

    assertThat(found).isCloseTo(bar, Offset.offset(0.15 + 0.03 * bar)); // its ends, and pixels
  }

  @Test
  void strokeWidth_nothing_isZero() {
    assertThat(Distance.strokeWidth(Distance.inside(new boolean[12], 4, 3))).isZero();
  }

  @Test
  void grow_bar_movesItsEdges() {
    boolean[] mask = new boolean[15];
    for (int i = 5; i < 10; i++) {
      mask[i] = true;
    }

    float[] grown = Distance.grow(Distance.inside(mask, 15, 1), 1.25);

    float[] expected = {0, 0, 0, 0.25f, 1, 1, 1, 1, 1, 1, 1, 0.25f, 0, 0, 0};
    assertThat(grown).containsExactly(expected);
  }
}
