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
  public BoundLayer bind(Shape input, WeightFactory factory) {
    int classes = input.dim(0);
    return new Activation() {
      @Override
      void forward(Kernels kernels, int n, float[] input, float[] output) {
        kernels.softmaxForward(n / classes, classes, input, output);
      }

      @Override
      void backward(Kernels kernels, int n, float[] output, float[] dOutput, float[] dInput) {
        kernels.softmaxBackward(n / classes, classes, output, dOutput, dInput);
      }
    };
  }

  @Override
  public String toString() {
    return "Softmax";
  }
}
