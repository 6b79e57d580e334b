package io.crema.core.kernel;

/** What a depthwise convolution does with the channels of neighbouring pixels. */
interface DepthwiseOps {

  /**
   * The sums of a result pixel and of those {@link AxisTaps#alike} it, over the rows and then the
   * columns of their taps, both ascending.
   *
   * @param y row of the first pixel
   * @param x column of the first pixel
   * @param s where its first source pixel begins
   * @param weights all weights
   * @param begin what the sums begin with, {@code [channels]}
   * @param to overwritten
   * @param t where the first pixel begins
   */
  void sums(
      DepthwiseSweep sweep,
      int y,
      int x,
      int channels,
      float[] source,
      int s,
      float[] weights,
      float[] begin,
      float[] to,
      int t);

  /**
   * Rectifies results in place, {@code max(x, 0)}.
   *
   * @param first first index
   * @param end end of the indices, exclusive
   * @param values overwritten
   */
  void rectify(int first, int end, float[] values);

  /**
   * Adds the products of an output pixel's gradient, and of those {@link AxisTaps#alike} it, and
   * the inputs of one row to the gradients of the weights that they met, pixels ascending.
   *
   * @param x column of the first output pixel
   * @param s where its first input pixel begins
   * @param d where the gradient of the first output pixel begins
   * @param dWeights added to
   * @param w where the gradient of the first weight begins
   */
  void gradients(
      AxisTaps columns,
      int x,
      int channels,
      float[] input,
      int s,
      float[] dOutput,
      int d,
      float[] dWeights,
      int w);
}
