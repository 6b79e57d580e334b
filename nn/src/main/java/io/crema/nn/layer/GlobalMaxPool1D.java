package io.crema.nn.layer;

import io.crema.core.tensor.Shape;

/**
 * The largest value of each channel in the whole sequence: {@code [N, L, C]} to {@code [N, C]}. All
 * of the gradient goes to the first largest value.
 */
public record GlobalMaxPool1D() implements Layer {

  static final String TYPE = "global_max_pool1d";

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public Shape outputShape(Shape input) {
    Inputs.requireSequence(this, input);
    return Shape.of(input.dim(1));
  }

  @Override
  public BoundLayer bind(Shape input, WeightFactory factory) {
    return new BoundMaxPool(Inputs.whole(input.withBatch(1)), input.dim(1));
  }

  @Override
  public String toString() {
    return "GlobalMaxPool1D";
  }
}
