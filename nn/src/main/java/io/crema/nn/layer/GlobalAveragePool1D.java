package io.crema.nn.layer;

import io.crema.core.tensor.Shape;

/** The mean of each channel over the whole sequence: {@code [N, L, C]} to {@code [N, C]}. */
public record GlobalAveragePool1D() implements Layer {

  static final String TYPE = "global_average_pool1d";

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
    return new BoundAveragePool(Inputs.whole(input.withBatch(1)), false, input.dim(1));
  }

  @Override
  public String toString() {
    return "GlobalAveragePool1D";
  }
}
