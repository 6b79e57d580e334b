package io.crema.nn.layer;

import io.crema.core.kernel.ElementFunction.Curve;
import io.crema.core.tensor.Shape;

/**
 * The smooth rectifier {@code log(1 + exp(x))}.
 *
 * <p>Takes any shape and keeps it. The error is at most 2 units in the last place, that of the
 * derivative, the logistic function, at most 3.
 */
public record Softplus() implements Layer {

  static final String TYPE = "softplus";

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
    return new ElementActivation(Curve.SOFTPLUS);
  }

  @Override
  public String toString() {
    return "Softplus";
  }
}
