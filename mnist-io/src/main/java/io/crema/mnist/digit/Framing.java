package io.crema.mnist.digit;

import io.crema.vision.raster.Bounds;
import io.crema.vision.raster.GreyImage;
import io.crema.vision.raster.Moments;
import io.crema.vision.raster.Scaling;

/**
 * Fits a digit into an image of the form of MNIST: {@link Step#FIT} and {@link Step#CENTRE}.
 *
 * <p>The longer side of the box of its ink becomes {@value MnistForm#DIGIT} pixels, whatever the
 * other side is, and its centre of mass is put into the middle of {@value MnistForm#SIDE} x {@value
 * MnistForm#SIDE}: LeCun, Bottou, Bengio &amp; Haffner, "Gradient-Based Learning Applied to
 * Document Recognition", 1998. Where there is no ink, the result is black.
 */
public final class Framing {

  /** What has this part of the level of the darkest is in the box of the ink. */
  private static final float HALF = 0.5f;

  private static final double HALF_SIDE = MnistForm.SIDE / 2.0;

  private Framing() {}

  /**
   * {@return the digit in 20 x 20 pixels, the middle of its box in the middle}
   *
   * @param ink of any size, light on black: from 0 (paper) to 1
   */
  public static GreyImage fit(GreyImage ink) {
    Frame frame = Frame.of(ink);
    return frame.cut(ink, frame.x(), frame.y(), MnistForm.DIGIT / 2.0, MnistForm.DIGIT);
  }

  /**
   * {@return the digit in 28 x 28 pixels, 20 on its longer side, its centre of mass 14.5 pixels
   * from the left and the upper edge, which is where MNIST has it}
   *
   * @param ink of any size, light on black: from 0 (paper) to 1
   */
  public static GreyImage byMass(GreyImage ink) {
    Moments moments = Moments.of(ink);
    Frame frame = Frame.of(ink);
    boolean isEmpty = !(moments.mass() > 0);
    double x = isEmpty ? frame.x() : moments.x();
    double y = isEmpty ? frame.y() : moments.y();
    return frame.cut(ink, x, y, MnistForm.MIDDLE, MnistForm.SIDE);
  }

  /**
   * {@return the digit in 28 x 28 pixels, 20 on its longer side, the middle of its box in the
   * middle}
   *
   * @param ink of any size, light on black: from 0 (paper) to 1
   */
  public static GreyImage byBox(GreyImage ink) {
    Frame frame = Frame.of(ink);
    return frame.cut(ink, frame.x(), frame.y(), HALF_SIDE, MnistForm.SIDE);
  }

  /**
   * The box of some ink.
   *
   * @param x its middle, in pixels from the left edge of the image
   * @param y its middle, in pixels from the upper edge
   * @param scale pixels in one of the result
   */
  private record Frame(double x, double y, double scale) {

    static Frame of(GreyImage ink) {
      float most = 0f;
      for (float level : ink.levels()) {
        most = Math.max(most, level);
      }
      Bounds bounds = Bounds.of(ink, HALF * most);
      if (bounds.isEmpty()) {
        bounds = Bounds.of(ink, -1);
      }
      return new Frame(
          bounds.middleX(), bounds.middleY(), bounds.longestSide() / (double) MnistForm.DIGIT);
    }

    /** {@return a square of some pixels in which a point of the image is at the given place} */
    GreyImage cut(GreyImage ink, double pointX, double pointY, double place, int side) {
      double left = 1 + pointX - place * scale;
      double top = 1 + pointY - place * scale;
      double length = side * scale;
      return Scaling.resize(onPaper(ink), left, top, left + length, top + length, side, side);
    }

    /** With a pixel of paper on all sides, which then goes on. */
    private static GreyImage onPaper(GreyImage ink) {
      int width = ink.width() + 2;
      float[] levels = new float[width * (ink.height() + 2)];
      for (int y = 0; y < ink.height(); y++) {
        System.arraycopy(ink.levels(), y * ink.width(), levels, (y + 1) * width + 1, ink.width());
      }
      return GreyImage.wrap(width, ink.height() + 2, levels);
    }
  }
}
