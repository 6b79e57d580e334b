package io.crema.nn.layer;

import io.crema.core.kernel.Kernels;
import io.crema.core.tensor.Shape;

/**
 * Probabilities {@code exp(x) / sum of exp(x)} over the last axis, here the only one.
 *
 * <p>For training leave it out: {@code SoftmaxCrossEntropy} works on logits.
 */
public record Softmax() implements Layer {

  static final String TYPE = "softmax";

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public Shape outputShape(Shape input) {
    Inputs.requireVector(this, input);
    return input;
  }

  @Override
  public OutputKind outputKind() {
    return OutputKind.DISTRIBUTION;
  }

  @Override
  public BoundLayer bind(Shape input, WeightFactory factory) {
    int classes = input.dim(0);
    return new Activation() {
      @Override
      void forward(int n, float[] input, float[] output) {
        Kernels.lookup().softmaxForward(n / classes, classes, input, output);
      }

      @Override
      void backward(int n, float[] output, float[] dOutput, float[] dInput) {
        Kernels.lookup().softmaxBackward(n / classes, classes, output, dOutput, dInput);
      }
    };
  }

  @Override
  public String toString() {
    return "Softmax";
  }
}
