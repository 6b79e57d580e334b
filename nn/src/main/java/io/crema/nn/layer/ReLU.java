package io.crema.nn.layer;

import io.crema.core.kernel.Kernels;
import io.crema.core.tensor.Shape;

/** The rectifier {@code max(0, x)}; its derivative at 0 is taken as 0. */
public record ReLU() implements Layer {

  static final String TYPE = "relu";

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public Shape outputShape(Shape input) {
    return input;
  }

  @Override
  public BoundLayer bind(Shape input, WeightFactory factory) {
    return new Activation() {
      @Override
      void forward(int n, float[] input, float[] output) {
        Kernels.lookup().reluForward(n, 0f, input, output);
      }

      @Override
      void backward(int n, float[] output, float[] dOutput, float[] dInput) {
        Kernels.lookup().reluBackward(n, 0f, output, dOutput, dInput);
      }
    };
  }

  @Override
  public String toString() {
    return "ReLU";
  }
}
