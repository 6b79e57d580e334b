package io.crema.core.kernel;

import org.jspecify.annotations.Nullable;

/**
 * Kernels whose outer loops are the same for all implementations: depthwise convolutions, pooling,
 * upsampling, normalization and slopes by channel.
 */
abstract class SharedKernels implements Kernels {

  private final PixelOps pixelOps;
  private final ChannelOps channelOps;
  private final RowOps rowOps;
  private final BlendOps blendOps;
  private final SlopeOps slopeOps;
  private final Depthwise depthwise;

  /** Creates kernels with the given inner loops. */
  SharedKernels(
      PixelOps pixelOps,
      ChannelOps channelOps,
      RowOps rowOps,
      BlendOps blendOps,
      SlopeOps slopeOps,
      Depthwise depthwise) {
    this.pixelOps = pixelOps;
    this.channelOps = channelOps;
    this.rowOps = rowOps;
    this.blendOps = blendOps;
    this.slopeOps = slopeOps;
    this.depthwise = depthwise;
  }

  // depthwise convolution

  @Override
  public void depthwiseForward(
      DepthwiseGeometry g,
      int images,
      float[] input,
      float[] weights,
      float @Nullable [] bias,
      boolean rectify,
      float[] output,
      Scratch scratch) {
    depthwise.forward(g, images, input, weights, bias, rectify, output, scratch);
  }

  @Override
  public void depthwiseBackwardData(
      DepthwiseGeometry g,
      int images,
      float[] dOutput,
      float[] weights,
      float[] dInput,
      Scratch scratch) {
    depthwise.backwardData(g, images, dOutput, weights, dInput, scratch);
  }

  @Override
  public void depthwiseBackwardWeights(
      DepthwiseGeometry g,
      int images,
      float[] input,
      float[] dOutput,
      float[] dWeights,
      Scratch scratch) {
    depthwise.backwardWeights(g, images, input, dOutput, dWeights, scratch);
  }

  // pooling

  @Override
  public void maxPoolForward(
      Window window, int channels, int images, float[] input, float[] output) {
    Pooling.maxForward(pixelOps, window, channels, images, input, output);
  }

  @Override
  public void maxPoolBackward(
      Window window,
      int channels,
      int images,
      float[] input,
      float[] output,
      float[] dOutput,
      boolean rectified,
      float[] dInput,
      Scratch scratch) {
    Pooling.maxBackward(
        pixelOps, window, channels, images, input, output, dOutput, rectified, dInput, scratch);
  }

  // upsampling

  @Override
  public void upsampleNearest(
      UpsamplingGeometry geometry, int images, float[] input, float[] output) {
    Upsampling.nearestForward(geometry, images, input, output);
  }

  @Override
  public void upsampleNearestBackward(
      UpsamplingGeometry geometry, int images, float[] dOutput, float[] dInput) {
    Upsampling.nearestBackward(blendOps, geometry, images, dOutput, dInput);
  }

  @Override
  public void upsampleBilinear(
      UpsamplingGeometry geometry, int images, float[] input, float[] output, Scratch scratch) {
    Upsampling.bilinearForward(blendOps, geometry, images, input, output, scratch);
  }

  @Override
  public void upsampleBilinearBackward(
      UpsamplingGeometry geometry, int images, float[] dOutput, float[] dInput, Scratch scratch) {
    Upsampling.bilinearBackward(blendOps, geometry, images, dOutput, dInput, scratch);
  }

  // batch normalization

  @Override
  public void batchMoments(
      int rows, int channels, float[] values, float[] mean, float[] variance, Scratch scratch) {
    Normalization.moments(channelOps, rows, channels, values, mean, variance, scratch);
  }

  @Override
  public void normalizeForward(
      int rows,
      int channels,
      float[] input,
      float[] mean,
      float[] inverseDeviation,
      float[] gamma,
      float[] beta,
      float @Nullable [] addend,
      boolean rectify,
      float[] output,
      Scratch scratch) {
    Normalization.forward(
        channelOps,
        rows,
        channels,
        input,
        mean,
        inverseDeviation,
        gamma,
        beta,
        addend,
        rectify,
        output,
        scratch);
  }

  @Override
  public void normalizeBackwardSums(
      int rows,
      int channels,
      float[] input,
      float[] mean,
      float[] dOutput,
      double[] totals,
      Scratch scratch) {
    Normalization.backwardSums(channelOps, rows, channels, input, mean, dOutput, totals, scratch);
  }

  @Override
  public void normalizeBackwardData(
      int rows,
      int channels,
      long allRows,
      float[] input,
      float[] mean,
      float[] inverseDeviation,
      float[] gamma,
      double[] totals,
      float[] dOutput,
      float[] dInput,
      Scratch scratch) {
    Normalization.backwardData(
        channelOps,
        rows,
        channels,
        allRows,
        input,
        mean,
        inverseDeviation,
        gamma,
        totals,
        dOutput,
        dInput,
        scratch);
  }

  // normalization of samples

  @Override
  public void layerNormForward(
      int rows,
      int columns,
      double epsilon,
      float[] input,
      float[] gamma,
      float[] beta,
      double[] statistics,
      float[] output,
      Scratch scratch) {
    LayerNormalization.forward(
        rowOps, rows, columns, epsilon, input, gamma, beta, statistics, output, scratch);
  }

  @Override
  public void layerNormBackward(
      int rows,
      int columns,
      float[] input,
      double[] statistics,
      float[] gamma,
      float[] dOutput,
      float[] dGamma,
      float[] dBeta,
      float @Nullable [] dInput,
      Scratch scratch) {
    LayerNormalization.backward(
        rowOps, rows, columns, input, statistics, gamma, dOutput, dGamma, dBeta, dInput, scratch);
  }

  @Override
  public void groupNormForward(
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
      Scratch scratch) {
    GroupNormalization.forward(
        channelOps,
        geometry,
        samples,
        epsilon,
        input,
        gamma,
        beta,
        statistics,
        addend,
        rectify,
        output,
        scratch);
  }

  @Override
  public void groupNormBackward(
      GroupNormGeometry geometry,
      int samples,
      float[] input,
      double[] statistics,
      float[] gamma,
      float[] dOutput,
      float[] dGamma,
      float[] dBeta,
      float @Nullable [] dInput,
      Scratch scratch) {
    GroupNormalization.backward(
        channelOps,
        geometry,
        samples,
        input,
        statistics,
        gamma,
        dOutput,
        dGamma,
        dBeta,
        dInput,
        scratch);
  }

  // rectifier with a slope for each channel

  @Override
  public void preluForward(
      int rows, int channels, float[] slopes, float[] input, float[] output, Scratch scratch) {
    ChannelSlopes.forward(slopeOps, rows, channels, slopes, input, output, scratch);
  }

  @Override
  public void preluBackward(
      int rows,
      int channels,
      float[] slopes,
      float[] input,
      float[] dOutput,
      float[] dSlopes,
      float[] dInput,
      Scratch scratch) {
    ChannelSlopes.backward(
        slopeOps, rows, channels, slopes, input, dOutput, dSlopes, dInput, scratch);
  }
}
