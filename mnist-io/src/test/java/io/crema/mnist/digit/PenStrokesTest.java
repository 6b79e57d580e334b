package io.crema.mnist.digit;

import static org.assertj.core.api.Assertions.assertThat;

import io.crema.vision.raster.Bounds;
import io.crema.vision.raster.Distance;
import io.crema.vision.raster.GreyImage;
import io.crema.vision.raster.Images;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PenStrokesTest {

  private static GreyImage five(double radius) {
    return new Sketch(96, 96).digit(Sketch.FIVE, 26, 16, 44, 64, radius).ink();
  }

  /** {@return the width of strokes in pixels of MNIST, the digit being 20 long} */
  private static double width(GreyImage digit) {
    Bounds bounds = Bounds.of(digit, 0.5f);
    boolean[] mask = Threshold.above(digit, 0.5f);
    double width = Distance.strokeWidth(Distance.inside(mask, digit.width(), digit.height()));
    return 20 * width / bounds.longestSide();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.6, 1.5, 4, 8, 11})
  void normalise_anyPen_isOneOfMnist(double radius) {
    GreyImage strokes = PenStrokes.normalise(five(radius), 64);

    assertThat(width(strokes)).isBetween(1.5, 4.6); // 1.8 to 4.2, and pixels
  }

  @Test
  void normalise_usualPen_isKept() {
    GreyImage digit = five(4.5);

    assertThat(Images.difference(PenStrokes.normalise(digit, 64), digit)).isLessThan(0.015);
  }

  @Test
  void normalise_noInk_isTheSame() {
    GreyImage black = Images.of(20, 20, (x, y) -> 0);

    assertThat(PenStrokes.normalise(black, 20)).isSameAs(black);
  }
}
