package io.crema.mnist.digit;

import io.crema.mnist.digit.DigitReading.Reason;
import io.crema.vision.raster.GreyImage;
import org.jspecify.annotations.Nullable;

/** Whether there is ink that can be read, judged before any of it is told from paper. */
final class Legibility {

  /** Ink that is no darker than this is not read. */
  private static final double FAINTEST = 0.07;

  /** Ink, to be there at all, is this many deviations of the noise above the paper. */
  private static final double ABOVE_NOISE = 9;

  /** And this much, where there is no noise. */
  private static final double ABOVE_PAPER = 0.04;

  /** The part of a picture that ink covers at most, but for ones that fill it. */
  static final double MOST_INK = 0.58;

  private Legibility() {}

  /** {@return why ink cannot be read; null if it can} */
  static @Nullable Reason refusal(RawInk raw, Contrast contrast) {
    GreyImage ink = raw.ink();
    boolean isSlim = 2 * ink.width() < ink.height(); // a one may fill its box
    if (raw.coverage() > MOST_INK && !isSlim) {
      return Reason.TOO_MUCH_INK;
    }
    boolean isFilled = isSlim && raw.inkCoverage() > RawInk.FULL;
    double noise = Math.max(isFilled ? 0 : contrast.spread(), Noise.sigma(ink));
    if (contrast.range() < Math.max(ABOVE_PAPER, ABOVE_NOISE * noise)) {
      return raw.coverage() > RawInk.FULL ? Reason.TOO_MUCH_INK : Reason.BLANK;
    }
    return contrast.range() < FAINTEST ? Reason.LOW_CONTRAST : null;
  }
}
