package io.crema.mnist.digit;

import static org.assertj.core.api.Assertions.assertThat;

import io.crema.vision.raster.GreyImage;
import io.crema.vision.raster.Images;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeamsTest {

  private static final int HEIGHT = 40;

  /** Two bars, and a bridge of one row between them where asked for. */
  private static GreyImage bars(boolean bridge) {
    return Images.of(
        30,
        HEIGHT,
        (x, y) -> (x >= 4 && x < 10) || (x >= 20 && x < 26) || (bridge && y == 12) ? 1 : 0);
  }

  private static double sum(GreyImage ink) {
    double sum = 0;
    for (float level : ink.toArray()) {
      sum += level;
    }
    return sum;
  }

  @Test
  void firstAndLast_haveNoneAndAllInkToTheirLeft() {
    Seams seams = new Seams(bars(false));

    assertThat(seams.first().left()).isZero();
    assertThat(seams.last().left()).isEqualTo(sum(bars(false)));
  }

  @Test
  void best_gapBetweenBars_isASeamThatCrossesNothing() {
    List<Seam> seams = new Seams(bars(false)).best(HEIGHT);

    assertThat(seams).anyMatch(seam -> seam.crossed() == 0 && seam.left() == 6 * HEIGHT);
  }

  @Test
  void best_bridge_isCrossedOnce() {
    List<Seam> seams = new Seams(bars(true)).best(HEIGHT);

    double least = seams.stream().mapToDouble(Seam::crossed).min().orElseThrow();
    assertThat(least).isEqualTo(1);
  }

  @Test
  void best_isFromLeftToRightAndCrossesNoMoreThanALineIsHigh() {
    List<Seam> seams = new Seams(Images.random(60, HEIGHT, 3)).best(HEIGHT);

    assertThat(seams).isNotEmpty();
    for (int i = 0; i < seams.size(); i++) {
      assertThat(seams.get(i).crossed()).isLessThanOrEqualTo(HEIGHT);
      assertThat(seams.get(i).columns()).hasSize(HEIGHT);
      assertThat(seams.get(i).left()).isGreaterThanOrEqualTo(seams.get(Math.max(0, i - 1)).left());
    }
  }

  /** Two slanted strokes that no upright line parts. */
  @Test
  void best_slantedStrokes_arePartedWithoutCrossingInk() {
    GreyImage strokes =
        new Sketch(60, HEIGHT).line(25, 2, 5, 38, 2.5).line(45, 2, 25, 38, 2.5).ink();

    List<Seam> seams = new Seams(strokes).best(HEIGHT);

    assertThat(seams)
        .anyMatch(seam -> seam.crossed() < 0.01 && Math.abs(2 * seam.left() - sum(strokes)) < 1);
  }
}
