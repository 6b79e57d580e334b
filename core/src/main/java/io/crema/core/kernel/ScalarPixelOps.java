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
      dInput[i + c] += Elementwise.keepIf(largest, left[c]);
      left[c] = Elementwise.keepIf(!largest, left[c]);
    }
  }

  @Override
  public void mask(int channels, float[] output, int o, float[] left) {
    for (int c = 0; c < channels; c++) {
      left[c] = Elementwise.keepIf(output[o + c] > 0f, left[c]);
    }
  }

  @Override
  public void max2x2(int windows, int channels, float[] from, int f, int line, float[] to, int t) {
    for (int x = 0; x < windows; x++) {
      maxFrom(0, channels, from, f + 2 * x * channels, line, to, t + x * channels);
    }
  }

  /** Channels from {@code first} on of one window. */
  static void maxFrom(int first, int channels, float[] from, int f, int line, float[] to, int t) {
    for (int c = first; c < channels; c++) {
      int at = f + c;
      to[t + c] =
          Math.max(
              Math.max(from[at], from[at + channels]),
              Math.max(from[at + line], from[at + line + channels]));
    }
  }

  @Override
  public void route2x2(
      int windows,
      int channels,
      float[] input,
      int i,
      int line,
      float[] output,
      float[] dOutput,
      int o,
      boolean rectified,
      float[] dInput) {
    for (int x = 0; x < windows; x++) {
      int in = i + 2 * x * channels;
      int out = o + x * channels;
      routeFrom(0, channels, input, in, line, output, dOutput, out, rectified, dInput);
    }
  }

  /** Channels from {@code first} on of one window. */
  static void routeFrom(
      int first,
      int channels,
      float[] input,
      int i,
      int line,
      float[] output,
      float[] dOutput,
      int o,
      boolean rectified,
      float[] dInput) {
    for (int c = first; c < channels; c++) {
      float largest = output[o + c];
      float left = Elementwise.keepIf(!rectified || largest > 0f, dOutput[o + c]);
      for (int pixel = 0; pixel < 4; pixel++) {
        int at = i + c + (pixel & 1) * channels + (pixel >> 1) * line;
        boolean found = input[at] == largest;
        dInput[at] = Elementwise.keepIf(found, left);
        left = Elementwise.keepIf(!found, left);
      }
    }
  }
}
