package io.crema.benchmarks;

import io.crema.core.kernel.Scratch;

/** The three computations of a kind of convolution with given weights, by kernels and naively. */
interface ConvOps {

  /** Values of one input image. */
  int inSize();

  /** Values of one output image. */
  int outSize();

  /** Number of weights. */
  int weights();

  /** Floating-point operations of one image, equal for all three computations. */
  long flops();

  /** Outputs from inputs. */
  void forward(int images, float[] input, float[] output, Scratch scratch);

  /** Input gradients from output gradients. */
  void backwardData(int images, float[] dOutput, float[] dInput, Scratch scratch);

  /** Adds weight gradients from inputs and output gradients. */
  void backwardWeights(
      int images, float[] input, float[] dOutput, float[] dWeights, Scratch scratch);

  /** As {@link #forward}, by definition in double. */
  double[] naiveForward(int images, float[] input);

  /** As {@link #backwardData}, by definition in double. */
  double[] naiveBackwardData(int images, float[] dOutput);

  /** As {@link #backwardWeights} from zero, by definition in double. */
  double[] naiveBackwardWeights(int images, float[] input, float[] dOutput);
}
