package io.crema.nn.layer;

import io.crema.core.kernel.ElementFunction.Curve;
import io.crema.core.tensor.Shape;

/**
 * The Gaussian error linear unit: {@code x * P(X <= x)} for X of the standard normal distribution,
 * which is {@code x / 2 * (1 + erf(x / sqrt(2)))} (Hendrycks &amp; Gimpel 2016).
 *
 * <p>{@code new GELU().tanh()} is the approximation {@code x / 2 * (1 + tanh(sqrt(2 / pi) * (x +
 * 0.044715 x^3)))}, of which published weights often want the one or the other.
 *
 * <p>Takes any shape and keeps it. The error of the exact form is at most 10 units in the last
 * place or 2^-142, that of the approximation at most 7 or 2^-25; that of the derivatives at most
 * 2^-22.
 *
 * @param byTanh whether this is the approximation
 */
public record GELU(boolean byTanh) implements Layer {

  static final String TYPE = "gelu";

  /** Creates the exact form. */
  public GELU() {
    this(false);
  }

  /** {@return the approximation by the hyperbolic tangent} */
  public GELU tanh() {
    return new GELU(true);
  }

  static GELU of(LayerConfig config) {
    return new GELU(config.flag("tanh", false));
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public LayerConfig config() {
    return LayerConfig.EMPTY.with("tanh", byTanh);
  }

  @Override
  public Shape outputShape(Shape input) {
    return input;
  }

  @Override
  public BoundLayer bind(Shape input, WeightFactory factory) {
    return new ElementActivation(byTanh ? Curve.GELU_TANH : Curve.GELU);
  }

  @Override
  public String toString() {
    return new Description("GELU").withIf(byTanh, "tanh").toString();
  }
}
