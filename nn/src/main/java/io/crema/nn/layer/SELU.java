package io.crema.nn.layer;

import io.crema.core.kernel.ElementFunction.ExponentialLinear;
import io.crema.core.tensor.Shape;

/**
 * The scaled exponential linear unit: {@code SCALE * (x >= 0 ? x : ALPHA * (exp(x) - 1))}
 * (Klambauer et al. 2017). It keeps activations normalized if the weights before it are drawn with
 * variance {@code 1 / fanIn}.
 *
 * <p>Takes any shape and keeps it. The error is at most 4 units in the last place, that of the
 * derivative, which is computed from the output, at most 2^-21.
 */
public record SELU() implements Layer {

  /** Depth below zero before the scale: {@value}. */
  public static final double ALPHA = 1.6732632423543772;

  /** Slope above zero: {@value}. */
  public static final double SCALE = 1.0507009873554805;

  static final String TYPE = "selu";

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
    return new ElementActivation(new ExponentialLinear((float) ALPHA, (float) SCALE));
  }

  @Override
  public String toString() {
    return "SELU";
  }
}
