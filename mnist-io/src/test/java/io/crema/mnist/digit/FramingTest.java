package io.crema.mnist.digit;

import static org.assertj.core.api.Assertions.assertThat;

import io.crema.vision.raster.Bounds;
import io.crema.vision.raster.GreyImage;
import io.crema.vision.raster.Images;
import io.crema.vision.raster.Moments;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class FramingTest {

  private static GreyImage bar() {
    return Images.of(100, 80, (x, y) -> x >= 30 && x < 40 && y >= 10 && y < 70 ? 1 : 0);
  }

  @Test
  void fit_bar_isTwentyLongInTheMiddle() {
    GreyImage fitted = Framing.fit(bar());

    assertThat(fitted.width()).isEqualTo(20);
    assertThat(fitted.height()).isEqualTo(20);
    for (int y = 0; y < 20; y++) {
      assertThat(fitted.get(10, y)).isCloseTo(1f, Offset.offset(1e-5f));
      assertThat(fitted.get(8, y)).isCloseTo(1 / 3f + 1 / 3f, Offset.offset(0.34f));
      assertThat(fitted.get(7, y)).isCloseTo(0f, Offset.offset(1e-5f));
    }
  }

  @Test
  void byMass_unevenInk_hasItsCentreOfMassAtMnists() {
    GreyImage digit = new Sketch(90, 90).digit(Sketch.SEVEN, 20, 5, 50, 70, 5).ink();

    Moments moments = Moments.of(Framing.byMass(digit));

    assertThat(moments.x()).isCloseTo(14.5, Offset.offset(0.02));
    assertThat(moments.y()).isCloseTo(14.5, Offset.offset(0.02));
  }

  @Test
  void byBox_unevenInk_hasItsBoxInTheMiddle() {
    GreyImage digit = new Sketch(90, 90).digit(Sketch.SEVEN, 20, 5, 50, 70, 5).ink();

    Bounds bounds = Bounds.of(Framing.byBox(digit), 0.25f);

    assertThat(bounds.middleX()).isCloseTo(14, Offset.offset(0.5));
    assertThat(bounds.middleY()).isCloseTo(14, Offset.offset(0.5));
    assertThat(bounds.longestSide()).isEqualTo(20);
  }

  @Test
  void all_noInk_areBlack() {
    GreyImage black = Images.of(5, 9, (x, y) -> 0);

    assertThat(Framing.fit(black).toArray()).containsOnly(0f);
    assertThat(Framing.byMass(black).toArray()).containsOnly(0f);
    assertThat(Framing.byBox(black).toArray()).containsOnly(0f);
  }
}
