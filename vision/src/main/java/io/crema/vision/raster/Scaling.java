package io.crema.vision.raster;

/**
 * Scales a rectangular part of an image to another number of pixels, fewer or more.
 *
 * <p>Scaling is separable: first along the rows, then along the columns. Beyond its edges an image
 * is {@link Border#EDGE}. {@link CubicSampler} reads places that are on no such grid.
 */
public final class Scaling {

  private Scaling() {}

  /**
   * {@return the part of an image between two corners, scaled to a number of pixels}
   *
   * <p>Along an axis that shrinks, each new pixel is the mean of what it covers; along one that
   * grows, it is interpolated by Catmull-Rom splines. Levels are clamped to 0 to 1.
   *
   * @param image of any size
   * @param left the left edge of the part, in pixels from the left edge of the image
   * @param top the upper edge of the part, in pixels from the upper edge of the image
   * @param right the right edge of the part, more than {@code left}
   * @param bottom the lower edge of the part, more than {@code top}
   * @param width pixels in a row of the result, at least 1
   * @param height rows of the result, at least 1
   */
  public static GreyImage resize(
      GreyImage image,
      double left,
      double top,
      double right,
      double bottom,
      int width,
      int height) {
    RowScaling scaling =
        new RowScaling(
            image.width(), image.height(), 1, new Area(left, top, right, bottom), width, height);
    for (int y = scaling.firstRow(); y < scaling.endRow(); y++) {
      scaling.add(image.levels(), y * image.width());
    }
    return GreyImage.wrap(width, height, scaling.levels());
  }
}
