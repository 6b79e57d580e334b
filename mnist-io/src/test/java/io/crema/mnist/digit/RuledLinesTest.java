package io.crema.mnist.digit;

import static org.assertj.core.api.Assertions.assertThat;

import io.crema.vision.raster.GreyImage;
import io.crema.vision.raster.Images;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuledLinesTest {

  private static final int SIDE = 200;

  /** {@return paper with lines 40 rows apart and 3 thick} */
  private static Sketch ruled(double slope) {
    Sketch sketch = new Sketch(SIDE, SIDE);
    for (int y = 40; y <= 160; y += 40) {
      sketch.line(-5, y - 5 * slope, SIDE + 5, y + (SIDE + 5) * slope, 1.5);
    }
    return sketch;
  }

  private static double inked(GreyImage image) {
    return Images.mean(Threshold.apply(image));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.02, -0.05, 0.1, -0.13})
  void remove_linesFromEdgeToEdge_vanish(double slope) {
    GreyImage lines = ruled(slope).ink();

    assertThat(inked(lines)).isGreaterThan(0.05);
    assertThat(inked(RuledLines.remove(lines))).isLessThan(0.004); // crumbs at the edges
  }

  @Test
  void remove_squares_vanish() {
    Sketch squares = ruled(0);
    for (int x = 20; x < SIDE; x += 40) {
      squares.line(x, -5, x, SIDE + 5, 1.5);
    }

    assertThat(inked(RuledLines.remove(squares.ink()))).isLessThan(0.01); // where they cross
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.05})
  void remove_digitOnLines_staysWhereItIsCrossed(double slope) {
    Sketch digit = new Sketch(SIDE, SIDE).line(100, 30, 100, 170, 5);
    GreyImage both = ruled(slope).line(100, 30, 100, 170, 5).ink();

    GreyImage cleared = RuledLines.remove(both);

    for (int y = 30; y < 170; y++) {
      assertThat(cleared.get(100, y)).as("row %d", y).isEqualTo(1f);
    }
    assertThat(Images.difference(cleared, digit.ink())).isLessThan(0.01);
  }

  @Test
  void remove_barThatEndsBeforeTheEdges_stays() {
    GreyImage seven = new Sketch(SIDE, SIDE).digit(Sketch.SEVEN, 20, 30, 160, 140, 3).ink();

    assertThat(RuledLines.remove(seven)).isSameAs(seven);
  }

  @Test
  void remove_barFromEdgeToEdgeTooThick_stays() {
    GreyImage bar = new Sketch(SIDE, SIDE).line(-9, 100, SIDE + 9, 100, 8).ink();

    assertThat(RuledLines.remove(bar)).isSameAs(bar);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 300", "300, 1", "15, 300", "16, 16", "17, 40"})
  void remove_smallPicturesFullOfInk_endsQuietly(int width, int height) {
    boolean[] mask = new boolean[width * height];
    java.util.Arrays.fill(mask, true);

    assertThat(RuledLines.remove(mask, width, height)).isFalse();
  }
}
