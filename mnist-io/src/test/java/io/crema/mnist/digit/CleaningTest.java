package io.crema.mnist.digit;

import static org.assertj.core.api.Assertions.assertThat;

import io.crema.vision.raster.GreyImage;
import io.crema.vision.raster.Images;
import org.junit.jupiter.api.Test;

class CleaningTest {

  private static Sketch digit() {
    return new Sketch(120, 120).digit(Sketch.FIVE, 40, 30, 40, 60, 4);
  }

  @Test
  void remove_speck_vanishes() {
    GreyImage spotted = digit().line(100, 20, 101, 20, 1).ink();

    assertThat(Cleaning.remove(spotted)).isEqualTo(digit().ink());
  }

  @Test
  void remove_stripAlongAnEdge_vanishes() {
    GreyImage shadowed = digit().line(-9, 115, 129, 115, 8).ink();

    GreyImage cleaned = Cleaning.remove(shadowed);

    assertThat(Threshold.apply(cleaned)).isEqualTo(Threshold.apply(digit().ink()));
  }

  @Test
  void remove_strokeOfTheDigitAtAnEdge_stays() {
    GreyImage cut = digit().line(84, 60, 130, 60, 4).ink();

    assertThat(Cleaning.remove(cut)).isEqualTo(cut);
  }

  @Test
  void remove_nothingButPaper_isTheSame() {
    GreyImage paper = Images.of(9, 9, (x, y) -> 0.2);

    assertThat(Cleaning.remove(paper)).isSameAs(paper);
  }
}
