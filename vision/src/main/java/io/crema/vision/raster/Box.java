package io.crema.vision.raster;

/**
 * A rectangle of whole pixels.
 *
 * @param x the column of its left edge
 * @param y the row of its upper edge
 * @param width columns, at least 1
 * @param height rows, at least 1
 */
public record Box(int x, int y, int width, int height) {

  /**
   * Creates a rectangle.
   *
   * @param x the column of its left edge
   * @param y the row of its upper edge
   * @param width columns, at least 1
   * @param height rows, at least 1
   * @throws IllegalArgumentException if the width or the height is less than 1
   */
  public Box {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "Box: expected at least 1 x 1, got %d x %d".formatted(width, height));
    }
  }

  /**
   * {@return the smallest rectangle that contains this one and another}
   *
   * @param other the other rectangle
   */
  public Box union(Box other) {
    int left = Math.min(x, other.x);
    int top = Math.min(y, other.y);
    int right = Math.max(right(), other.right());
    int bottom = Math.max(bottom(), other.bottom());
    return new Box(left, top, right - left, bottom - top);
  }

  /** {@return the column after the last} */
  public int right() {
    return x + width;
  }

  /** {@return the row after the last} */
  public int bottom() {
    return y + height;
  }

  /**
   * {@return the number of columns that this rectangle and another have in common}
   *
   * @param other the other rectangle
   */
  public int commonColumns(Box other) {
    return Math.max(0, Math.min(right(), other.right()) - Math.max(x, other.x));
  }

  /**
   * {@return the number of rows that this rectangle and another have in common}
   *
   * @param other the other rectangle
   */
  public int commonRows(Box other) {
    return Math.max(0, Math.min(bottom(), other.bottom()) - Math.max(y, other.y));
  }

  /**
   * {@return the number of columns or of rows between this rectangle and another, whichever is
   * larger; 0 if they touch or overlap}
   *
   * @param other the other rectangle
   */
  public int gap(Box other) {
    int across = Math.max(x, other.x) - Math.min(right(), other.right());
    int down = Math.max(y, other.y) - Math.min(bottom(), other.bottom());
    return Math.max(0, Math.max(across, down));
  }

  /** {@return the width or the height, whichever is larger} */
  public int longestSide() {
    return Math.max(width, height);
  }

  /**
   * {@return this rectangle in the coordinates of a scaled image, at least 1 x 1}
   *
   * @param scale pixels of the scaled image per pixel of this one, along each side
   */
  public Box scaled(double scale) {
    return new Box(
        (int) (x * scale),
        (int) (y * scale),
        Math.max(1, (int) Math.round(width * scale)),
        Math.max(1, (int) Math.round(height * scale)));
  }
}
