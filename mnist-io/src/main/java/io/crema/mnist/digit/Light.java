package io.crema.mnist.digit;

import io.crema.vision.raster.GreyImage;
import io.crema.vision.raster.LocalExtremes;
import io.crema.vision.raster.Smoothing;

/**
 * The light on the paper, and what is left without it: {@link Step#FLATTEN}.
 *
 * <p>On a coarse grid each cell has the median of its pixels. Strokes that fill whole cells are
 * closed: the largest value around, then the smallest of these around. What is narrower than twice
 * the radius and darker than its surroundings vanishes; slopes and wide shadows stay.
 */
public final class Light {

  /** Cells on the longer side, at most. */
  private static final int CELLS = 40;

  /** The radius of the closing, as a part of the longer side. */
  private static final double RADIUS = 1.0 / 7;

  /** Paper is taken for at least this bright, so that noise in the dark is not blown up. */
  private static final float DARKEST_PAPER = 0.1f;

  private Light() {}

  /**
   * {@return how much darker than the paper each pixel is, from 0 (paper) to 1 (black)}
   *
   * @param picture dark ink on lighter paper, of any size
   */
  public static GreyImage flatten(GreyImage picture) {
    GreyImage grid = paper(picture);
    int width = picture.width();
    int height = picture.height();
    float[] from = picture.levels();
    float[] ink = new float[from.length];
    float[] line = new float[grid.width() + 1];
    float[] paper = new float[width];
    Spread spread = new Spread(grid.width(), width);
    for (int y = 0; y < height; y++) {
      double row = (y + 0.5) * grid.height() / height - 0.5;
      blend(grid, row, line);
      spread.apply(line, paper);
      int at = y * width;
      for (int x = 0; x < width; x++) {
        float light = Math.max(paper[x], DARKEST_PAPER);
        ink[at + x] = Math.max(1 - from[at + x] / light, 0f);
      }
    }
    return GreyImage.wrap(width, height, ink);
  }

  /**
   * {@return how much darker than a surface each pixel is, from 0 to 1}
   *
   * @param picture dark ink on lighter paper
   */
  static GreyImage flatten(GreyImage picture, Surface paper) {
    float[] ink = paper.without(picture);
    for (int i = 0; i < ink.length; i++) {
      float light = Math.max(picture.levels()[i] - ink[i], DARKEST_PAPER);
      ink[i] = Math.min(Math.max(-ink[i] / light, 0f), 1f);
    }
    return GreyImage.wrap(picture.width(), picture.height(), ink);
  }

  /** Computes a line between two lines of a grid, and repeats its last value. */
  private static void blend(GreyImage grid, double row, float[] line) {
    double inside = Math.min(Math.max(row, 0), grid.height() - 1);
    int upper = (int) inside;
    int lower = Math.min(upper + 1, grid.height() - 1);
    float part = (float) (inside - upper);
    int width = grid.width();
    for (int x = 0; x < width; x++) {
      float above = grid.levels()[upper * width + x];
      float below = grid.levels()[lower * width + x];
      line[x] = above + part * (below - above);
    }
    line[width] = line[width - 1];
  }

  /** Spreads the values of a few cells over many pixels, along straight lines. */
  private static final class Spread {

    private final int[] left;
    private final float[] part;

    Spread(int cells, int pixels) {
      left = new int[pixels];
      part = new float[pixels];
      for (int x = 0; x < pixels; x++) {
        double at = (x + 0.5) * cells / pixels - 0.5;
        double inside = Math.min(Math.max(at, 0), cells - 1);
        left[x] = (int) inside;
        part[x] = (float) (inside - left[x]);
      }
    }

    /** With one more cell than there are. */
    void apply(float[] cells, float[] pixels) {
      for (int x = 0; x < pixels.length; x++) {
        float from = cells[left[x]];
        pixels[x] = from + part[x] * (cells[left[x] + 1] - from);
      }
    }
  }

  /** {@return the light on the paper, on the grid} */
  private static GreyImage paper(GreyImage picture) {
    GreyImage grid = medians(picture);
    int radius = (int) Math.ceil(RADIUS * Math.max(grid.width(), grid.height()));
    GreyImage closed = LocalExtremes.least(LocalExtremes.largest(grid, radius), radius);
    return Smoothing.gaussian(closed, radius / 2.0);
  }

  /** {@return for each cell the median of nine pixels spread over it} */
  private static GreyImage medians(GreyImage picture) {
    int longest = Math.max(picture.width(), picture.height());
    int cells = Math.min(CELLS, longest);
    int columns = Math.max(1, picture.width() * cells / longest);
    int rows = Math.max(1, picture.height() * cells / longest);
    float[] levels = new float[columns * rows];
    float[] nine = new float[9];
    for (int y = 0; y < rows; y++) {
      for (int x = 0; x < columns; x++) {
        for (int i = 0; i < 9; i++) {
          int row = (6 * y + 1 + i / 3 * 2) * picture.height() / (6 * rows);
          int column = (6 * x + 1 + i % 3 * 2) * picture.width() / (6 * columns);
          nine[i] = picture.levels()[row * picture.width() + column];
        }
        levels[y * columns + x] = Smoothing.medianOfNine(nine);
      }
    }
    return GreyImage.wrap(columns, rows, levels);
  }
}
