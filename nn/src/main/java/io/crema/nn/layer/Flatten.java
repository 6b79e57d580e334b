package io.crema.nn.layer;

import io.crema.core.tensor.Shape;

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
    return new BoundView();
  }

  @Override
  public String toString() {
    return "Flatten";
  }
}
