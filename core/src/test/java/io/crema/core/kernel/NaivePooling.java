package io.crema.core.kernel;

/** Pooling by definition, summed in double: the oracle of the pooling tests. */
final class NaivePooling {

  private NaivePooling() {}

  static double[] maxForward(Window w, int channels, int images, float[] input) {
    double[] output = new double[images * w.outPixels() * channels];
    for (int out = 0; out < output.length; out++) {
      output[out] = input[first(w, channels, input, out)];
    }
    return output;
  }

  static double[] maxBackward(Window w, int channels, int images, float[] input, float[] dOutput) {
    double[] dInput = new double[images * w.inPixels() * channels];
    for (int out = 0; out < images * w.outPixels() * channels; out++) {
      dInput[first(w, channels, input, out)] += dOutput[out];
    }
    return dInput;
  }

  /** Where the largest value under a window is, the first of several. */
  private static int first(Window w, int channels, float[] input, int out) {
    int[] best = {-1};
    under(
        w, channels, out, in -> best[0] = best[0] < 0 || input[in] > input[best[0]] ? in : best[0]);
    return best[0];
  }

  static double[] averageForward(
      Window w, boolean countsPadding, int channels, int images, float[] input) {
    double[] output = new double[images * w.outPixels() * channels];
    for (int out = 0; out < output.length; out++) {
      double[] sum = new double[1];
      under(w, channels, out, in -> sum[0] += input[in]);
      output[out] = sum[0] / (countsPadding ? w.kernelPixels() : count(w, channels, out));
    }
    return output;
  }

  static double[] averageBackward(
      Window w, boolean countsPadding, int channels, int images, float[] dOutput) {
    double[] dInput = new double[images * w.inPixels() * channels];
    for (int out = 0; out < images * w.outPixels() * channels; out++) {
      double share =
          (double) dOutput[out] / (countsPadding ? w.kernelPixels() : count(w, channels, out));
      under(w, channels, out, in -> dInput[in] += share);
    }
    return dInput;
  }

  private static int count(Window w, int channels, int out) {
    int[] count = new int[1];
    under(w, channels, out, in -> count[0]++);
    return count[0];
  }

  private interface Pixel {
    void at(int in);
  }

  /** Visits what is under the window of one output value, row by row, without the padding. */
  private static void under(Window w, int channels, int out, Pixel visitor) {
    int c = out % channels;
    int x = out / channels % w.outWidth();
    int y = out / channels / w.outWidth() % w.outHeight();
    int n = out / channels / w.outPixels();
    for (int ky = 0; ky < w.kernelHeight(); ky++) {
      for (int kx = 0; kx < w.kernelWidth(); kx++) {
        int iy = w.rows().place(y, ky);
        int ix = w.columns().place(x, kx);
        if (iy >= 0 && ix >= 0 && iy < w.inHeight() && ix < w.inWidth()) {
          visitor.at(((n * w.inHeight() + iy) * w.inWidth() + ix) * channels + c);
        }
      }
    }
  }
}
