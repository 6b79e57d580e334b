package io.crema.core.kernel;

/** {@link DepthwiseOps} in plain Java. */
final class ScalarDepthwiseOps implements DepthwiseOps {

  @Override
  public void sums(
      DepthwiseSweep sweep,
      int y,
      int x,
      int channels,
      float[] source,
      int s,
      float[] weights,
      float[] begin,
      float[] to,
      int t) {
    AxisTaps rows = sweep.rows;
    AxisTaps columns = sweep.columns;
    int line = rows.sourceStep * sweep.sourceWidth;
    for (int pixel = 0; pixel < columns.alike[x]; pixel++) {
      int first = s + pixel * columns.move * channels;
      int sum = t + pixel * columns.period * channels;
      System.arraycopy(begin, 0, to, sum, channels);
      for (int i = 0; i < rows.count[y]; i++) {
        int kernelRow = (rows.kernel[y] + i * rows.kernelStep) * sweep.kernelWidth;
        for (int j = 0; j < columns.count[x]; j++) {
          int from = first + (i * line + j * columns.sourceStep) * channels;
          int weight = (kernelRow + columns.kernel[x] + j * columns.kernelStep) * channels;
          addProducts(channels, source, from, weights, weight, to, sum);
        }
      }
    }
  }

  @Override
  public void rectify(int first, int end, float[] values) {
    Elementwise.rectify(first, end, values);
  }

  @Override
  public void gradients(
      AxisTaps columns,
      int x,
      int channels,
      float[] input,
      int s,
      float[] dOutput,
      int d,
      float[] dWeights,
      int w) {
    for (int pixel = 0; pixel < columns.alike[x]; pixel++) {
      int first = s + pixel * columns.move * channels;
      int gradient = d + pixel * channels;
      for (int j = 0; j < columns.count[x]; j++) {
        int from = first + j * columns.sourceStep * channels;
        addProducts(channels, input, from, dOutput, gradient, dWeights, w + j * channels);
      }
    }
  }

  private static void addProducts(
      int count, float[] a, int a0, float[] b, int b0, float[] sums, int sum) {
    for (int c = 0; c < count; c++) {
      sums[sum + c] = Math.fma(a[a0 + c], b[b0 + c], sums[sum + c]);
    }
  }
}
