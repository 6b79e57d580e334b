package io.crema.benchmarks;

import io.crema.core.kernel.ConvGeometry;
import io.crema.core.kernel.Kernels;
import io.crema.core.kernel.Scratch;

/** A convolution, also with dilation and in groups. */
final class PlainOps implements ConvOps {

  private final Kernels kernels;
  private final ConvGeometry geometry;
  private final float[] weights;
  private final float[] bias;
  private final float[] packedForward;
  private final float[] packedBackward;

  PlainOps(Kernels kernels, ConvGeometry geometry) {
    this.kernels = kernels;
    this.geometry = geometry;
    weights = Fixtures.random(geometry.weights(), 3);
    bias = Fixtures.random(geometry.outChannels(), 4);
    packedForward = new float[kernels.packedForwardLength(geometry)];
    packedBackward = new float[kernels.packedBackwardLength(geometry)];
    kernels.packForward(geometry, weights, packedForward);
    kernels.packBackward(geometry, weights, packedBackward);
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
    kernels.convForward(geometry, images, input, packedForward, bias, output, scratch);
  }

  @Override
  public void backwardData(int images, float[] dOutput, float[] dInput, Scratch scratch) {
    kernels.convBackwardData(geometry, images, dOutput, packedBackward, dInput, scratch);
  }

  @Override
  public void backwardWeights(
      int images, float[] input, float[] dOutput, float[] dWeights, Scratch scratch) {
    kernels.convBackwardWeights(geometry, images, input, dOutput, dWeights, scratch);
  }

  @Override
  public double[] naiveForward(int images, float[] input) {
    return NaiveConvolution.forward(geometry, images, input, weights, bias);
  }

  @Override
  public double[] naiveBackwardData(int images, float[] dOutput) {
    return NaiveConvolution.backwardData(geometry, images, dOutput, weights);
  }

  @Override
  public double[] naiveBackwardWeights(int images, float[] input, float[] dOutput) {
    return NaiveConvolution.backwardWeights(geometry, images, input, dOutput);
  }

  @Override
  public String toString() {
    return "%s with %s kernels".formatted(geometry, kernels.name());
  }
}
