package io.crema.mnist.digit;

import static org.assertj.core.api.Assertions.assertThat;

import io.crema.vision.raster.GreyImage;
import io.crema.vision.raster.Images;
import org.junit.jupiter.api.Test;

class ContrastTest {

  @Test
  void stretch_faintInk_getsTheWholeRange() {
    GreyImage sketch = new Sketch(100, 100).digit(Sketch.FIVE, 30, 20, 40, 60, 4).ink();
    GreyImage faint = Images.of(100, 100, (x, y) -> 0.1 + 0.2 * sketch.get((int) x, (int) y));

    GreyImage stretched = Contrast.stretch(faint);

    assertThat(Images.largestDifference(stretched, sketch)).isLessThan(0.1); // soft edges
    assertThat(stretched.get(0, 0)).isZero();
  }

  @Test
  void stretch_nothingButPaper_isTheSame() {
    GreyImage paper = Images.of(20, 20, (x, y) -> 0.25);
    GreyImage black = Images.of(20, 20, (x, y) -> 0);

    assertThat(Contrast.stretch(paper)).isSameAs(paper);
    assertThat(Contrast.stretch(black)).isSameAs(black);
  }
}
