package io.crema.benchmarks;

import io.crema.core.kernel.ConvGeometry;
import io.crema.core.kernel.DepthwiseGeometry;
import io.crema.core.kernel.Kernels;
import io.crema.core.kernel.Scratch;

/** A depthwise convolution: one in as many groups as there are channels. */
final class DepthwiseOps implements ConvOps {

  private final Kernels kernels;
  private final DepthwiseGeometry geometry;
  private final ConvGeometry grouped;
  private final float[] weights;
  private final float[] bias;

  DepthwiseOps(Kernels kernels, DepthwiseGeometry geometry) {
    this.kernels = kernels;
    this.geometry = geometry;
    grouped =
        new ConvGeometry(
            geometry.window(), geometry.channels(), geometry.outChannels(), geometry.channels());
    weights = Fixtures.random(geometry.weights(), 3);
    bias = Fixtures.random(geometry.outChannels(), 4);
  }

  @Override
  public int inSize() {
    return geometry.inSize();
  }

  @Override
  public int outSize() {
    return geometry.outSize();
  }

  @Override
  public int weights() {
    return geometry.weights();
  }

  @Override
  public long flops() {
    return geometry.flops();
  }

  @Override
  public void forward(int images, float[] input, float[] output, Scratch scratch) {
    kernels.depthwiseForward(geometry, images, input, weights, bias, false, output, scratch);
  }

  @Override
  public void backwardData(int images, float[] dOutput, float[] dInput, Scratch scratch) {
    kernels.depthwiseBackwardData(geometry, images, dOutput, weights, dInput, scratch);
  }

  @Override
  public void backwardWeights(
      int images, float[] input, float[] dOutput, float[] dWeights, Scratch scratch) {
    kernels.depthwiseBackwardWeights(geometry, images, input, dOutput, dWeights, scratch);
  }

  @Override
  public double[] naiveForward(int images, float[] input) {
    return NaiveConvolution.forward(grouped, images, input, weights, bias);
  }

  @Override
  public double[] naiveBackwardData(int images, float[] dOutput) {
    return NaiveConvolution.backwardData(grouped, images, dOutput, weights);
  }

  @Override
  public double[] naiveBackwardWeights(int images, float[] input, float[] dOutput) {
    return NaiveConvolution.backwardWeights(grouped, images, input, dOutput);
  }

  @Override
  public String toString() {
    return "%s with %s kernels".formatted(geometry, kernels.name());
  }
}
