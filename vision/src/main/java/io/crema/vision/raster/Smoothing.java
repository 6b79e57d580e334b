package io.crema.vision.raster;

/** Blurs, which take noise away. Beyond the edges an image goes on with the pixels of its edge. */
public final class Smoothing {

  /** Of a Gaussian this many standard deviations are kept. */
  private static final double REACH = 3;

  private Smoothing() {}

  /**
   * {@return an image under a Gaussian}
   *
   * @param image of any size
   * @param sigma its standard deviation in pixels; the image itself from 0 down
   */
  public static GreyImage gaussian(GreyImage image, double sigma) {
    if (!(sigma > 0)) {
      return image;
    }
    float[] weights = weights(sigma);
    int width = image.width();
    int height = image.height();
    float[] across = new float[width * height];
    float[] line = new float[Math.max(width, height) + weights.length - 1];
    int reach = weights.length / 2;
    for (int y = 0; y < height; y++) {
      System.arraycopy(image.levels(), y * width, line, reach, width);
      blur(line, width, weights);
      System.arraycopy(line, 0, across, y * width, width);
    }
    float[] levels = new float[width * height];
    for (int y = 0; y < height; y++) {
      for (int k = -reach; k <= reach; k++) {
        float weight = weights[k + reach];
        int from = Math.min(Math.max(y + k, 0), height - 1) * width;
        int to = y * width;
        for (int x = 0; x < width; x++) {
          levels[to + x] += weight * across[from + x];
        }
      }
    }
    return GreyImage.wrap(width, height, levels);
  }

  /** Blurs a line that begins after a margin, to where the margin begins. */
  private static void blur(float[] line, int length, float[] weights) {
    int reach = weights.length / 2;
    for (int i = 0; i < reach; i++) {
      line[i] = line[reach];
      line[reach + length + i] = line[reach + length - 1];
    }
    for (int i = 0; i < length; i++) {
      float sum = 0f;
      for (int k = 0; k < weights.length; k++) {
        sum += weights[k] * line[i + k];
      }
      line[i] = sum;
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
   * {@return the median of nine values} The columns of three are sorted, then it is the middle one
   * of the largest low, the middle middle and the least high value.
   *
   * @param v overwritten
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
