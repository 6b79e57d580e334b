package io.crema.mnist.digit;

import static org.assertj.core.api.Assertions.assertThat;

import io.crema.vision.raster.Bounds;
import io.crema.vision.raster.Box;
import io.crema.vision.raster.GreyImage;
import io.crema.vision.raster.Images;
import io.crema.vision.raster.Moments;
import java.util.EnumSet;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigitFitterTest {

  private static GreyImage fit(GreyImage ink, Box box) {
    EnumSet<Step> steps = EnumSet.complementOf(EnumSet.of(Step.DESKEW));
    return new DigitFitter(steps, StepListener.NONE).fit(ink, box);
  }

  @ParameterizedTest
  @CsvSource({"12, 20, 1", "60, 100, 2", "60, 100, 12", "100, 30, 5", "300, 500, 20", "6, 9, 0.8"})
  void fit_anySizeAndPen_isTwentyLongWithItsMassInTheMiddle(
      double across, double down, double radius) {
    int width = (int) across + 60;
    int height = (int) down + 60;
    GreyImage ink =
        new Sketch(width, height).digit(Sketch.FIVE, 30, 30, across, down, radius).ink();
    Bounds bounds = Bounds.of(ink, 0.5f);
    Box box =
        new Box(
            bounds.left(),
            bounds.top(),
            bounds.right() - bounds.left(),
            bounds.bottom() - bounds.top());

    GreyImage digit = fit(ink, box);

    assertThat(digit.width()).isEqualTo(28);
    assertThat(digit.height()).isEqualTo(28);
    Moments moments = Moments.of(digit);
    assertThat(moments.x()).isCloseTo(14.5, Offset.offset(0.1));
    assertThat(moments.y()).isCloseTo(14.5, Offset.offset(0.1));
    Bounds fitted = Bounds.of(digit, 0.25f);
    assertThat(fitted.longestSide()).isBetween(19, 21); // it may begin between two pixels
    double ratio = Math.min(box.width(), box.height()) / (double) box.longestSide();
    int shorter = Math.min(fitted.right() - fitted.left(), fitted.bottom() - fitted.top());
    assertThat(shorter / 20.0).isCloseTo(ratio, Offset.offset(0.13)); // pens change it a little
  }

  @Test
  void fit_singlePixel_isADot() {
    GreyImage ink = Images.of(9, 9, (x, y) -> x == 4 && y == 4 ? 1 : 0);

    GreyImage digit = fit(ink, new Box(4, 4, 1, 1));

    assertThat(digit.get(14, 14)).isGreaterThan(0.9f);
    assertThat(digit.get(0, 0)).isZero();
  }

  @Test
  void fit_noInk_isBlack() {
    assertThat(fit(Images.of(9, 9, (x, y) -> 0), new Box(2, 2, 5, 5)).toArray()).containsOnly(0f);
  }
}
