package io.crema.core.kernel;

import org.jspecify.annotations.Nullable;

/** {@link ChannelOps} in plain Java. */
final class ScalarChannelOps implements ChannelOps {

  @Override
  public int lanes() {
    return 1;
  }

  @Override
  public void moments(int first, int rows, int channels, float[] values, float[] byChannel) {
    momentsFrom(0, first, rows, channels, values, byChannel, channels);
  }

  /** Channels from {@code from} on. */
  static void momentsFrom(
      int from, int first, int rows, int channels, float[] values, float[] byChannel, int padded) {
    for (int row = first; row < first + rows; row++) {
      int at = row * channels;
      for (int c = from; c < channels; c++) {
        float d = values[at + c] - byChannel[c];
        byChannel[padded + c] += d;
        byChannel[2 * padded + c] = Math.fma(d, d, byChannel[2 * padded + c]);
      }
    }
  }

  @Override
  public void products(
      int first, int rows, int channels, float[] input, float[] dOutput, float[] byChannel) {
    productsFrom(0, first, rows, channels, input, dOutput, byChannel, channels);
  }

  /** Channels from {@code from} on. */
  static void productsFrom(
      int from,
      int first,
      int rows,
      int channels,
      float[] input,
      float[] dOutput,
      float[] byChannel,
      int padded) {
    for (int row = first; row < first + rows; row++) {
      int at = row * channels;
      for (int c = from; c < channels; c++) {
        float d = input[at + c] - byChannel[c];
        byChannel[padded + c] += dOutput[at + c];
        byChannel[2 * padded + c] = Math.fma(dOutput[at + c], d, byChannel[2 * padded + c]);
      }
    }
  }

  @Override
  public void normalize(
      int first,
      int end,
      int period,
      float[] input,
      float[] constants,
      float @Nullable [] addend,
      boolean rectify,
      float[] output) {
    boolean cut = rectify && addend == null;
    for (int at = first; at < end; at += period) {
      int stop = Math.min(end, at + period);
      normalizeRange(at, at, stop, period, input, constants, cut, output);
      if (addend != null) {
        Elementwise.sum(at, stop, output, addend, rectify, output);
      }
    }
  }

  /** Values of the period that begins at {@code base}. */
  static void normalizeRange(
      int base,
      int first,
      int end,
      int period,
      float[] input,
      float[] constants,
      boolean rectify,
      float[] output) {
    for (int i = first; i < end; i++) {
      int k = i - base;
      float value =
          Math.fma(input[i] - constants[k], constants[period + k], constants[2 * period + k]);
      output[i] = rectify ? Math.max(value, 0f) : value;
    }
  }

  @Override
  public void gradient(
      int first,
      int end,
      int period,
      float[] input,
      float[] dOutput,
      float[] constants,
      float[] dInput) {
    for (int at = first; at < end; at += period) {
      int stop = Math.min(end, at + period);
      gradientRange(at, at, stop, period, input, dOutput, constants, dInput);
    }
  }

  /** Values of the period that begins at {@code base}. */
  static void gradientRange(
      int base,
      int first,
      int end,
      int period,
      float[] input,
      float[] dOutput,
      float[] constants,
      float[] dInput) {
    for (int i = first; i < end; i++) {
      int k = i - base;
      float rest =
          Math.fma(input[i] - constants[k], constants[2 * period + k], constants[3 * period + k]);
      dInput[i] = Math.fma(dOutput[i], constants[period + k], rest);
    }
  }
}
