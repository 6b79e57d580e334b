package io.crema.vision.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NaturalOrderTest {

  @Test
  void compare_names_numbersCountByValue() {
    List<String> ordered =
        List.of(
            "",
            "0",
            "01",
            "1",
            "2",
            "10",
            "99999999999999999999",
            "100000000000000000000",
            "B1",
            "a",
            "a0b",
            "a1",
            "a1b",
            "a02",
            "a2b",
            "a10",
            "b",
            "ä1",
            "\u0662",
            "\uD83D\uDC31");
    for (int seed = 0; seed < 20; seed++) {
      List<String> shuffled = new ArrayList<>(ordered);
      Collections.shuffle(shuffled, new Random(seed));

      shuffled.sort(NaturalOrder.INSTANCE);

      assertThat(shuffled).isEqualTo(ordered);
    }
  }

  @Test
  void compare_everyPair_isAntisymmetricAndZeroForEqualsAlone() {
    List<String> names = List.of("1", "01", "001", "a1b", "a01b", "a1", "a01", "a", "1a", "01a2");
    for (String a : names) {
      for (String b : names) {
        int order = NaturalOrder.INSTANCE.compare(a, b);
        assertThat(Integer.signum(order))
            .isEqualTo(-Integer.signum(NaturalOrder.INSTANCE.compare(b, a)));
        assertThat(order == 0).isEqualTo(a.equals(b));
      }
    }
  }
}
