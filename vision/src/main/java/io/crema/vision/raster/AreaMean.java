package io.crema.vision.raster;

/**
 * Computes the means of an image over the cells of another grid, row by row, so that the image
 * itself need not be in memory.
 *
 * <p>Both grids span the same rectangle. A pixel counts in a cell by the part of its area that lies
 * in the cell. {@link Resampling} reduces an image in memory; {@link Scaling} takes a part of one.
 */
public final class AreaMean {

  private final int width;
  private final int height;
  private final int newWidth;
  private final int newHeight;

  /** For each new column: the first old column, and which parts of the first and last one count. */
  private final int[] first;

  private final int[] last;
  private final float[] firstPart;
  private final float[] lastPart;

  private final float[] row;
  private final float[] sums;
  private int rows;

  /**
   * Creates an object that takes the first row next.
   *
   * @param width pixels in a row, at least 1
   * @param height rows, at least 1
   * @param newWidth cells in a row, at least 1
   * @param newHeight rows of cells, at least 1
   */
  public AreaMean(int width, int height, int newWidth, int newHeight) {
    this.width = width;
    this.height = height;
    this.newWidth = newWidth;
    this.newHeight = newHeight;
    first = new int[newWidth];
    last = new int[newWidth];
    firstPart = new float[newWidth];
    lastPart = new float[newWidth];
    row = new float[newWidth];
    sums = new float[newWidth * newHeight];
    divideColumns();
  }

  /** Cell i is from column i * width / newWidth to where the next one begins. */
  private void divideColumns() {
    for (int i = 0; i < newWidth; i++) {
      long start = (long) i * width;
      long end = start + width;
      first[i] = (int) (start / newWidth);
      last[i] = (int) ((end - 1) / newWidth);
      firstPart[i] = (float) (Math.min(end, (first[i] + 1L) * newWidth) - start) / newWidth;
      lastPart[i] = first[i] == last[i] ? 0f : (float) (end - (long) last[i] * newWidth) / newWidth;
    }
  }

  /**
   * Adds the next row of the image.
   *
   * @param pixels the row in its first {@code width} values. Not modified.
   */
  public void add(float[] pixels) {
    for (int i = 0; i < newWidth; i++) {
      int end = last[i];
      float sum = pixels[first[i]] * firstPart[i] + pixels[end] * lastPart[i];
      for (int x = first[i] + 1; x < end; x++) {
        sum += pixels[x];
      }
      row[i] = sum;
    }
    spread();
    rows++;
  }

  /** Adds the row to each row of cells that it touches: one or two where the cells are larger. */
  private void spread() {
    long start = (long) rows * newHeight;
    long end = start + newHeight;
    for (long cell = start / height; cell * height < end; cell++) {
      long shared = Math.min(end, (cell + 1) * height) - Math.max(start, cell * height);
      float part = (float) shared / newHeight;
      int offset = (int) cell * newWidth;
      for (int i = 0; i < newWidth; i++) {
        sums[offset + i] += part * row[i];
      }
    }
  }

  /**
   * {@return the means, {@code newWidth * newHeight} of them, row by row} To be called once, after
   * all rows have been added.
   */
  public float[] means() {
    float pixelsPerCell = (float) ((double) width * height / ((double) newWidth * newHeight));
    for (int i = 0; i < sums.length; i++) {
      sums[i] /= pixelsPerCell;
    }
    return sums;
  }
}
