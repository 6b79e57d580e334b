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
}
