package io.crema.mnist.digit;

import static org.assertj.core.api.Assertions.assertThat;

import io.crema.mnist.digit.DigitLine.Candidate;
import io.crema.mnist.digit.DigitLine.Line;
import io.crema.mnist.digit.DigitLine.LineDigit;
import io.crema.mnist.digit.DigitReading.Reason;
import io.crema.vision.raster.Box;
import io.crema.vision.raster.GreyImage;
import io.crema.vision.raster.Images;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigitLineTest {

  /** Takes what is slim for a one, and all else for no digit. */
  private static final DigitLine ONES = new DigitLine(DigitLineTest::ones);

  private static float[][] ones(List<GreyImage> images) {
    List<float[]> rows = new ArrayList<>();
    for (GreyImage image : images) {
      float[] row = new float[DigitLine.CLASSES];
      row[columns(image) <= 9 ? 1 : DigitLine.NO_DIGIT] = 1;
      rows.add(row);
    }
    return rows.toArray(float[][]::new);
  }

  private static int columns(GreyImage image) {
    int columns = 0;
    for (int x = 0; x < image.width(); x++) {
      float most = 0;
      for (int y = 0; y < image.height(); y++) {
        most = Math.max(most, image.get(x, y));
      }
      columns += most > 0.2f ? 1 : 0;
    }
    return columns;
  }

  private static Sketch bars(int scale, int... columns) {
    Sketch sketch = new Sketch(200 * scale, 120 * scale);
    for (int column : columns) {
      sketch.line(column * scale, 30 * scale, column * scale, 90 * scale, 4 * scale);
    }
    return sketch;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void read_barsApart_areOnesFromLeftToRight(int scale) {
    Line line = ONES.read(bars(scale, 120, 50, 90).picture(0.95, 0.1));

    assertThat(line.number()).isEqualTo("111");
    assertThat(line.reason()).isEmpty();
    for (int i = 0; i < 3; i++) {
      Box box = line.digits().get(i).box();
      int middle = new int[] {50, 90, 120}[i] * scale;
      assertThat(box.x() + box.width() / 2.0).isBetween(middle - 2.0, middle + 2.0);
      assertThat(box.height()).isBetween(66 * scale, 72 * scale);
    }
  }

  @Test
  void read_longerThanTheLongestSide_hasBoxesOfThePicture() {
    Line line = ONES.read(bars(8, 50, 120).picture(0.95, 0.1));

    assertThat(line.number()).isEqualTo("11");
    assertThat(line.digits().get(1).box().x()).isBetween(110 * 8, 118 * 8);
  }

  @Test
  void read_barsWithABridge_areParted() {
    GreyImage picture = bars(1, 60, 92).line(60, 55, 92, 52, 1.5).picture(0.95, 0.1);

    Line line = ONES.read(picture);

    assertThat(line.number()).isEqualTo("11");
    LineDigit first = line.digits().get(0);
    assertThat(first.box().right()).isLessThan(line.digits().get(1).box().right() - 12);
    assertThat(first.confidence()).isEqualTo(1f);
  }

  @Test
  void read_blank_hasNoDigitsAndTheReason() {
    Line line = ONES.read(Images.of(100, 60, (x, y) -> 0.9));

    assertThat(line.digits()).isEmpty();
    assertThat(line.number()).isEmpty();
    assertThat(line.reason()).contains(Reason.BLANK);
  }

  @Test
  void read_readerThatKnowsNothing_stillFindsAWay() {
    DigitLine unsure = new DigitLine(images -> new float[images.size()][DigitLine.CLASSES]);

    assertThat(unsure.read(bars(1, 60, 95).picture(0.95, 0.1)).digits()).isNotEmpty();
  }

  @Test
  void candidates_bridge_haveBothBarsAmongThem() {
    GreyImage picture = bars(1, 60, 92).line(60, 55, 92, 52, 1.5).picture(0.95, 0.1);

    List<Candidate> candidates = DigitLine.candidates(picture);

    assertThat(candidates).hasSizeGreaterThan(3);
    for (int middle : new int[] {60, 92}) {
      assertThat(candidates)
          .anyMatch(
              candidate ->
                  candidate.box().width() < 24
                      && Math.abs(candidate.box().x() + candidate.box().width() / 2.0 - middle) < 8
                      && candidate.image().width() == 28);
    }
  }

  @Test
  void candidates_blank_areNone() {
    assertThat(DigitLine.candidates(Images.of(100, 60, (x, y) -> 0.9))).isEmpty();
  }
}
