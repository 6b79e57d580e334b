package io.crema.examples.exam;

import static org.assertj.core.api.Assertions.assertThat;

import io.crema.core.tensor.Shape;
import io.crema.mnist.digit.DigitLine;
import io.crema.vision.dataset.ImageSet;
import org.junit.jupiter.api.Test;

class LineSamplesTest {

  /** A ring for a 0 and a bar for a 1. */
  private static ImageSet digits() {
    byte[] pixels = new byte[2 * 784];
    for (int y = 4; y < 24; y++) {
      for (int x = 4; x < 24; x++) {
        double radius = Math.hypot(x - 13.5, y - 13.5);
        pixels[y * 28 + x] = (byte) (radius > 6 && radius < 10 ? 255 : 0);
        pixels[784 + y * 28 + x] = (byte) (x >= 12 && x < 16 ? 255 : 0);
      }
    }
    return ImageSet.of(Shape.of(28, 28, 1), pixels, new int[] {0, 1}, 10);
  }

  @Test
  void draw_hasDigitsAndAsManyPiecesThatAreNone() {
    ImageSet samples = LineSamples.draw(digits(), 15, 1);

    int[] counts = samples.classCounts();
    assertThat(samples.inputShape()).isEqualTo(Shape.of(28, 28, 1));
    assertThat(counts).hasSize(DigitLine.CLASSES);
    assertThat(counts[0]).isPositive();
    assertThat(counts[1]).isPositive();
    assertThat(counts[DigitLine.NO_DIGIT]).isBetween(1, counts[0] + counts[1]);
    assertThat(counts[0] + counts[1] + counts[DigitLine.NO_DIGIT]).isEqualTo(samples.size());
  }

  @Test
  void draw_digits_lookLikeWhatTheyAreDrawnFrom() {
    ImageSet samples = LineSamples.draw(digits(), 15, 1);

    float[] sample = new float[784];
    for (int i = 0; i < samples.size(); i++) {
      samples.readInput(i, sample, 0);
      float middle = sample[14 * 28 + 14];
      if (samples.label(i) == 1) {
        assertThat(middle).isGreaterThan(0.9f);
      } else if (samples.label(i) == 0) {
        assertThat(middle).isLessThan(0.1f);
      }
    }
  }

  @Test
  void draw_oneSeed_givesOneSet() {
    String first = LineSamples.draw(digits(), 5, 5).sha256();

    assertThat(LineSamples.draw(digits(), 5, 5).sha256()).isEqualTo(first);
    assertThat(LineSamples.draw(digits(), 5, 6).sha256()).isNotEqualTo(first);
  }
}
