package io.crema.mnist.digit;

import io.crema.vision.raster.GreyImage;
import io.crema.vision.raster.Moments;

/**
 * Sets slanted digits upright: {@link Step#DESKEW}.
 *
 * <p>Rows are moved sideways, each by as much more than the one below as takes the covariance of x
 * and y off: Teow &amp; Loe, "Robust vision-based features and classification schemes for off-line
 * handwritten digit recognition", 2002. The centre of mass stays where it is.
 */
public final class Deskewing {

  /** The strongest slant that is taken off, in columns a row: more is not a slanted digit. */
  static final double STEEPEST = 1;

  private Deskewing() {}

  /**
   * {@return the digit upright; the image as wide as that takes, with the same paper added at both
   * sides, and the same one where there is no slant}
   *
   * @param ink of any size, light on black: from 0 (paper) to 1
   */
  public static GreyImage upright(GreyImage ink) {
    Moments moments = Moments.of(ink);
    double slant = moments.covariance() / moments.varianceY();
    if (!(Math.abs(slant) > 0) || Double.isInfinite(slant)) {
      return ink;
    }
    slant = Math.min(Math.max(slant, -STEEPEST), STEEPEST);
    double farthest = Math.max(moments.y(), ink.height() - moments.y());
    int margin = (int) Math.ceil(Math.abs(slant) * farthest) + 1;
    int width = ink.width() + 2 * margin;
    float[] levels = new float[width * ink.height()];
    for (int y = 0; y < ink.height(); y++) {
      double shift = margin - slant * (y + 0.5 - moments.y());
      addRow(ink, y, levels, y * width, shift);
    }
    return GreyImage.wrap(width, ink.height(), levels);
  }

  /** Each pixel is divided among the two that it lies on, so that no ink is lost. */
  private static void addRow(GreyImage ink, int y, float[] to, int start, double shift) {
    int whole = (int) Math.floor(shift);
    float part = (float) (shift - whole);
    for (int x = 0; x < ink.width(); x++) {
      float level = ink.levels()[y * ink.width() + x];
      int at = start + x + whole;
      to[at] += level * (1 - part);
      to[at + 1] += level * part;
    }
    for (int at = start; at < start + ink.width() + 2; at++) {
      to[at + whole] = Math.min(to[at + whole], 1f);
    }
  }
}
