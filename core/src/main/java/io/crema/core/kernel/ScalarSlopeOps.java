package io.crema.core.kernel;

/** {@link SlopeOps} in plain Java. */
final class ScalarSlopeOps implements SlopeOps {

  @Override
  public void forward(int base, int width, float[] slopes, float[] input, float[] output) {
    forwardFrom(0, base, width, slopes, input, output);
  }

  /** Values from {@code first} on. */
  static void forwardFrom(
      int first, int base, int width, float[] slopes, float[] input, float[] output) {
    for (int c = first; c < width; c++) {
      float x = input[base + c];
      output[base + c] = x > 0f ? x : slopes[c] * x;
    }
  }

  @Override
  public void backward(
      int base,
      int width,
      float[] slopes,
      float[] input,
      float[] dOutput,
      float[] sums,
      float[] dInput) {
    backwardFrom(0, base, width, slopes, input, dOutput, sums, dInput);
  }

  /** Values from {@code first} on. */
  static void backwardFrom(
      int first,
      int base,
      int width,
      float[] slopes,
      float[] input,
      float[] dOutput,
      float[] sums,
      float[] dInput) {
    for (int c = first; c < width; c++) {
      float x = input[base + c];
      float d = dOutput[base + c];
      sums[c] = Math.fma(x > 0f ? 0f : x, d, sums[c]);
      dInput[base + c] = x > 0f ? d : slopes[c] * d;
    }
  }
}
