package io.crema.nn.layer;

import io.crema.core.tensor.Shape;

/** The mean of each channel over the whole image: {@code [N, H, W, C]} to {@code [N, C]}. */
public record GlobalAveragePool2D() implements Layer {

  static final String TYPE = "global_average_pool2d";

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public Shape outputShape(Shape input) {
    Inputs.requireImage(this, input);
    return Shape.of(input.dim(2));
  }

  @Override
  public BoundLayer bind(Shape input, WeightFactory factory) {
    return new BoundAveragePool(Inputs.whole(input), false, input.dim(2));
  }

  @Override
  public String toString() {
    return "GlobalAveragePool2D";
  }
}
