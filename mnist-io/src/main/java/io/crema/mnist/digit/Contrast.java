package io.crema.mnist.digit;

import io.crema.vision.raster.GreyImage;
import io.crema.vision.raster.Quantile;

/** How much darker than the paper the ink of an image is: {@link Step#STRETCH}. */
public final class Contrast {

  /** The contrast of an image that was stretched. */
  static final Contrast STRETCHED = new Contrast(0, 1, 0);

  /** At least this part of a picture is paper, and no darker than the value at this place. */
  private static final double PAPER = 0.2;

  /** Where nothing but paper and its noise is, the value at this place is little above that. */
  private static final double MORE_PAPER = 0.35;

  /** What lies between the values at these two places of a normal distribution, in deviations. */
  private static final double DEVIATIONS_BETWEEN = 0.456;

  /** Values that quantiles are estimated from, about. */
  private static final int SAMPLES = 2_000;

  /** What has this part of the level of the darkest is as dark as ink gets. */
  private static final float NEARLY = 0.7f;

  private final double paper;
  private final double peak;
  private final double spread;

  private Contrast(double paper, double peak, double spread) {
    this.paper = paper;
    this.peak = peak;
    this.spread = spread;
  }

  static Contrast of(GreyImage ink) {
    float[] sample = sample(ink.levels());
    double paper = Quantile.of(sample, PAPER);
    double spread = (Quantile.of(sample, MORE_PAPER) - paper) / DEVIATIONS_BETWEEN;
    return new Contrast(paper, peak(ink.levels()), spread);
  }

  /**
   * {@return the ink with paper at 0 and the darkest ink, or nearly so, at 1; the same image where
   * nothing is darker than the paper}
   *
   * @param ink of any size, from 0 (paper) up
   */
  public static GreyImage stretch(GreyImage ink) {
    return of(ink).stretched(ink);
  }

  /** {@return the ink of which this is the contrast, stretched} */
  GreyImage stretched(GreyImage ink) {
    if (!(peak > paper)) {
      return ink;
    }
    float[] from = ink.levels();
    float[] levels = new float[from.length];
    float scale = (float) (1 / (peak - paper));
    float zero = (float) paper;
    for (int i = 0; i < levels.length; i++) {
      levels[i] = Math.min(Math.max((from[i] - zero) * scale, 0f), 1f);
    }
    return GreyImage.wrap(ink.width(), ink.height(), levels);
  }

  /** {@return the level of the darkest ink} */
  double peak() {
    return peak;
  }

  /** {@return how far the darkest ink is above the paper} */
  double range() {
    return peak - paper;
  }

  /** {@return the standard deviation of the paper, were it all noise} */
  double spread() {
    return spread;
  }

  /** {@return the level that is a part of the way from the paper to the darkest ink} */
  float level(double part) {
    return (float) (paper + part * (peak - paper));
  }

  private static float[] sample(float[] levels) {
    int step = Math.max(1, levels.length / SAMPLES);
    float[] sample = new float[(levels.length + step - 1) / step];
    for (int i = 0; i < sample.length; i++) {
      sample[i] = levels[i * step];
    }
    return sample;
  }

  /** {@return the mean of what is nearly as dark as the darkest} */
  private static double peak(float[] levels) {
    float most = 0f;
    for (float level : levels) {
      most = Math.max(most, level);
    }
    double sum = 0;
    int count = 0;
    for (float level : levels) {
      if (level >= NEARLY * most) {
        sum += level;
        count++;
      }
    }
    return sum / count;
  }
}
