package io.crema.core.kernel;

import io.crema.core.kernel.Scratch.Use;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Depthwise convolutions and their gradients; what is done with a pixel's channels is up to {@link
 * DepthwiseOps}. Where output channels do not fill whole vectors, or there are several for each
 * input channel, images and weights are copied, an image at a time: each input channel as often as
 * there are outputs of it, and zeros after each pixel's channels.
 */
final class Depthwise {

  private final DepthwiseOps ops;
  private final int lanes;

  /**
   * Creates depthwise convolutions.
   *
   * @param ops what is done with channels
   * @param lanes channels are filled up to a multiple of it
   */
  Depthwise(DepthwiseOps ops, int lanes) {
    this.ops = ops;
    this.lanes = lanes;
  }

  private int whole(int channels) {
    return (channels + lanes - 1) / lanes * lanes;
  }

  void forward(
      DepthwiseGeometry g,
      int images,
      float[] input,
      float[] weights,
      float @Nullable [] bias,
      boolean rectify,
      float[] output,
      Scratch scratch) {
    int channels = g.outChannels();
    int wide = whole(channels);
    float[] begin = scratch.bias(bias, 0, channels, wide);
    if (wide == g.channels()) {
      g.forward().sums(ops, wide, images, input, weights, begin, rectify, output);
      return;
    }
    float[] image = scratch.array(Use.IMAGE, g.window().inPixels() * wide);
    float[] block = scratch.array(Use.BLOCK, g.window().outPixels() * wide);
    float[] wideWeights = wideWeights(g, weights, wide, scratch);
    for (int n = 0; n < images; n++) {
      repeat(g, input, n, image, wide);
      g.forward().sums(ops, wide, 1, image, wideWeights, begin, rectify, block);
      narrow(block, wide, g.window().outPixels(), output, n * g.outSize(), channels);
    }
  }

  void backwardData(
      DepthwiseGeometry g,
      int images,
      float[] dOutput,
      float[] weights,
      float[] dInput,
      Scratch scratch) {
    int channels = g.outChannels();
    int wide = whole(channels);
    float[] begin = scratch.bias(null, 0, channels, wide);
    if (wide == g.channels()) {
      g.backward().sums(ops, wide, images, dOutput, weights, begin, false, dInput);
      return;
    }
    int outPixels = g.window().outPixels();
    float[] image = scratch.array(Use.IMAGE, outPixels * wide);
    float[] block = scratch.array(Use.BLOCK, g.window().inPixels() * wide);
    float[] wideWeights = wideWeights(g, weights, wide, scratch);
    for (int n = 0; n < images; n++) {
      widen(dOutput, n * g.outSize(), outPixels, channels, image, wide);
      g.backward().sums(ops, wide, 1, image, wideWeights, begin, false, block);
      sum(g, block, wide, dInput, n);
    }
  }

  void backwardWeights(
      DepthwiseGeometry g,
      int images,
      float[] input,
      float[] dOutput,
      float[] dWeights,
      Scratch scratch) {
    int channels = g.outChannels();
    int wide = whole(channels);
    if (wide == g.channels()) {
      g.forward().gradients(ops, wide, images, input, dOutput, dWeights);
      return;
    }
    int outPixels = g.window().outPixels();
    float[] image = scratch.array(Use.IMAGE, g.window().inPixels() * wide);
    float[] block = scratch.array(Use.GRADIENT, outPixels * wide);
    float[] sums = wideWeights(g, dWeights, wide, scratch);
    for (int n = 0; n < images; n++) {
      repeat(g, input, n, image, wide);
      widen(dOutput, n * g.outSize(), outPixels, channels, block, wide);
      g.forward().gradients(ops, wide, 1, image, block, sums);
    }
    narrow(sums, wide, g.window().kernelPixels(), dWeights, 0, channels);
  }

  private static float[] wideWeights(
      DepthwiseGeometry g, float[] weights, int wide, Scratch scratch) {
    int pixels = g.window().kernelPixels();
    float[] copy = scratch.array(Use.WEIGHTS, pixels * wide);
    widen(weights, 0, pixels, g.outChannels(), copy, wide);
    return copy;
  }

  /** Copies one image, each channel as often as there are outputs of it. */
  private static void repeat(DepthwiseGeometry g, float[] from, int image, float[] to, int step) {
    int pixels = g.window().inPixels();
    int channels = g.channels();
    int times = g.multiplier();
    if (times == 1) {
      widen(from, image * g.inSize(), pixels, channels, to, step);
      return;
    }
    for (int pixel = 0; pixel < pixels; pixel++) {
      int at = image * g.inSize() + pixel * channels;
      int row = pixel * step;
      for (int c = 0; c < channels; c++) {
        float value = from[at + c];
        for (int j = 0; j < times; j++) {
          to[row + c * times + j] = value;
        }
      }
      Arrays.fill(to, row + channels * times, row + step, 0f);
    }
  }

  /** Adds up the values of all outputs of a channel, in order. */
  private static void sum(DepthwiseGeometry g, float[] from, int step, float[] to, int image) {
    int pixels = g.window().inPixels();
    int channels = g.channels();
    int times = g.multiplier();
    if (times == 1) {
      narrow(from, step, pixels, to, image * g.inSize(), channels);
      return;
    }
    for (int pixel = 0; pixel < pixels; pixel++) {
      int at = image * g.inSize() + pixel * channels;
      int row = pixel * step;
      for (int c = 0; c < channels; c++) {
        float sum = from[row + c * times];
        for (int j = 1; j < times; j++) {
          sum += from[row + c * times + j];
        }
        to[at + c] = sum;
      }
    }
  }

  /** Copies rows into longer rows that end in zeros. */
  private static void widen(float[] from, int base, int rows, int length, float[] to, int step) {
    for (int row = 0; row < rows; row++) {
      System.arraycopy(from, base + row * length, to, row * step, length);
      Arrays.fill(to, row * step + length, (row + 1) * step, 0f);
    }
  }

  /** Copies rows into shorter rows. */
  private static void narrow(float[] from, int step, int rows, float[] to, int base, int length) {
    for (int row = 0; row < rows; row++) {
      System.arraycopy(from, row * step, to, base + row * length, length);
    }
  }
}
