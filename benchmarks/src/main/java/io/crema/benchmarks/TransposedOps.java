package io.crema.benchmarks;

import io.crema.core.kernel.Scratch;

/**
 * A transposed convolution: another convolution whose input and output change places.
 *
 * @param of the other convolution
 */
record TransposedOps(ConvOps of) implements ConvOps {

  @Override
  public int inSize() {
    return of.outSize();
  }

  @Override
  public int outSize() {
    return of.inSize();
  }

  @Override
  public int weights() {
    return of.weights();
  }

  @Override
  public long flops() {
    return of.flops();
  }

  @Override
  public void forward(int images, float[] input, float[] output, Scratch scratch) {
    of.backwardData(images, input, output, scratch);
  }

  @Override
  public void backwardData(int images, float[] dOutput, float[] dInput, Scratch scratch) {
    of.forward(images, dOutput, dInput, scratch);
  }

  @Override
  public void backwardWeights(
      int images, float[] input, float[] dOutput, float[] dWeights, Scratch scratch) {
    of.backwardWeights(images, dOutput, input, dWeights, scratch);
  }

  @Override
  public double[] naiveForward(int images, float[] input) {
    return of.naiveBackwardData(images, input);
  }

  @Override
  public double[] naiveBackwardData(int images, float[] dOutput) {
    return of.naiveForward(images, dOutput);
  }

  @Override
  public double[] naiveBackwardWeights(int images, float[] input, float[] dOutput) {
    return of.naiveBackwardWeights(images, dOutput, input);
  }

  @Override
  public String toString() {
    return "transposed " + of;
  }
}
