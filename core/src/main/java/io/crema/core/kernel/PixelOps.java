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
   * {@code to[t + c]} is the largest value under a window of 2x2 pixels.
   *
   * @param room values from {@code t} on that may be overwritten, at least {@code channels}: those
   *     behind are computed later. The input has as many behind the window's last pixel.
   * @param f upper left pixel
   * @param line from a pixel to the one below
   * @param to overwritten
   */
  void max2x2(int channels, int room, float[] from, int f, int line, float[] to, int t);

  /**
   * Gives the gradient of a window of 2x2 pixels to the first that is the largest, and zero to the
   * others.
   *
   * @param room values from the window's right pixels on that may be overwritten, at least {@code
   *     channels}: those behind are computed later
   * @param i upper left pixel
   * @param line from a pixel to the one below
   * @param rectified whether it goes to none if the largest is not positive
   * @param dInput overwritten
   */
  void route2x2(
      int channels,
      int room,
      float[] input,
      int i,
      int line,
      float[] output,
      float[] dOutput,
      int o,
      boolean rectified,
      float[] dInput);
}
