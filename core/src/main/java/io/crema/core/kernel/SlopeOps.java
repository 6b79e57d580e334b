package io.crema.core.kernel;

/** What a rectifier with a slope for each channel does with a row of values. */
interface SlopeOps {

  /**
   * {@code output[base + c] = x > 0 ? x : slopes[c] * x} for {@code x = input[base + c]}.
   *
   * @param base first index
   * @param width number of values
   */
  void forward(int base, int width, float[] slopes, float[] input, float[] output);

  /**
   * {@code dInput[base + c] = x > 0 ? d : slopes[c] * d} and {@code sums[c] = fma(x > 0 ? 0 : x, d,
   * sums[c])} for {@code x = input[base + c]} and {@code d = dOutput[base + c]}.
   *
   * @param base first index
   * @param width number of values
   */
  void backward(
      int base,
      int width,
      float[] slopes,
      float[] input,
      float[] dOutput,
      float[] sums,
      float[] dInput);
}
