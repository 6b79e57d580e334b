package io.crema.core.kernel;

import org.jspecify.annotations.Nullable;

/**
 * What normalization does with rows of channels. Arrays by channel have {@link #padded} values for
 * each of their rows, so that a vector may run on behind the last channel.
 */
interface ChannelOps {

  /** Values of a vector. */
  int lanes();

  /** Room for whole vectors of channels. */
  default int padded(int channels) {
    return (channels + lanes() - 1) / lanes() * lanes();
  }

  /**
   * Adds to {@code [3, padded]} pivots, sums and squares: {@code d = values[r][c] - pivot[c],
   * sum[c] += d, square[c] = fma(d, d, square[c])} for ascending r.
   *
   * @param first first row
   * @param rows number of rows
   */
  void moments(int first, int rows, int channels, float[] values, float[] byChannel);

  /**
   * Adds to {@code [3, padded]} means, sums and products: {@code sum[c] += dOutput[r][c],
   * product[c] = fma(dOutput[r][c], input[r][c] - mean[c], product[c])} for ascending r.
   *
   * @param first first row
   * @param rows number of rows
   */
  void products(
      int first, int rows, int channels, float[] input, float[] dOutput, float[] byChannel);

  /**
   * {@code output[i] = fma(input[i] - mean[k], scale[k], shift[k])} for {@code k = (i - first) %
   * period}, then an addend is added, then the result is rectified, both if they are wanted.
   *
   * @param first first index
   * @param end end of the indices, exclusive
   * @param period a multiple of channels and lanes
   * @param constants {@code [3, period]}: mean, scale, shift
   * @param addend a value for each output, in another array than those, or null for none
   */
  void normalize(
      int first,
      int end,
      int period,
      float[] input,
      float[] constants,
      float @Nullable [] addend,
      boolean rectify,
      float[] output);

  /**
   * {@code dInput[i] = fma(dOutput[i], scale[k], fma(input[i] - mean[k], slope[k], offset[k]))} for
   * {@code k = (i - first) % period}.
   *
   * @param first first index
   * @param end end of the indices, exclusive
   * @param period a multiple of channels and lanes
   * @param constants {@code [4, period]}: mean, scale, slope, offset
   */
  void gradient(
      int first,
      int end,
      int period,
      float[] input,
      float[] dOutput,
      float[] constants,
      float[] dInput);
}
