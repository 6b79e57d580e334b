package io.crema.mnist.image;

/** Levels that tell ink from paper. */
final class Threshold {

  private static final int BINS = 256;

  private Threshold() {}

  /**
   * {@return the level that splits values so that the two parts differ most} Otsu, "A threshold
   * selection method from gray-level histograms", 1979.
   *
   * @param values at least one
   */
  static double otsu(float[] values) {
    float least = values[0];
    float most = values[0];
    for (float value : values) {
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    if (!(most > least)) {
      return most;
    }
    int[] histogram = new int[BINS];
    float scale = (BINS - 1) / (most - least);
    for (float value : values) {
      histogram[(int) ((value - least) * scale)]++;
    }
    return least + (split(histogram, values.length) + 1) / scale;
  }

  /** {@return the last bin of the lower part; in the middle where several do equally well} */
  private static double split(int[] histogram, int count) {
    double total = 0;
    for (int i = 0; i < BINS; i++) {
      total += (double) i * histogram[i];
    }
    double below = 0;
    double sum = 0;
    double best = -1;
    int first = 0;
    int last = 0;
    for (int i = 0; i < BINS - 1; i++) {
      below += histogram[i];
      sum += (double) i * histogram[i];
      if (below == 0 || below == count) {
        continue;
      }
      double gap = sum / below - (total - sum) / (count - below);
      double between = below * (count - below) * gap * gap;
      if (between > best) {
        best = between;
        first = i;
      }
      last = between == best ? i : last;
    }
    return (first + last) / 2.0;
  }

  /**
   * {@return where ink is, by a level for each pixel from the mean and the deviation of what is
   * around it} Sauvola &amp; Pietikainen, "Adaptive document image binarization", 2000.
   *
   * @param ink from 0 (paper) to 1
   * @param radius of the square around a pixel, without the pixel itself
   * @param k how far below the mean of the brightness the level is where there is little contrast
   */
  static boolean[] sauvola(GreyImage ink, int radius, double k) {
    int width = ink.width();
    int height = ink.height();
    double[] sums = sums(ink, false);
    double[] squares = sums(ink, true);
    boolean[] mask = new boolean[width * height];
    for (int y = 0; y < height; y++) {
      int top = Math.max(0, y - radius);
      int bottom = Math.min(height, y + radius + 1);
      for (int x = 0; x < width; x++) {
        int left = Math.max(0, x - radius);
        int right = Math.min(width, x + radius + 1);
        double n = (double) (right - left) * (bottom - top);
        double mean = area(sums, width, left, top, right, bottom) / n;
        double square = area(squares, width, left, top, right, bottom) / n;
        double deviation = Math.sqrt(Math.max(0, square - mean * mean));
        double light = (1 - mean) * (1 + k * (2 * deviation - 1)); // half is the most there can be
        mask[y * width + x] = 1 - ink.levels()[y * width + x] < light;
      }
    }
    return mask;
  }

  /** {@return sums over all pixels above and left of each corner} */
  private static double[] sums(GreyImage image, boolean squared) {
    int width = image.width();
    double[] sums = new double[(width + 1) * (image.height() + 1)];
    for (int y = 0; y < image.height(); y++) {
      double row = 0;
      for (int x = 0; x < width; x++) {
        double value = image.levels()[y * width + x];
        row += squared ? value * value : value;
        sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1] + row;
      }
    }
    return sums;
  }

  private static double area(double[] sums, int width, int left, int top, int right, int bottom) {
    int upper = top * (width + 1);
    int lower = bottom * (width + 1);
    return sums[lower + right] - sums[lower + left] - sums[upper + right] + sums[upper + left];
  }
}
