package io.crema.core.kernel;

/** What max pooling does with the channels of one pixel. */
interface PixelOps {

  /**
   * {@code to[t + c] = max(to[t + c], from[f + c])} for c below {@code channels}.
   *
   * @param to overwritten
   */
  void max(int channels, float[] from, int f, float[] to, int t);

  /**
   * Moves what is left of a gradient to the channels in which a pixel is the largest: where {@code
   * input[i + c] == output[o + c]}, {@code dInput[i + c] += left[c]} and {@code left[c] = 0}.
   *
   * @param left overwritten
   * @param dInput added to
   */
  void route(
      int channels, float[] input, int i, float[] output, int o, float[] left, float[] dInput);

  /** Sets {@code left[c]} to zero where {@code output[o + c]} is not positive. */
  void mask(int channels, float[] output, int o, float[] left);

  /**
   * A line of windows of 2x2 pixels side by side: their largest values.
   *
   * @param windows number of windows
   * @param f upper left pixel of the first
   * @param line from a pixel to the one below
   * @param to overwritten
   */
  void max2x2(int windows, int channels, float[] from, int f, int line, float[] to, int t);

  /**
   * A line of windows of 2x2 pixels side by side: gives the gradient of each to the first pixel
   * that is the largest, and zero to the others.
   *
   * @param windows number of windows
   * @param i upper left pixel of the first
   * @param line from a pixel to the one below
   * @param rectified whether it goes to none if the largest is not positive
   * @param dInput overwritten
   */
  void route2x2(
      int windows,
      int channels,
      float[] input,
      int i,
      int line,
      float[] output,
      float[] dOutput,
      int o,
      boolean rectified,
      float[] dInput);
}
