package io.crema.nn.layer;

import io.crema.core.kernel.ElementFunction.ExponentialLinear;
import io.crema.core.tensor.Shape;

/**
 * The exponential linear unit: {@code x >= 0 ? x : alpha * (exp(x) - 1)} (Clevert et al. 2016).
 *
 * <p>Takes any shape and keeps it. The derivative below and at zero is {@code output + alpha}. The
 * error is at most 3 units in the last place, that of the derivative at most {@code alpha * 2^-22}.
 *
 * @param alpha depth below zero: from 0, finite
 */
public record ELU(double alpha) implements Layer {

  /** Default of {@link #alpha}: {@value}. */
  public static final double ALPHA = 1;

  static final String TYPE = "elu";

  /**
   * Checks the depth.
   *
   * @param alpha depth below zero: from 0, finite
   * @throws IllegalArgumentException if it is not from 0 or no finite float
   */
  public ELU {
    Inputs.requireFloat("ELU", "alpha", 0, alpha);
  }

  /** Creates an ELU with alpha {@value #ALPHA}. */
  public ELU() {
    this(ALPHA);
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public LayerConfig config() {
    return LayerConfig.EMPTY.with("alpha", alpha);
  }

  @Override
  public Shape outputShape(Shape input) {
    return input;
  }

  @Override
  public BoundLayer bind(Shape input, WeightFactory factory) {
    return new ElementActivation(new ExponentialLinear((float) alpha, 1f));
  }

  @Override
  public String toString() {
    return new Description("ELU").withIf(alpha != ALPHA, "alpha " + alpha).toString();
  }
}
