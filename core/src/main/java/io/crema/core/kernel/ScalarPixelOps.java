package io.crema.core.kernel;

/** {@link PixelOps} in plain Java. */
final class ScalarPixelOps implements PixelOps {

  @Override
  public void max(int channels, float[] from, int f, float[] to, int t) {
    for (int c = 0; c < channels; c++) {
      to[t + c] = Math.max(to[t + c], from[f + c]);
    }
  }

  @Override
  public void route(
      int channels, float[] input, int i, float[] output, int o, float[] left, float[] dInput) {
    for (int c = 0; c < channels; c++) {
      boolean largest = input[i + c] == output[o + c];
      dInput[i + c] += largest ? left[c] : 0f;
      left[c] = largest ? 0f : left[c];
    }
  }
}
