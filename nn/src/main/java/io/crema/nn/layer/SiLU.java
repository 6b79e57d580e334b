package io.crema.nn.layer;

import io.crema.core.kernel.ElementFunction.Curve;
import io.crema.core.tensor.Shape;

/**
 * The sigmoid linear unit, also called swish: {@code x / (1 + exp(-x))} (Elfwing et al. 2018;
 * Ramachandran et al. 2017).
 *
 * <p>Takes any shape and keeps it. The error is at most 4 units in the last place or 2^-142, that
 * of the derivative at most 2^-22.
 */
public record SiLU() implements Layer {

  static final String TYPE = "silu";

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
    return new ElementActivation(Curve.SILU);
  }

  @Override
  public String toString() {
    return "SiLU";
  }
}
