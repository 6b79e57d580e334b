package io.crema.vision.raster;

/**
 * The smallest rectangle around all pixels of an image above some level; possibly empty.
 *
 * @param left the first column
 * @param top the first row
 * @param right the column after the last; {@code left} or less if there are no such pixels
 * @param bottom the row after the last
 */
public record Bounds(int left, int top, int right, int bottom) {

  /**
   * {@return the rectangle around all pixels above a level}
   *
   * @param image of any size
   * @param level pixels of exactly this level do not count
   */
  public static Bounds of(GreyImage image, float level) {
    int left = image.width();
    int right = 0;
    int top = image.height();
    int bottom = 0;
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        if (image.levels()[y * image.width() + x] > level) {
          left = Math.min(left, x);
          right = Math.max(right, x + 1);
          top = Math.min(top, y);
          bottom = y + 1;
        }
      }
    }
    return new Bounds(left, top, right, bottom);
  }

  /** {@return whether there are no such pixels} */
  public boolean isEmpty() {
    return right <= left;
  }

  /** {@return the width or the height in pixels, whichever is larger} */
  public int longestSide() {
    return Math.max(right - left, bottom - top);
  }

  /** {@return the middle in x, in pixels from the left edge of the image} */
  public double middleX() {
    return (left + right) / 2.0;
  }

  /** {@return the middle in y, in pixels from the upper edge of the image} */
  public double middleY() {
    return (top + bottom) / 2.0;
  }
}
