package io.crema.vision.raster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BorderTest {

  private static int[] shown(Border border, int size, int from, int to) {
    return IntStream.range(from, to).map(place -> border.pixel(place, size)).toArray();
  }

  @Test
  void pixel_ofThree_isAsThePictogramsSay() {
    assertThat(shown(Border.BLACK, 3, -2, 5)).containsExactly(-1, -1, 0, 1, 2, -1, -1);
    assertThat(shown(Border.EDGE, 3, -2, 5)).containsExactly(0, 0, 0, 1, 2, 2, 2);
    assertThat(shown(Border.REFLECT, 3, -2, 5)).containsExactly(2, 1, 0, 1, 2, 1, 0);
  }

  @Test
  void pixel_farAway_isReflectedAgainAndAgain() {
    assertThat(shown(Border.REFLECT, 2, -5, 6)).containsExactly(1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1);
    assertThat(shown(Border.REFLECT, 4, -10, -3)).containsExactly(2, 3, 2, 1, 0, 1, 2);
  }

  @ParameterizedTest
  @EnumSource(value = Border.class, names = "BLACK", mode = EnumSource.Mode.EXCLUDE)
  void pixel_ofOne_isThatOne(Border border) {
    assertThat(shown(border, 1, -3, 4)).containsOnly(0);
  }
}
