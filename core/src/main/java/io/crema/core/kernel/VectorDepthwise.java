package io.crema.core.kernel;

import static io.crema.core.kernel.VectorGradients.widen;
import static io.crema.core.kernel.VectorTiles.wholeVectors;

import io.crema.core.kernel.Scratch.Use;
import org.jspecify.annotations.Nullable;

/**
 * Depthwise convolutions on the Vector API. Where channels do not fill whole vectors, images and
 * weights are copied, an image at a time, with zeros behind each pixel's channels.
 */
final class VectorDepthwise {

  private static final DepthwiseOps OPS = new VectorDepthwiseOps();

  private VectorDepthwise() {}

  /** A sweep that begins with a bias, or with zeros where there is none. */
  static void sums(
      DepthwiseSweep sweep,
      int channels,
      int images,
      float[] source,
      float[] weights,
      float @Nullable [] bias,
      boolean rectify,
      float[] to,
      Scratch scratch) {
    int wide = wholeVectors(channels);
    float[] begin = scratch.bias(bias, channels, wide);
    if (wide == channels) {
      sweep.sums(OPS, channels, images, source, weights, begin, rectify, to);
      return;
    }
    int sourcePixels = sweep.sourceHeight * sweep.sourceWidth;
    int pixels = sweep.rows.length() * sweep.columns.length();
    int kernel = sweep.kernelPixels;
    float[] image = scratch.array(Use.IMAGE, sourcePixels * wide);
    float[] block = scratch.array(Use.BLOCK, pixels * wide);
    float[] wideWeights = scratch.array(Use.WEIGHTS, kernel * wide);
    widen(weights, 0, kernel, channels, wideWeights, wide);
    for (int n = 0; n < images; n++) {
      widen(source, n * sourcePixels * channels, sourcePixels, channels, image, wide);
      sweep.sums(OPS, wide, 1, image, wideWeights, begin, rectify, block);
      narrow(block, wide, pixels, to, n * pixels * channels, channels);
    }
  }

  static void gradients(
      DepthwiseSweep sweep,
      int channels,
      int images,
      float[] input,
      float[] dOutput,
      float[] dWeights,
      Scratch scratch) {
    int wide = wholeVectors(channels);
    if (wide == channels) {
      sweep.gradients(OPS, channels, images, input, dOutput, dWeights);
      return;
    }
    int sourcePixels = sweep.sourceHeight * sweep.sourceWidth;
    int pixels = sweep.rows.length() * sweep.columns.length();
    int kernel = sweep.kernelPixels;
    float[] image = scratch.array(Use.IMAGE, sourcePixels * wide);
    float[] block = scratch.array(Use.GRADIENT, pixels * wide);
    float[] wideWeights = scratch.array(Use.WEIGHTS, kernel * wide);
    widen(dWeights, 0, kernel, channels, wideWeights, wide);
    for (int n = 0; n < images; n++) {
      widen(input, n * sourcePixels * channels, sourcePixels, channels, image, wide);
      widen(dOutput, n * pixels * channels, pixels, channels, block, wide);
      sweep.gradients(OPS, wide, 1, image, block, wideWeights);
    }
    narrow(wideWeights, wide, kernel, dWeights, 0, channels);
  }

  /** Copies rows into shorter rows. */
  private static void narrow(float[] from, int step, int rows, float[] to, int base, int length) {
    for (int row = 0; row < rows; row++) {
      System.arraycopy(from, row * step, to, base + row * length, length);
    }
  }
}
