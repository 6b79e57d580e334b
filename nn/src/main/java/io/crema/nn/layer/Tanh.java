package io.crema.nn.layer;

import io.crema.core.kernel.Kernels;
import io.crema.core.tensor.Shape;

/** The hyperbolic tangent. */
public record Tanh() implements Layer {

  static final String TYPE = "tanh";

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
        Kernels.lookup().tanhForward(n, input, output);
      }

      @Override
      void backward(int n, float[] output, float[] dOutput, float[] dInput) {
        Kernels.lookup().tanhBackward(n, output, dOutput, dInput);
      }
    };
  }

  @Override
  public String toString() {
    return "Tanh";
  }
}
