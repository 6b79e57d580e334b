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
    Taps across = Taps.of(image.width(), left, right, width);
    Taps down = Taps.of(image.height(), top, bottom, height);
    float[] from = image.levels();
    int first = down.first();
    int rows = down.end() - first;
    float[] between = new float[rows * width];
    for (int y = 0; y < rows; y++) {
      across.row(from, (first + y) * image.width(), between, y * width);
    }
    float[] levels = new float[width * height];
    for (int y = 0; y < height; y++) {
      down.column(between, first, y, width, levels, y * width);
    }
    return GreyImage.wrap(width, height, levels);
  }

  /** For each new pixel along an axis the old pixels that it is made of, and their weights. */
  private static final class Taps {

    private final int[] starts;
    private final float[][] weights;

    private Taps(int[] starts, float[][] weights) {
      this.starts = starts;
      this.weights = weights;
    }

    static Taps of(int pixels, double from, double to, int count) {
      double step = (to - from) / count;
      int[] starts = new int[count];
      float[][] weights = new float[count][];
      for (int i = 0; i < count; i++) {
        double begin = from + i * step;
        if (step >= 1) {
          area(pixels, begin, begin + step, i, starts, weights);
        } else {
          spline(pixels, begin + step / 2 - 0.5, i, starts, weights);
        }
      }
      return new Taps(starts, weights);
    }

    private static void area(
        int pixels, double begin, double end, int i, int[] starts, float[][] weights) {
      int first = (int) Math.floor(begin);
      int last = (int) Math.ceil(end) - 1;
      int start = clamp(first, pixels);
      float[] w = new float[clamp(last, pixels) - start + 1];
      for (int p = first; p <= last; p++) {
        double covered = Math.min(end, p + 1) - Math.max(begin, p);
        w[clamp(p, pixels) - start] += (float) (covered / (end - begin));
      }
      starts[i] = start;
      weights[i] = w;
    }

    private static void spline(int pixels, double at, int i, int[] starts, float[][] weights) {
      int floor = (int) Math.floor(at);
      double t = at - floor;
      double[] four = {
        t * (-0.5 + t * (1 - 0.5 * t)),
        1 + t * t * (-2.5 + 1.5 * t),
        t * (0.5 + t * (2 - 1.5 * t)),
        t * t * (-0.5 + 0.5 * t)
      };
      int start = clamp(floor - 1, pixels);
      float[] w = new float[clamp(floor + 2, pixels) - start + 1];
      for (int k = 0; k < four.length; k++) {
        w[clamp(floor - 1 + k, pixels) - start] += (float) four[k];
      }
      starts[i] = start;
      weights[i] = w;
    }

    private static int clamp(int pixel, int pixels) {
      return Math.min(Math.max(pixel, 0), pixels - 1);
    }

    /** {@return the first old pixel that is needed} */
    int first() {
      return starts[0];
    }

    /** {@return the old pixel after the last that is needed} */
    int end() {
      int last = starts.length - 1;
      return starts[last] + weights[last].length;
    }

    void row(float[] from, int line, float[] to, int at) {
      for (int x = 0; x < starts.length; x++) {
        float[] w = weights[x];
        int start = line + starts[x];
        float sum = 0f;
        for (int k = 0; k < w.length; k++) {
          sum += w[k] * from[start + k];
        }
        to[at + x] = sum;
      }
    }

    void column(float[] from, int firstRow, int y, int width, float[] to, int at) {
      float[] w = weights[y];
      for (int k = 0; k < w.length; k++) {
        float weight = w[k];
        int line = (starts[y] - firstRow + k) * width;
        for (int x = 0; x < width; x++) {
          to[at + x] += weight * from[line + x];
        }
      }
      for (int x = 0; x < width; x++) { // splines overshoot
        to[at + x] = Math.min(Math.max(to[at + x], 0f), 1f);
      }
    }
  }
}
