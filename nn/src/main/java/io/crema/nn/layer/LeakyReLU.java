package io.crema.nn.layer;

import io.crema.core.kernel.ElementFunction.Rectifier;
import io.crema.core.tensor.Shape;

/**
 * The rectifier with a slope below zero: {@code x > 0 ? x : slope * x} (Maas et al. 2013).
 *
 * @param slope from 0 to below 1
 */
public record LeakyReLU(double slope) implements Layer {

  static final String TYPE = "leaky_relu";

  /**
   * Checks the slope.
   *
   * @param slope from 0 to below 1
   * @throws IllegalArgumentException if it is not from 0 to below 1
   */
  public LeakyReLU {
    Inputs.requireRange("LeakyReLU", "slope", 0, 1, slope);
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public LayerConfig config() {
    return LayerConfig.EMPTY.with("slope", slope);
  }

  @Override
  public Shape outputShape(Shape input) {
    return input;
  }

  @Override
  public BoundLayer bind(Shape input, WeightFactory factory) {
    return new ElementActivation(new Rectifier((float) slope, 0f, Float.POSITIVE_INFINITY));
  }

  @Override
  public String toString() {
    return "LeakyReLU(%s)".formatted(slope);
  }
}
