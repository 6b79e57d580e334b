package io.crema.core.kernel;

import org.jspecify.annotations.Nullable;

/**
 * The part of {@link Kernels} that normalizes each sample by itself: by rows, or by groups of
 * channels.
 */
public interface SampleNormKernels {

  /**
   * Normalization of each row to mean 0 and deviation 1, and scale and shift by column. With the
   * row's mean rounded to float: {@code fma(fma(input - mean, inverse, rest), gamma, beta)}, where
   * {@code rest} is what the rounding took off the mean, times {@code inverse}.
   *
   * <p>Mean and squared differences are computed in blocks of 4096 values. A sum over a block is
   * cut into 16, of which sum j is a chain from zero over the values {@code j, j + 16, j + 32,
   * ...}; those are added in double: {@code j}, {@code j + 4}, {@code j + 8} and {@code j + 12} in
   * two pairs, then the four results in two pairs. Blocks are put together in double, in order.
   *
   * @param rows number of rows
   * @param columns number of columns
   * @param epsilon added to the variance
   * @param input {@code [rows, columns]}. Not modified.
   * @param gamma {@code [columns]}. Not modified.
   * @param beta {@code [columns]}. Not modified.
   * @param statistics {@code [rows, 2]}: mean and inverse deviation, {@code 1 / sqrt(variance +
   *     epsilon)}. Overwritten.
   * @param output {@code [rows, columns]}. Overwritten.
   * @param scratch work space of this thread
   */
  void layerNormForward(
      int rows,
      int columns,
      double epsilon,
      float[] input,
      float[] gamma,
      float[] beta,
      double[] statistics,
      float[] output,
      Scratch scratch);

  /**
   * Gradient of {@link #layerNormForward}. With the normalized value {@code x} of the forward pass
   * and {@code t = dOutput * gamma}: {@code fma(t, inverse, fma(x, slope, offset))}, where {@code
   * slope = -inverse * sum(t x) / columns} and {@code offset = -inverse * sum(t) / columns}, whose
   * sums are cut as those of the forward pass.
   *
   * <p>The gradients by gamma and beta are chains from zero over the rows in blocks of 256 rows,
   * which are added in order to what is there.
   *
   * @param rows number of rows
   * @param columns number of columns
   * @param input {@code [rows, columns]}. Not modified.
   * @param statistics what the forward pass gave. Not modified.
   * @param gamma {@code [columns]}. Not modified.
   * @param dOutput {@code [rows, columns]}. Not modified.
   * @param dGamma {@code [columns]}. Added to.
   * @param dBeta {@code [columns]}. Added to.
   * @param dInput {@code [rows, columns]}. Overwritten. Null if nobody needs it.
   * @param scratch work space of this thread
   */
  void layerNormBackward(
      int rows,
      int columns,
      float[] input,
      double[] statistics,
      float[] gamma,
      float[] dOutput,
      float[] dGamma,
      float[] dBeta,
      float @Nullable [] dInput,
      Scratch scratch);

  /**
   * Normalization of groups of channels of each sample to mean 0 and deviation 1, and scale and
   * shift by channel: {@code fma(input - mean, scale, shift)} with the group's mean rounded to
   * float, {@code scale = gamma * inverse}, and {@code shift}, which is beta and what the rounding
   * took off the mean, times {@code scale}. An addend is added to that, and the rectifier {@code
   * max(x, 0)} comes last.
   *
   * <p>The moments of a channel of a sample are those of {@link Kernels#batchMoments}, in double;
   * channels are put together in double, in order.
   *
   * @param geometry sizes of a sample
   * @param samples number of samples
   * @param epsilon added to the variance
   * @param input {@code [samples, pixels, channels]}. Not modified.
   * @param gamma {@code [channels]}. Not modified.
   * @param beta {@code [channels]}. Not modified.
   * @param statistics {@code [samples, groups, 2]}: mean and inverse deviation, {@code 1 /
   *     sqrt(variance + epsilon)}. Overwritten.
   * @param addend {@code [samples, pixels, channels]}, another array than {@code output}, or null
   *     for none. Not modified.
   * @param rectify whether outputs below zero become zero
   * @param output {@code [samples, pixels, channels]}. Overwritten.
   * @param scratch work space of this thread
   */
  void groupNormForward(
      GroupNormGeometry geometry,
      int samples,
      double epsilon,
      float[] input,
      float[] gamma,
      float[] beta,
      double[] statistics,
      float @Nullable [] addend,
      boolean rectify,
      float[] output,
      Scratch scratch);

  /**
   * Gradient of {@link #groupNormForward} without an addend or a rectifier: {@code fma(dOutput,
   * scale, fma(input - mean, slope, offset))}, where {@code slope} and {@code offset} of a group
   * are computed in double and rounded.
   *
   * <p>The sums over pixels are chains from zero in blocks of 256 pixels, added in double, in
   * order; those of channels are added in double, in order. The gradients by gamma and beta are
   * added to what is there sample by sample.
   *
   * @param geometry sizes of a sample
   * @param samples number of samples
   * @param input {@code [samples, pixels, channels]}. Not modified.
   * @param statistics what the forward pass gave. Not modified.
   * @param gamma {@code [channels]}. Not modified.
   * @param dOutput {@code [samples, pixels, channels]}. Not modified.
   * @param dGamma {@code [channels]}. Added to.
   * @param dBeta {@code [channels]}. Added to.
   * @param dInput {@code [samples, pixels, channels]}. Overwritten. Null if nobody needs it.
   * @param scratch work space of this thread
   */
  void groupNormBackward(
      GroupNormGeometry geometry,
      int samples,
      float[] input,
      double[] statistics,
      float[] gamma,
      float[] dOutput,
      float[] dGamma,
      float[] dBeta,
      float @Nullable [] dInput,
      Scratch scratch);
}
