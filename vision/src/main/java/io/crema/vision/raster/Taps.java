package io.crema.vision.raster;

/**
 * For each new pixel along an axis the old pixels that it is made of, and their weights.
 *
 * <p>Along an axis that shrinks each pixel is the mean of what it covers; along one that grows it
 * lies on Catmull-Rom splines through the pixels there are.
 */
final class Taps {

  private final int[] starts;
  private final float[][] weights;

  private Taps(int[] starts, float[][] weights) {
    this.starts = starts;
    this.weights = weights;
  }

  /** {@return the taps of {@code count} new pixels for a part of {@code pixels} old ones} */
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

  /** {@return the number of new pixels} */
  int count() {
    return starts.length;
  }

  /** {@return the first old pixel that a new one is made of} */
  int start(int pixel) {
    return starts[pixel];
  }

  /** {@return the old pixel after the last that a new one is made of} */
  int end(int pixel) {
    return starts[pixel] + weights[pixel].length;
  }

  /** {@return the weight of an old pixel in a new one} */
  float weight(int pixel, int old) {
    return weights[pixel][old - starts[pixel]];
  }

  /**
   * Makes new pixels of a row of old ones.
   *
   * @param from {@code [pixels, channels]}, after {@code line} other values. Not modified.
   * @param to {@code [count, channels]}. Overwritten.
   */
  void apply(float[] from, int line, int channels, float[] to) {
    for (int x = 0; x < starts.length; x++) {
      float[] w = weights[x];
      for (int c = 0; c < channels; c++) {
        int at = line + starts[x] * channels + c;
        float sum = 0f;
        for (int k = 0; k < w.length; k++) {
          sum += w[k] * from[at + k * channels];
        }
        to[x * channels + c] = sum;
      }
    }
  }
}
