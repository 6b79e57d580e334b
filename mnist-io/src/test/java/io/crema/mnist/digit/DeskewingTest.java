package io.crema.mnist.digit;

import static org.assertj.core.api.Assertions.assertThat;

import io.crema.vision.raster.Bounds;
import io.crema.vision.raster.GreyImage;
import io.crema.vision.raster.Images;
import io.crema.vision.raster.Moments;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeskewingTest {

  /** Sums in float. */
  private static final double ROUNDING = 1e-3;

  @ParameterizedTest
  @ValueSource(doubles = {-0.9, -0.3, 0.1, 0.5})
  void upright_slantedDigit_hasNoCovarianceAndTheSameInk(double slant) {
    double[][] slanted = new double[Sketch.FIVE.length][];
    for (int i = 0; i < slanted.length; i++) {
      double y = Sketch.FIVE[i][1];
      slanted[i] = new double[] {Sketch.FIVE[i][0] + slant * y, y};
    }
    GreyImage digit = new Sketch(200, 100).digit(slanted, 75, 20, 40, 60, 3).ink();

    GreyImage upright = Deskewing.upright(digit);

    Moments before = Moments.of(digit);
    Moments after = Moments.of(upright);
    double margin = (upright.width() - 200) / 2.0;
    assertThat(after.covariance()).isCloseTo(0, Offset.offset(ROUNDING * after.varianceY()));
    assertThat(after.mass()).isCloseTo(before.mass(), Offset.offset(ROUNDING * before.mass()));
    assertThat(after.x() - margin).isCloseTo(before.x(), Offset.offset(0.01));
    assertThat(after.y()).isCloseTo(before.y(), Offset.offset(0.01));
  }

  @Test
  void upright_slantedOne_isAnUprightStroke() {
    GreyImage one = new Sketch(100, 100).line(30, 20, 60, 80, 4).ink();

    Bounds bounds = Bounds.of(Deskewing.upright(one), 0.5f);

    assertThat(bounds.right() - bounds.left()).isBetween(8, 11);
  }

  @Test
  void upright_flatStroke_isNotTornApart() {
    GreyImage flat = new Sketch(100, 40).line(10, 15, 90, 25, 3).ink();

    GreyImage upright = Deskewing.upright(flat);

    assertThat(upright.width()).isLessThan(160);
    assertThat(Images.mean(upright)).isPositive();
  }

  @Test
  void upright_noInkOrOneRow_isTheSame() {
    GreyImage black = Images.of(20, 20, (x, y) -> 0);
    GreyImage row = Images.of(20, 1, (x, y) -> x / 20);

    assertThat(Deskewing.upright(black)).isSameAs(black);
    assertThat(Deskewing.upright(row)).isSameAs(row);
  }
}
