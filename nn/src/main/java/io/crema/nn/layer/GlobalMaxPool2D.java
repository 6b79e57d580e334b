package io.crema.nn.layer;

import io.crema.core.tensor.Shape;

/**
 * The largest value of each channel in the whole image: {@code [N, H, W, C]} to {@code [N, C]}. All
 * of the gradient goes to the first largest value, row by row.
 */
public record GlobalMaxPool2D() implements Layer {

  static final String TYPE = "global_max_pool2d";

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
    return new BoundMaxPool(Inputs.whole(input), input.dim(2));
  }

  @Override
  public String toString() {
    return "GlobalMaxPool2D";
  }
}
