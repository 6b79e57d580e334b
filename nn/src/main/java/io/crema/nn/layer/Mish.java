package io.crema.nn.layer;

import io.crema.core.kernel.ElementFunction.Curve;
import io.crema.core.tensor.Shape;

/**
 * {@code x * tanh(log(1 + exp(x)))} (Misra 2020).
 *
 * <p>Takes any shape and keeps it. The error is at most 5 units in the last place or 2^-142, that
 * of the derivative at most 2^-21.
 */
public record Mish() implements Layer {

  static final String TYPE = "mish";

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
    return new ElementActivation(Curve.MISH);
  }

  @Override
  public String toString() {
    return "Mish";
  }
}
