package io.crema.examples.exam;

import static org.assertj.core.api.Assertions.assertThat;

import io.crema.mnist.digit.DigitPreprocessor;
import io.crema.mnist.digit.DigitReading;
import io.crema.vision.picture.PictureReader;
import io.crema.vision.raster.GreyImage;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoDigitVariationTest {

  private static final int SEEDS = 20;

  @ParameterizedTest
  @EnumSource
  void draw_sameSeed_givesTheSameBytes(NoDigitVariation variation) {
    byte[] first = variation.draw(3);

    assertThat(variation.draw(3)).isEqualTo(first);
    assertThat(variation.draw(4)).isNotEqualTo(first);
  }

  @ParameterizedTest
  @EnumSource
  void draw_anySeed_isAsLargeAsItSays(NoDigitVariation variation) {
    for (int seed = 0; seed < SEEDS; seed++) {
      int[][] levels = Drawn.levels(variation.draw(seed));
      assertThat(levels.length).isBetween(100, 400);
      assertThat(levels[0].length).isBetween(100, 400);
    }
  }

  @Test
  void blank_isWhiteOrBlackAllOver() {
    boolean white = false;
    boolean black = false;
    for (int seed = 0; seed < SEEDS; seed++) {
      int[][] levels = Drawn.levels(NoDigitVariation.BLANK.draw(seed));
      // 3.5 deviations of 0.004 are 3.5 levels to each side.
      assertThat(Drawn.most(levels) - Drawn.least(levels)).isLessThanOrEqualTo(10);
      white |= Drawn.least(levels) > 230;
      black |= Drawn.most(levels) < 25;
      assertThat(Drawn.least(levels) > 230 || Drawn.most(levels) < 25).isTrue();
    }
    assertThat(white && black).isTrue();
  }

  @Test
  void solid_isOneColour() {
    for (int seed = 0; seed < SEEDS; seed++) {
      int[][] levels = Drawn.levels(NoDigitVariation.SOLID.draw(seed));
      assertThat(Drawn.least(levels)).isEqualTo(Drawn.most(levels));
    }
  }

  @Test
  void noise_deviatesAsItSays() {
    for (int seed = 0; seed < SEEDS; seed++) {
      int[][] levels = Drawn.levels(NoDigitVariation.NOISE.draw(seed));
      double sum = 0;
      double squares = 0;
      int count = levels.length * levels[0].length;
      for (int[] row : levels) {
        for (int level : row) {
          sum += level / 255.0;
          squares += level / 255.0 * level / 255.0;
        }
      }
      // Compression and the ends of the range take some of it away.
      double mean = sum / count;
      assertThat(Math.sqrt(squares / count - mean * mean)).isBetween(0.07, 0.31);
    }
  }

  @Test
  void scribble_coversAtLeastThreeFifths() {
    for (int seed = 0; seed < SEEDS; seed++) {
      int[][] levels = Drawn.levels(NoDigitVariation.SCRIBBLE.draw(seed));
      double share = (double) Drawn.count(Drawn.ink(levels)) / (levels.length * levels[0].length);
      assertThat(share).isGreaterThan(0.595);
      assertThat(share).isLessThan(0.97);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void draw_scribble_isReadAsTooMuchInk(long seed) throws IOException {
    GreyImage scribble = PictureReader.read("scribble", NoDigitVariation.SCRIBBLE.draw(seed));

    assertThat(DigitPreprocessor.DEFAULT.read(scribble))
        .isEqualTo(new DigitReading.NoDigit(DigitReading.Reason.TOO_MUCH_INK));
  }
}
