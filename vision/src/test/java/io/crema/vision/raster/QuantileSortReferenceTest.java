package io.crema.vision.raster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a sort. */
class QuantileSortReferenceTest {

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.005, 0.2, 0.5, 0.75, 0.999})
  void of_randomValues_isThatOfTheSorted(double part) {
    Random random = new Random(7);
    for (int size = 1; size < 200; size++) {
      float[] values = new float[size];
      for (int i = 0; i < size; i++) {
        values[i] = size % 2 == 0 ? random.nextFloat() : random.nextInt(4);
      }
      float[] sorted = values.clone();
      Arrays.sort(sorted);

      assertThat(Quantile.of(values, part)).isEqualTo(sorted[(int) (part * size)]);
    }
  }
}
