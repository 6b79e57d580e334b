package io.crema.core.kernel;

/**
 * A sweep of a kernel over an image, channel by channel, which is what both a depthwise convolution
 * and its gradient by the input are. Immutable.
 */
final class DepthwiseSweep {

  /** What each row and column of the result is summed from. */
  final AxisTaps rows;

  final AxisTaps columns;

  /** Rows and columns of the source. */
  final int sourceHeight;

  final int sourceWidth;

  final int kernelWidth;

  /**
   * The sweep of a convolution.
   *
   * @param backward whether it is that of the gradient by the input
   */
  DepthwiseSweep(Window w, boolean backward) {
    rows = AxisTaps.of(w.rows(), backward);
    columns = AxisTaps.of(w.columns(), backward);
    sourceHeight = backward ? w.outHeight() : w.inHeight();
    sourceWidth = backward ? w.outWidth() : w.inWidth();
    kernelWidth = w.kernelWidth();
  }

  /**
   * All results of some images.
   *
   * @param source {@code [images, sourceHeight, sourceWidth, channels]}. Not modified.
   * @param weights {@code [kernelHeight, kernelWidth, channels]}. Not modified.
   * @param begin what each sum begins with, {@code [channels]}. Not modified.
   * @param rectify whether results below zero become zero
   * @param to {@code [images, rows, columns, channels]}. Overwritten.
   */
  void sums(
      DepthwiseOps ops,
      int channels,
      int images,
      float[] source,
      float[] weights,
      float[] begin,
      boolean rectify,
      float[] to) {
    int width = columns.length();
    for (int n = 0; n < images; n++) {
      for (int y = 0; y < rows.length(); y++) {
        int line = (n * sourceHeight + rows.source[y]) * sourceWidth;
        int result = (n * rows.length() + y) * width;
        for (int phase = 0; phase < Math.min(columns.period, width); phase++) {
          int x = phase;
          while (x < width) {
            int s = (line + columns.source[x]) * channels;
            int t = (result + x) * channels;
            ops.sums(this, y, x, channels, source, s, weights, begin, to, t);
            x += columns.alike[x] * columns.period;
          }
        }
        if (rectify) {
          ops.rectify(result * channels, (result + width) * channels, to);
        }
      }
    }
  }

  /**
   * Adds the products of inputs and output gradients, image by image and row by row, to the
   * gradients by the weights. For the sweep of a convolution itself.
   *
   * @param input {@code [images, sourceHeight, sourceWidth, channels]}. Not modified.
   * @param dOutput {@code [images, rows, columns, channels]}. Not modified.
   * @param dWeights {@code [kernelHeight, kernelWidth, channels]}. Added to.
   */
  void gradients(
      DepthwiseOps ops,
      int channels,
      int images,
      float[] input,
      float[] dOutput,
      float[] dWeights) {
    for (int n = 0; n < images; n++) {
      for (int y = 0; y < rows.length(); y++) {
        int line = (n * sourceHeight + rows.source[y]) * sourceWidth;
        int result = (n * rows.length() + y) * columns.length();
        for (int tap = 0; tap < rows.count[y]; tap++) {
          int kernel = (rows.kernel[y] + tap) * kernelWidth;
          int x = 0;
          while (x < columns.length()) {
            int s = (line + tap * rows.sourceStep * sourceWidth + columns.source[x]) * channels;
            int d = (result + x) * channels;
            int w = (kernel + columns.kernel[x]) * channels;
            ops.gradients(columns, x, channels, input, s, dOutput, d, dWeights, w);
            x += columns.alike[x];
          }
        }
      }
    }
  }
}
