package io.crema.nn.layer;

import io.crema.core.kernel.ElementFunction.Curve;
import io.crema.core.tensor.Shape;

/**
 * The logistic function {@code 1 / (1 + exp(-x))}.
 *
 * <p>Takes any shape and keeps it. Computed in double and rounded: the error is at most 0.51 units
 * in the last place.
 */
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
    return new ElementActivation(Curve.SIGMOID);
  }

  @Override
  public String toString() {
    return "Sigmoid";
  }
}
