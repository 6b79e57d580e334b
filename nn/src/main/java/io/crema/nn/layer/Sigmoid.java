package io.crema.nn.layer;

import io.crema.core.kernel.Kernels;
import io.crema.core.tensor.Shape;

/** The logistic function {@code 1 / (1 + exp(-x))}. */
public record Sigmoid() implements Layer {

  static final String TYPE = "sigmoid";

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public Shape outputShape(Shape input) {
    return input;
  }

  @Override
  public OutputKind outputKind() {
    return OutputKind.PROBABILITIES;
  }

  @Override
  public BoundLayer bind(Shape input, WeightFactory factory) {
    return new Activation() {
      @Override
      void forward(int n, float[] input, float[] output) {
        Kernels.lookup().sigmoidForward(n, input, output);
      }

      @Override
      void backward(int n, float[] output, float[] dOutput, float[] dInput) {
        Kernels.lookup().sigmoidBackward(n, output, dOutput, dInput);
      }
    };
  }

  @Override
  public String toString() {
    return "Sigmoid";
  }
}
