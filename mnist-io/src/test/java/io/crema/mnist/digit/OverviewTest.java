package io.crema.mnist.digit;

import static org.assertj.core.api.Assertions.assertThat;

import io.crema.vision.raster.GreyImage;
import io.crema.vision.raster.Images;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverviewTest {

  @ParameterizedTest
  @CsvSource({"1, 0, 6", "0.9, 0.6, 2", "0.6, 0.3, 12"})
  void isDarkOnLight_digit_isSoAndItsNegativeIsNot(double paper, double ink, double radius) {
    GreyImage picture =
        new Sketch(200, 150).digit(Sketch.FIVE, 70, 25, 60, 100, radius).picture(paper, ink);

    assertThat(Polarity.isDarkOnLight(picture)).isTrue();
    assertThat(Polarity.isDarkOnLight(picture.negative())).isFalse();
    assertThat(Polarity.darkOnLight(picture)).isSameAs(picture);
    assertThat(Images.difference(Polarity.darkOnLight(picture.negative()), picture))
        .isLessThan(1e-6);
  }

  @Test
  void isDarkOnLight_digitTouchingAllEdges_isSo() {
    GreyImage picture = new Sketch(80, 120).digit(Sketch.FIVE, 0, 0, 80, 120, 6).picture(1, 0.1);

    assertThat(Polarity.isDarkOnLight(picture)).isTrue();
    assertThat(Polarity.isDarkOnLight(picture.negative())).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"0.1", "0.25", "0.5"})
  void coverage_square_isItsPart(double part) {
    double side = 200 * Math.sqrt(part);
    double edge = (200 - side) / 2;
    GreyImage picture =
        Images.of(
            200,
            200,
            (x, y) -> x >= edge && x < 200 - edge && y >= edge && y < 200 - edge ? 0.1 : 0.9);

    Overview overview = Overview.of(picture);

    assertThat(overview.coverage()).isCloseTo(part, Offset.offset(0.04)); // pixels of the edge
    assertThat(overview.darkness()).isCloseTo(part, Offset.offset(0.04));
    assertThat(overview.hasFreeCorners()).isTrue();
  }

  @Test
  void coverage_blank_isNone() {
    Overview overview = Overview.of(Images.of(60, 60, (x, y) -> 0.5 + 0.001 * x));

    assertThat(overview.coverage()).isZero();
    assertThat(overview.darkness()).isZero();
  }
}
