package io.crema.vision.raster;

/** Blurs images, which takes noise away. */
public final class Smoothing {

  /** Of a Gaussian this many standard deviations are kept. */
  private static final double REACH = 3;

  private Smoothing() {}

  /**
   * {@return an image blurred by a Gaussian} Beyond the edges it goes on with the pixels of its
   * edge.
   *
   * @param image of any size
   * @param sigma the standard deviation in pixels; the image itself is returned unless it is above
   *     0
   */
  public static GreyImage gaussian(GreyImage image, double sigma) {
    if (!(sigma > 0)) {
      return image;
    }
    int width = image.width();
    int height = image.height();
    float[] levels = separable(image.levels(), width, height, weights(sigma), Border.EDGE);
    return GreyImage.wrap(width, height, levels);
  }

  /**
   * {@return values weighted along the rows and then along the columns, in a new array}
   *
   * <p>Each sum starts with the weight of the first neighbor, at the left or above.
   *
   * @param values {@code width * height} values, row by row. Not modified.
   * @param width values in a row, at least 1
   * @param height rows, at least 1
   * @param weights an odd number of weights, the middle one for the value itself. Not modified.
   * @param border what is beyond the edges
   */
  public static float[] separable(
      float[] values, int width, int height, float[] weights, Border border) {
    int reach = weights.length / 2;
    float[] across = new float[width * height];
    float[] line = new float[width + 2 * reach];
    for (int y = 0; y < height; y++) {
      extend(values, y * width, width, border, line);
      for (int k = 0; k < weights.length; k++) {
        add(weights[k], line, k, across, y * width, width);
      }
    }
    float[] weighted = new float[width * height];
    for (int y = 0; y < height; y++) {
      for (int k = 0; k < weights.length; k++) {
        int row = border.pixel(y + k - reach, height);
        if (row >= 0) {
          add(weights[k], across, row * width, weighted, y * width, width);
        }
      }
    }
    return weighted;
  }

  /** Copies a row and goes on with it on both sides. */
  private static void extend(float[] values, int row, int width, Border border, float[] line) {
    int reach = (line.length - width) / 2;
    System.arraycopy(values, row, line, reach, width);
    for (int k = 1; k <= reach; k++) {
      int before = border.pixel(-k, width);
      int after = border.pixel(width - 1 + k, width);
      line[reach - k] = before < 0 ? 0f : values[row + before];
      line[reach + width - 1 + k] = after < 0 ? 0f : values[row + after];
    }
  }

  private static void add(
      float weight, float[] from, int fromStart, float[] to, int toStart, int count) {
    for (int i = 0; i < count; i++) {
      to[toStart + i] += weight * from[fromStart + i];
    }
  }

  private static float[] weights(double sigma) {
    int reach = Math.max(1, (int) Math.ceil(REACH * sigma));
    double[] bell = new double[2 * reach + 1];
    double sum = 0;
    for (int i = 0; i < bell.length; i++) {
      double d = (i - reach) / sigma;
      bell[i] = StrictMath.exp(-d * d / 2);
      sum += bell[i];
    }
    float[] weights = new float[bell.length];
    for (int i = 0; i < bell.length; i++) {
      weights[i] = (float) (bell[i] / sum);
    }
    return weights;
  }

  /**
   * {@return the median of nine values}
   *
   * <p>The values are taken as a 3x3 square whose columns are sorted; the median is then the middle
   * one of the largest low, the middle middle and the smallest high value.
   *
   * @param v nine values. Overwritten.
   */
  public static float medianOfNine(float[] v) {
    for (int c = 0; c < 3; c++) {
      sortThree(v, c, c + 3, c + 6);
    }
    float low = Math.max(v[0], Math.max(v[1], v[2]));
    float high = Math.min(v[6], Math.min(v[7], v[8]));
    float middle = middle(v[3], v[4], v[5]);
    return middle(low, middle, high);
  }

  private static void sortThree(float[] v, int a, int b, int c) {
    float low = Math.min(v[a], Math.min(v[b], v[c]));
    float high = Math.max(v[a], Math.max(v[b], v[c]));
    v[b] = middle(v[a], v[b], v[c]);
    v[a] = low;
    v[c] = high;
  }

  private static float middle(float a, float b, float c) {
    return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
  }
}
