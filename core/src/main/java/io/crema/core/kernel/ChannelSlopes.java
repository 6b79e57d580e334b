package io.crema.core.kernel;

import io.crema.core.kernel.Scratch.Use;
import java.util.Arrays;

/** The rectifier with a slope for each channel but for its inner loops. */
final class ChannelSlopes {

  /** Pixels that are worked on at a time: their values are whole vectors of every width. */
  private static final int PIXELS = 16;

  /** From so many channels on one pixel is enough, if its values are whole vectors. */
  private static final int MANY_CHANNELS = 64;

  private ChannelSlopes() {}

  private static int width(int channels) {
    boolean wholeVectors = channels >= MANY_CHANNELS && channels % PIXELS == 0;
    return wholeVectors ? channels : PIXELS * channels;
  }

  private static float[] repeated(int channels, float[] slopes, Scratch scratch) {
    int width = width(channels);
    if (width == channels) {
      return slopes;
    }
    float[] repeated = scratch.array(Use.CHANNELS, width);
    for (int first = 0; first < width; first += channels) {
      System.arraycopy(slopes, 0, repeated, first, channels);
    }
    return repeated;
  }

  static void forward(
      SlopeOps ops,
      int rows,
      int channels,
      float[] slopes,
      float[] input,
      float[] output,
      Scratch scratch) {
    float[] repeated = repeated(channels, slopes, scratch);
    int width = width(channels);
    int end = rows * channels;
    for (int base = 0; base < end; base += width) {
      ops.forward(base, Math.min(width, end - base), repeated, input, output);
    }
  }

  static void backward(
      SlopeOps ops,
      int rows,
      int channels,
      float[] slopes,
      float[] input,
      float[] dOutput,
      float[] dSlopes,
      float[] dInput,
      Scratch scratch) {
    float[] repeated = repeated(channels, slopes, scratch);
    int width = width(channels);
    float[] sums = scratch.array(Use.SUMS, width);
    Arrays.fill(sums, 0, width, 0f);
    int end = rows * channels;
    for (int base = 0; base < end; base += width) {
      ops.backward(base, Math.min(width, end - base), repeated, input, dOutput, sums, dInput);
    }
    Elementwise.addRows(width / channels, channels, sums, dSlopes);
  }
}
