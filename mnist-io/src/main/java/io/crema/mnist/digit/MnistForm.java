package io.crema.mnist.digit;

import io.crema.vision.raster.Bounds;
import io.crema.vision.raster.GreyImage;
import io.crema.vision.raster.Moments;

/**
 * What an image of MNIST looks like: 28 x 28, light ink on black, its box 20 pixels long, its
 * centre of mass within half a pixel of the middle.
 */
final class MnistForm {

  /** Pixels on a side. */
  static final int SIDE = 28;

  /** Pixels on the longer side of the digit. */
  static final int DIGIT = 20;

  /** Where the centre of mass is, in pixels from the left and the upper edge. */
  static final double MIDDLE = 14.5;

  /** How far off it may be: half a pixel, and a little for what was rounded. */
  private static final double OFF = 0.6;

  /** The mean level along the edges is less. */
  private static final float DARK = 0.1f;

  /** The lightest ink has at least this level. */
  private static final float LIGHT = 0.5f;

  private MnistForm() {}

  /** {@return whether a picture need not be changed} */
  static boolean matches(GreyImage picture) {
    if (picture.width() != SIDE || picture.height() != SIDE) {
      return false;
    }
    int longest = Bounds.of(picture, 0f).longestSide();
    Moments moments = Moments.of(picture);
    return !Bounds.of(picture, Math.nextDown(LIGHT)).isEmpty()
        && edge(picture) < DARK * 4 * (SIDE - 1)
        && (longest == DIGIT || longest == DIGIT - 1) // levels up to 0.5 / 255 were rounded to 0
        && Math.abs(moments.x() - MIDDLE) < OFF
        && Math.abs(moments.y() - MIDDLE) < OFF;
  }

  /** {@return the sum of the levels along the edges} */
  private static double edge(GreyImage picture) {
    double sum = 0;
    for (int i = 0; i < SIDE - 1; i++) {
      sum += picture.get(i, 0);
      sum += picture.get(SIDE - 1, i);
      sum += picture.get(i + 1, SIDE - 1);
      sum += picture.get(0, i + 1);
    }
    return sum;
  }
}
