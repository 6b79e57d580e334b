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

  @Override
  public void mask(int channels, float[] output, int o, float[] left) {
    for (int c = 0; c < channels; c++) {
      left[c] = output[o + c] > 0f ? left[c] : 0f;
    }
  }

  @Override
  public void max2x2(int channels, int room, float[] from, int f, int line, float[] to, int t) {
    for (int c = 0; c < channels; c++) {
      to[t + c] = max2x2(channels, from, f + c, line);
    }
  }

  /** One channel of {@link PixelOps#max2x2}. */
  static float max2x2(int channels, float[] from, int at, int line) {
    return Math.max(
        Math.max(from[at], from[at + channels]),
        Math.max(from[at + line], from[at + line + channels]));
  }

  @Override
  public void route2x2(
      int channels,
      int room,
      float[] input,
      int i,
      int line,
      float[] output,
      float[] dOutput,
      int o,
      boolean rectified,
      float[] dInput) {
    for (int c = 0; c < channels; c++) {
      float largest = output[o + c];
      float left = rectified && !(largest > 0f) ? 0f : dOutput[o + c];
      route2x2(channels, input, i + c, line, largest, left, dInput);
    }
  }

  /** One channel of {@link PixelOps#route2x2}. */
  static void route2x2(
      int channels, float[] input, int i, int line, float largest, float gradient, float[] dInput) {
    float left = gradient;
    for (int pixel = 0; pixel < 4; pixel++) {
      int at = i + (pixel & 1) * channels + (pixel >> 1) * line;
      boolean found = input[at] == largest;
      dInput[at] = found ? left : 0f;
      left = found ? 0f : left;
    }
  }
}
