package io.crema.mnist.digit;

import io.crema.vision.raster.Distance;
import io.crema.vision.raster.GreyImage;
import io.crema.vision.raster.LocalExtremes;

/**
 * Strokes of the width of a pen of those that MNIST was written with: {@link Step#STROKE}.
 *
 * <p>A stroke is what is at least half as dark as the darkest nearby. Its width is four times the
 * mean distance of its pixels to its edge; where that is less or more than those of MNIST, the edge
 * is moved.
 */
public final class PenStrokes {

  /** The widths of strokes that need no change, in pixels of MNIST: nearly all of its own. */
  static final double THINNEST = 1.8;

  static final double THICKEST = 4.2;

  /** How far around a pixel the darkest is looked for, as a part of the digit's longer side. */
  private static final double NEARBY = 6.0 / 64;

  /** What has this part of the level of the darkest nearby is stroke. */
  private static final float HALF = 0.5f;

  /** What is less dark than this, compared with the darkest of all, is none. */
  private static final float FAINTEST = 0.3f;

  private PenStrokes() {}

  /**
   * {@return the digit with strokes 1.8 to 4.2 twentieths of its longer side wide, from 0 (paper)
   * to 1, edges soft over one pixel; the same image where there is no ink}
   *
   * @param ink a digit with some paper around it, from 0 (paper) to 1
   * @param digitSide pixels on the longer side of the digit, 20 or more: best are about 64
   */
  public static GreyImage normalise(GreyImage ink, int digitSide) {
    float most = 0f;
    for (float level : ink.levels()) {
      most = Math.max(most, level);
    }
    if (!(most > 0)) {
      return ink;
    }
    boolean[] mask = mask(ink, most, (int) Math.round(NEARBY * digitSide));
    float[] inside = Distance.inside(mask, ink.width(), ink.height());
    double change = change(Distance.strokeWidth(inside), digitSide / (double) MnistForm.DIGIT);
    return GreyImage.wrap(ink.width(), ink.height(), Distance.grow(inside, change));
  }

  private static boolean[] mask(GreyImage ink, float most, int radius) {
    float[] around = LocalExtremes.largest(ink, radius).levels();
    float[] levels = ink.levels();
    boolean[] mask = new boolean[levels.length];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = levels[i] >= Math.max(HALF * around[i], FAINTEST * most);
    }
    return mask;
  }

  /**
   * {@return by how many pixels the edges are moved outward} The digit grows with its strokes, and
   * shrinks again when it is fitted.
   *
   * @param width of the strokes in pixels
   * @param scale pixels in one of MNIST
   */
  private static double change(double width, double scale) {
    double wanted = Math.min(Math.max(width / scale, THINNEST), THICKEST);
    return (wanted * scale - width) / (2 * (1 - wanted / MnistForm.DIGIT));
  }
}
