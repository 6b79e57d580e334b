package io.crema.examples.exam;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the distances to all marked cells. */
class DistanceTransformNaiveReferenceTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 60, 300})
  void of_marksAtRandom_isTheLeastDistance(int marks) {
    int side = 31;
    boolean[] marked = new boolean[side * side];
    Dice dice = new Dice(marks);
    for (int k = 0; k < marks; k++) {
      marked[dice.integer(0, side * side - 1)] = true;
    }

    float[] distances = DistanceTransform.of(marked, side);

    for (int i = 0; i < marked.length; i++) {
      int least = Integer.MAX_VALUE;
      for (int j = 0; j < marked.length; j++) {
        int x = i % side - j % side;
        int y = i / side - j / side;
        least = marked[j] ? Math.min(least, x * x + y * y) : least;
      }
      assertThat(distances[i]).isEqualTo((float) Math.sqrt(least));
    }
  }
}
