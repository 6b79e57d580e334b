package io.crema.mnist.digit;

import io.crema.vision.raster.Components;
import io.crema.vision.raster.GreyImage;

/**
 * The levels that tell ink from paper: {@link Step#THRESHOLD}.
 *
 * <p>There are two. What hangs together above the lower one is ink if some of it is above the upper
 * one, so that a stroke may be faint in places and a smudge is none: Canny, "A computational
 * approach to edge detection", 1986, calls it hysteresis.
 */
public final class Threshold {

  /** What is above this is ink. */
  static final double INK = 0.5;

  /** What is above this is ink if it hangs together with some. */
  static final double LITTLE_INK = 0.3;

  private Threshold() {}

  /**
   * {@return 1 where ink is, 0 elsewhere}
   *
   * @param ink of any size, stretched: from 0 (paper) to 1 (the darkest ink)
   */
  public static GreyImage apply(GreyImage ink) {
    boolean[] mask = above(ink, (float) LITTLE_INK);
    InkParts parts = InkParts.of(ink, mask, (float) INK);
    return image(parts.mask(), ink.width(), ink.height());
  }

  static boolean[] above(GreyImage ink, float level) {
    float[] levels = ink.levels();
    boolean[] mask = new boolean[levels.length];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = levels[i] >= level;
    }
    return mask;
  }

  /** {@return for each label of some components whether a pixel of it is above a level} */
  static boolean[] inked(GreyImage ink, Components components, float level) {
    boolean[] inked = new boolean[components.all().size() + 1];
    float[] levels = ink.levels();
    int[] labels = components.labels();
    for (int i = 0; i < labels.length; i++) {
      if (levels[i] >= level) {
        inked[labels[i]] = true;
      }
    }
    return inked;
  }

  /** {@return a mask to look at: 1 where it is set} */
  static GreyImage image(boolean[] mask, int width, int height) {
    float[] levels = new float[mask.length];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = mask[i] ? 1f : 0f;
    }
    return GreyImage.wrap(width, height, levels);
  }
}
