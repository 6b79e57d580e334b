package io.crema.core.kernel;

/** Convolution by definition, summed in double: the oracle of the kernel tests. */
final class NaiveConvolution {

  private NaiveConvolution() {}

  static double[] forward(
      ConvGeometry g, int images, float[] input, float[] weights, float[] bias) {
    double[] output = new double[images * g.outSize()];
    each(g, images, (in, weight, out) -> output[out] += (double) input[in] * weights[weight]);
    for (int i = 0; i < output.length; i++) {
      output[i] += bias[i % g.outChannels()];
    }
    return output;
  }

  static double[] backwardData(ConvGeometry g, int images, float[] dOutput, float[] weights) {
    double[] dInput = new double[images * g.inSize()];
    each(g, images, (in, weight, out) -> dInput[in] += (double) dOutput[out] * weights[weight]);
    return dInput;
  }

  static double[] backwardWeights(ConvGeometry g, int images, float[] input, float[] dOutput) {
    double[] dWeights = new double[g.weights()];
    each(g, images, (in, weight, out) -> dWeights[weight] += (double) input[in] * dOutput[out]);
    return dWeights;
  }

  private interface Product {
    void at(int in, int weight, int out);
  }

  private static void each(ConvGeometry g, int images, Product product) {
    Window w = g.window();
    int rows = g.inChannels() / g.groups();
    for (int n = 0; n < images; n++) {
      for (int y = 0; y < w.outHeight(); y++) {
        for (int x = 0; x < w.outWidth(); x++) {
          for (int ky = 0; ky < w.kernelHeight(); ky++) {
            for (int kx = 0; kx < w.kernelWidth(); kx++) {
              int iy = w.rows().place(y, ky);
              int ix = w.columns().place(x, kx);
              if (iy < 0 || ix < 0 || iy >= w.inHeight() || ix >= w.inWidth()) {
                continue;
              }
              int in = ((n * w.inHeight() + iy) * w.inWidth() + ix) * g.inChannels();
              int weight = (ky * w.kernelWidth() + kx) * rows * g.outChannels();
              int out = ((n * w.outHeight() + y) * w.outWidth() + x) * g.outChannels();
              for (int o = 0; o < g.outChannels(); o++) {
                int first = o / (g.outChannels() / g.groups()) * rows;
                for (int i = 0; i < rows; i++) {
                  product.at(in + first + i, weight + i * g.outChannels() + o, out + o);
                }
              }
            }
          }
        }
      }
    }
  }
}
