package io.crema.vision.raster;

/**
 * The pixels from the first to the last of an image that are above some level.
 *
 * @param left their first column
 * @param top their first row
 * @param right the column after their last; {@code left} or less if there are none
 * @param bottom the row after their last
 */
public record Bounds(int left, int top, int right, int bottom) {

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

  public boolean isEmpty() {
    return right <= left;
  }

  public int longestSide() {
    return Math.max(right - left, bottom - top);
  }

  public double middleX() {
    return (left + right) / 2.0;
  }

  public double middleY() {
    return (top + bottom) / 2.0;
  }
}
