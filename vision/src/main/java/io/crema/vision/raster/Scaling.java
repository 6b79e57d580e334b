package io.crema.vision.raster;

/**
 * A part of an image in another number of pixels, fewer or more.
 *
 * <p>It is separable: first along the rows, then along the columns. Beyond the edges an image goes
 * on with the pixels of its edge.
 */
public final class Scaling {

  private Scaling() {}

  /**
   * {@return the part of an image between two corners, in other pixels}
   *
   * <p>Along an axis that shrinks each pixel is the mean of what it covers; along one that grows it
   * lies on Catmull-Rom splines through the pixels there are.
   *
   * @param left where the part begins, in pixels from the left edge of the image
   * @param top where it begins, in pixels from the upper edge
   * @param right where it ends, more than {@code left}
   * @param bottom where it ends, more than {@code top}
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
