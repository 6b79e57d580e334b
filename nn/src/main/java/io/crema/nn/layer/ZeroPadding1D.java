package io.crema.nn.layer;

import io.crema.core.tensor.Shape;

/**
 * Puts zeros before and after a sequence: {@code [N, L, C]} to {@code [N, before + L + after, C]}.
 *
 * @param before steps before the first, at least 0
 * @param after steps after the last, at least 0
 */
public record ZeroPadding1D(int before, int after) implements Layer {

  static final String TYPE = "zero_padding1d";

  /**
   * Checks the sizes.
   *
   * @param before steps before the first, at least 0
   * @param after steps after the last, at least 0
   * @throws IllegalArgumentException if one is negative
   */
  public ZeroPadding1D {
    Inputs.requireAtLeast("ZeroPadding1D", "before", 0, before);
    Inputs.requireAtLeast("ZeroPadding1D", "after", 0, after);
  }

  /**
   * The same padding on both sides.
   *
   * @param size steps on each side
   */
  public ZeroPadding1D(int size) {
    this(size, size);
  }

  static ZeroPadding1D of(LayerConfig config) {
    return new ZeroPadding1D(config.integer("before"), config.integer("after"));
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public LayerConfig config() {
    return LayerConfig.EMPTY.with("before", before).with("after", after);
  }

  @Override
  public Shape outputShape(Shape input) {
    Inputs.requireSequence(this, input);
    return Inputs.output(this, input, (long) before + after + input.dim(0), input.dim(1));
  }

  @Override
  public BoundLayer bind(Shape input, WeightFactory factory) {
    Shape outer = outputShape(input).withBatch(1);
    return new BoundFrame(input.withBatch(1), outer, 0, before, false);
  }

  @Override
  public String toString() {
    return "ZeroPadding1D(%s, %s)".formatted(before, after);
  }
}
