package io.crema.nn.layer;

import io.crema.core.kernel.ElementFunction.Rectifier;
import io.crema.core.tensor.Shape;

/**
 * The rectifier. {@code new ReLU()} is {@code max(x, 0)}; with a maximum, a slope and a threshold
 * it is {@code min(x > threshold ? x : negativeSlope * (x - threshold), maximum)}. ReLU6 of
 * MobileNet is {@code new ReLU().maximum(6)}.
 *
 * <p>Takes any shape and keeps it. The derivative at the threshold is the slope, at the maximum 0.
 * Only {@code new ReLU()} is fused with the layer before it.
 *
 * @param maximum the largest output, above the threshold, or infinity for none
 * @param negativeSlope slope up to the threshold: from 0, finite
 * @param threshold from 0, finite
 */
public record ReLU(double maximum, double negativeSlope, double threshold) implements Layer {

  static final String TYPE = "relu";

  /**
   * Checks the numbers.
   *
   * @param maximum the largest output, above the threshold, or infinity for none
   * @param negativeSlope slope up to the threshold: from 0, finite
   * @param threshold from 0, finite
   * @throws IllegalArgumentException if one is out of range
   */
  public ReLU {
    Inputs.requireFloat("ReLU", "negativeSlope", 0, negativeSlope);
    Inputs.requireFloat("ReLU", "threshold", 0, threshold);
    if (!((float) maximum > (float) threshold)) {
      throw new IllegalArgumentException(
          "ReLU: expected a maximum above the threshold %s, got %s".formatted(threshold, maximum));
    }
  }

  /** Creates {@code max(x, 0)}. */
  public ReLU() {
    this(Double.POSITIVE_INFINITY, 0, 0);
  }

  /**
   * {@return this with a largest output}
   *
   * @param value above the threshold, or infinity for none
   */
  public ReLU maximum(double value) {
    return new ReLU(value, negativeSlope, threshold);
  }

  /**
   * {@return this with another slope up to the threshold}
   *
   * @param slope from 0, finite
   */
  public ReLU negativeSlope(double slope) {
    return new ReLU(maximum, slope, threshold);
  }

  /**
   * {@return this with another threshold}
   *
   * @param value from 0, finite
   */
  public ReLU threshold(double value) {
    return new ReLU(maximum, negativeSlope, value);
  }

  static ReLU of(LayerConfig config) {
    return new ReLU(
        config.number("maximum", Double.POSITIVE_INFINITY),
        config.number("negative_slope", 0),
        config.number("threshold", 0));
  }

  /** {@return whether this is {@code max(x, 0)}} */
  public boolean isPlain() {
    return !hasMaximum() && negativeSlope == 0 && threshold == 0;
  }

  private boolean hasMaximum() {
    return maximum != Double.POSITIVE_INFINITY;
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public LayerConfig config() {
    LayerConfig config = LayerConfig.EMPTY;
    config = hasMaximum() ? config.with("maximum", maximum) : config;
    config = negativeSlope != 0 ? config.with("negative_slope", negativeSlope) : config;
    return threshold != 0 ? config.with("threshold", threshold) : config;
  }

  @Override
  public Shape outputShape(Shape input) {
    return input;
  }

  @Override
  public BoundLayer bind(Shape input, WeightFactory factory) {
    return new ElementActivation(
        new Rectifier((float) negativeSlope, (float) threshold, (float) maximum));
  }

  @Override
  public String toString() {
    return new Description("ReLU")
        .withIf(hasMaximum(), "maximum " + maximum)
        .withIf(negativeSlope != 0, "negative slope " + negativeSlope)
        .withIf(threshold != 0, "threshold " + threshold)
        .toString();
  }
}
