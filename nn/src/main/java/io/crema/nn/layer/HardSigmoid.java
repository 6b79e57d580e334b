package io.crema.nn.layer;

import io.crema.core.kernel.ElementFunction;
import io.crema.core.tensor.Shape;

/**
 * An approximation of {@link Sigmoid} without an exponential: {@code min(max(slope * x + offset,
 * 0), 1)}.
 *
 * <p>The defaults, 1/6 and 0.5, are the {@code relu6(x + 3) / 6} of PyTorch and Keras 3. Keras 2
 * and ONNX have a slope of 0.2 unless they say otherwise: {@code new HardSigmoid(0.2, 0.5)}.
 *
 * <p>Takes any shape and keeps it. The derivative is 0 where the output is 0 or 1. Slope and offset
 * are rounded to float; with these the error is half a unit in the last place.
 *
 * @param slope above 0, finite
 * @param offset finite
 */
public record HardSigmoid(double slope, double offset) implements Layer {

  /** Default of {@link #slope}: {@value}. */
  public static final double SLOPE = 1.0 / 6;

  /** Default of {@link #offset}: {@value}. */
  public static final double OFFSET = 0.5;

  static final String TYPE = "hard_sigmoid";

  /**
   * Checks slope and offset.
   *
   * @param slope above 0, finite
   * @param offset finite
   * @throws IllegalArgumentException if one is out of range
   */
  public HardSigmoid {
    Inputs.requireFloat("HardSigmoid", "slope", Float.MIN_NORMAL, slope);
    Inputs.requireFloat("HardSigmoid", "offset", -Float.MAX_VALUE, offset);
  }

  /** Creates it with the defaults. */
  public HardSigmoid() {
    this(SLOPE, OFFSET);
  }

  static HardSigmoid of(LayerConfig config) {
    return new HardSigmoid(config.number("slope"), config.number("offset"));
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public LayerConfig config() {
    return LayerConfig.EMPTY.with("slope", slope).with("offset", offset);
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
    return new ElementActivation(new ElementFunction.HardSigmoid((float) slope, (float) offset));
  }

  @Override
  public String toString() {
    return new Description("HardSigmoid")
        .withIf(slope != SLOPE, "slope " + slope)
        .withIf(offset != OFFSET, "offset " + offset)
        .toString();
  }
}
