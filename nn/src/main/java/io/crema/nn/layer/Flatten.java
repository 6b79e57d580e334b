package io.crema.nn.layer;

import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;

/**
 * Turns each image into a vector of the same values: {@code [N, H, W, C]} to {@code [N, H*W*C]}.
 */
public record Flatten() implements Layer {

  static final String TYPE = "flatten";

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public Shape outputShape(Shape input) {
    return Shape.of(input.size());
  }

  @Override
  public BoundLayer bind(Shape input, WeightFactory factory) {
    return new Bound();
  }

  @Override
  public String toString() {
    return "Flatten";
  }

  private record Bound() implements BoundLayer {

    @Override
    public void forward(Tensor input, Tensor output, Pass pass) {
      copy(input, output);
    }

    @Override
    public void backward(Tensor input, Tensor output, Tensor dOutput, Tensor dInput, Pass pass) {
      if (pass.needsInputGradient()) {
        copy(dOutput, dInput);
      }
    }

    private static void copy(Tensor from, Tensor to) {
      if (from.array() != to.array()) {
        System.arraycopy(from.array(), 0, to.array(), 0, from.size());
      }
    }

    @Override
    public Access access() {
      return Access.IN_PLACE;
    }
  }
}
