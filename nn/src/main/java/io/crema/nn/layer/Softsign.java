package io.crema.nn.layer;

import io.crema.core.kernel.ElementFunction.Curve;
import io.crema.core.tensor.Shape;

/**
 * {@code x / (1 + |x|)}, from -1 to 1.
 *
 * <p>Takes any shape and keeps it. The error is at most 2 units in the last place, that of the
 * derivative at most 4.
 */
public record Softsign() implements Layer {

  static final String TYPE = "softsign";

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
    return new ElementActivation(Curve.SOFTSIGN);
  }

  @Override
  public String toString() {
    return "Softsign";
  }
}
