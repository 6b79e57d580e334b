package io.crema.benchmarks;

import io.crema.core.kernel.Window;

/** Pooling without padding by definition: what the kernels are checked against. */
record NaivePooling(Window window, int channels, int images) {

  double[] maxForward(float[] input) {
    double[] output = new double[images * window.outPixels() * channels];
    for (int out = 0; out < output.length; out++) {
      output[out] = input[largest(input, out)];
    }
    return output;
  }

  double[] maxBackward(float[] input, float[] dOutput) {
    double[] dInput = new double[images * window.inPixels() * channels];
    for (int out = 0; out < dOutput.length; out++) {
      dInput[largest(input, out)] += dOutput[out];
    }
    return dInput;
  }

  private int largest(float[] input, int out) {
    int best = under(out, 0);
    for (int i = 1; i < size(); i++) {
      if (input[under(out, i)] > input[best]) {
        best = under(out, i);
      }
    }
    return best;
  }

  double[] averageForward(float[] input) {
    double[] output = new double[images * window.outPixels() * channels];
    for (int out = 0; out < output.length; out++) {
      for (int i = 0; i < size(); i++) {
        output[out] += (double) input[under(out, i)] / size();
      }
    }
    return output;
  }

  double[] averageBackward(float[] dOutput) {
    double[] dInput = new double[images * window.inPixels() * channels];
    for (int out = 0; out < dOutput.length; out++) {
      for (int i = 0; i < size(); i++) {
        dInput[under(out, i)] += (double) dOutput[out] / size();
      }
    }
    return dInput;
  }

  private int size() {
    return window.kernelHeight() * window.kernelWidth();
  }

  /** Index of the input number i under the window of an output. */
  private int under(int out, int i) {
    int channel = out % channels;
    int x = out / channels % window.outWidth();
    int y = out / channels / window.outWidth() % window.outHeight();
    int image = out / channels / window.outPixels();
    int row = y * window.rows().stride() + i / window.kernelWidth();
    int column = x * window.columns().stride() + i % window.kernelWidth();
    return ((image * window.inHeight() + row) * window.inWidth() + column) * channels + channel;
  }
}
