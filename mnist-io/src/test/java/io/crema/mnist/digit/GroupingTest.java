package io.crema.mnist.digit;

import static org.assertj.core.api.Assertions.assertThat;

import io.crema.vision.raster.Box;
import io.crema.vision.raster.Components.Component;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GroupingTest {

  /** {@return the boxes of the groups of parts that fill the given boxes by half} */
  private static List<Box> grouped(Box... boxes) {
    List<Component> parts = new ArrayList<>();
    for (Box box : boxes) {
      parts.add(new Component(parts.size() + 1, box.width() * box.height() / 2, box, 0));
    }
    return Grouping.group(parts).stream().map(InkGroup::box).toList();
  }

  @Test
  void group_partsSideBySide_areSeveralDigits() {
    assertThat(grouped(new Box(0, 0, 60, 100), new Box(70, 5, 50, 90)))
        .containsExactly(new Box(0, 0, 60, 100), new Box(70, 5, 50, 90));
  }

  @Test
  void group_barAboveItsBody_isOneDigit() {
    assertThat(grouped(new Box(0, 20, 60, 80), new Box(10, 0, 60, 12)))
        .containsExactly(new Box(0, 0, 70, 100));
  }

  @Test
  void group_highBarBesideTheTopOfItsBody_isOneDigit() {
    assertThat(grouped(new Box(0, 42, 70, 60), new Box(45, 0, 70, 40)))
        .containsExactly(new Box(0, 0, 115, 102));
  }

  @Test
  void group_partsThatReachIntoEachOther_areOneDigit() {
    assertThat(grouped(new Box(0, 0, 60, 100), new Box(40, 30, 60, 60)))
        .containsExactly(new Box(0, 0, 100, 100));
  }

  @Test
  void group_smallPart_belongsToTheNearestOrToNone() {
    List<Box> boxes =
        grouped(
            new Box(0, 0, 60, 100),
            new Box(100, 0, 60, 100),
            new Box(165, 50, 10, 10),
            new Box(250, 50, 10, 10));

    assertThat(boxes).containsExactly(new Box(0, 0, 60, 100), new Box(100, 0, 75, 100));
  }
}
