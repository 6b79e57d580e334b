package io.crema.vision.raster;

import static org.assertj.core.api.Assertions.assertThat;

import io.crema.vision.raster.Components.Component;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against labels that are handed on to neighbours until nothing changes. */
class ComponentsNaiveReferenceTest {

  /** {@return for each pixel of a mask the index of the first one of its part, -1 elsewhere} */
  private static int[] naive(boolean[] mask, int width) {
    int[] first = new int[mask.length];
    for (int i = 0; i < mask.length; i++) {
      first[i] = mask[i] ? i : -1;
    }
    boolean isChanged = true;
    while (isChanged) {
      isChanged = false;
      for (int a = 0; a < mask.length; a++) {
        for (int b = 0; b < mask.length; b++) {
          boolean meet =
              Math.abs(a % width - b % width) <= 1 && Math.abs(a / width - b / width) <= 1;
          if (mask[a] && mask[b] && meet && first[b] < first[a]) {
            first[a] = first[b];
            isChanged = true;
          }
        }
      }
    }
    return first;
  }

  @ParameterizedTest
  @CsvSource({"19, 13, 0.3", "13, 19, 0.45", "30, 1, 0.5", "1, 30, 0.5", "6, 6, 1", "5, 5, 0"})
  void of_randomMask_labelsWhatHangsTogether(int width, int height, double share) {
    boolean[] mask = Images.randomMask(width * height, share, 9);
    int[] first = naive(mask, width);

    Components components = Components.of(mask, width, height);

    Map<Integer, Integer> labels = new HashMap<>();
    Map<Integer, Integer> areas = new HashMap<>();
    for (int i = 0; i < mask.length; i++) {
      if (mask[i]) {
        int label = components.labels()[i];
        assertThat(labels.computeIfAbsent(first[i], at -> label)).isEqualTo(label);
        areas.merge(label, 1, Integer::sum);
      } else {
        assertThat(components.labels()[i]).isZero();
      }
    }
    assertThat(components.all()).hasSize(labels.size());
    for (Component part : components.all()) {
      assertThat(part.area()).isEqualTo(areas.get(part.label()));
    }
  }

  @Test
  void of_pixelsThatMeetAtACorner_areOnePart() {
    boolean[] mask = {true, false, false, false, true, false, false, false, false};

    assertThat(Components.of(mask, 3, 3).all())
        .containsExactly(new Component(1, 2, new Box(0, 0, 2, 2), 2));
  }

  @Test
  void of_partInside_touchesNoEdge() {
    boolean[] mask = new boolean[25];
    mask[12] = true;
    mask[13] = true;

    assertThat(Components.of(mask, 5, 5).all())
        .containsExactly(new Component(1, 2, new Box(2, 2, 2, 1), 0));
  }
}
