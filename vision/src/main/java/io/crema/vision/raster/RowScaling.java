package io.crema.vision.raster;

/**
 * Scales a part of an image that comes row by row, so that the image is never in memory as a whole.
 *
 * <p>It is separable: first along the rows, then along the columns. Along an axis that shrinks each
 * new pixel is the mean of what it covers; along one that grows it lies on Catmull-Rom splines
 * through the pixels there are. Beyond the edges an image goes on with the pixels of its edge.
 */
public final class RowScaling {

  private final int channels;
  private final Taps across;
  private final Taps down;
  private final float[] scaled;
  private final float[] levels;

  /** The old row that is next. */
  private int next;

  /** The first new row that is not complete. */
  private int open;

  /**
   * Starts with the first row to come, which is {@link #firstRow()}.
   *
   * @param width pixels in a row of the image
   * @param height rows of the image
   * @param channels values of a pixel
   * @param area the part of the image to scale
   * @param newWidth pixels in a row of the result, at least 1
   * @param newHeight rows of the result, at least 1
   */
  public RowScaling(int width, int height, int channels, Area area, int newWidth, int newHeight) {
    this.channels = channels;
    across = Taps.of(width, area.left(), area.right(), newWidth);
    down = Taps.of(height, area.top(), area.bottom(), newHeight);
    scaled = new float[newWidth * channels];
    levels = new float[newHeight * newWidth * channels];
    next = firstRow();
  }

  /** {@return the first row of the image that is needed} */
  public int firstRow() {
    return down.start(0);
  }

  /** {@return the row of the image after the last that is needed} */
  public int endRow() {
    return down.end(down.count() - 1);
  }

  /**
   * Takes the next row of the image.
   *
   * @param row {@code [W, C]}, levels from 0 to 1, perhaps with more after them. Not modified.
   */
  public void add(float[] row) {
    add(row, 0);
  }

  /** Takes the next row of the image, which begins at a position. */
  void add(float[] row, int from) {
    across.apply(row, from, channels, scaled);
    while (open < down.count() && down.end(open) <= next) {
      open++;
    }
    for (int y = open; y < down.count() && down.start(y) <= next; y++) {
      float weight = down.weight(y, next);
      int at = y * scaled.length;
      for (int i = 0; i < scaled.length; i++) {
        levels[at + i] += weight * scaled[i];
      }
    }
    next++;
  }

  /**
   * {@return the result, {@code [newHeight, newWidth, C]} from 0 to 1, once all rows are taken} No
   * row may be added then.
   */
  public float[] levels() {
    Resampling.clamp(levels); // splines overshoot
    return levels;
  }
}
