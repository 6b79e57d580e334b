package io.crema.nn.layer;

import io.crema.core.tensor.Shape;

/**
 * Puts zeros around an image: {@code [N, H, W, C]} to {@code [N, top + H + bottom, left + W +
 * right, C]}.
 *
 * @param top rows above, at least 0
 * @param bottom rows below, at least 0
 * @param left columns on the left, at least 0
 * @param right columns on the right, at least 0
 */
public record ZeroPadding2D(int top, int bottom, int left, int right) implements Layer {

  static final String TYPE = "zero_padding2d";

  /**
   * Checks the sizes.
   *
   * @param top rows above, at least 0
   * @param bottom rows below, at least 0
   * @param left columns on the left, at least 0
   * @param right columns on the right, at least 0
   * @throws IllegalArgumentException if one is negative
   */
  public ZeroPadding2D {
    Inputs.requireAtLeast("ZeroPadding2D", "top", 0, top);
    Inputs.requireAtLeast("ZeroPadding2D", "bottom", 0, bottom);
    Inputs.requireAtLeast("ZeroPadding2D", "left", 0, left);
    Inputs.requireAtLeast("ZeroPadding2D", "right", 0, right);
  }

  /**
   * The same padding on all four sides.
   *
   * @param size rows and columns on each side
   */
  public ZeroPadding2D(int size) {
    this(size, size, size, size);
  }

  static ZeroPadding2D of(LayerConfig config) {
    return new ZeroPadding2D(
        config.integer("top"),
        config.integer("bottom"),
        config.integer("left"),
        config.integer("right"));
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public LayerConfig config() {
    return LayerConfig.EMPTY
        .with("top", top)
        .with("bottom", bottom)
        .with("left", left)
        .with("right", right);
  }

  @Override
  public Shape outputShape(Shape input) {
    Inputs.requireImage(this, input);
    long height = (long) top + bottom + input.dim(0);
    long width = (long) left + right + input.dim(1);
    return Inputs.output(this, input, height, width, input.dim(2));
  }

  @Override
  public BoundLayer bind(Shape input, WeightFactory factory) {
    return new BoundFrame(input, outputShape(input), top, left, false);
  }

  @Override
  public String toString() {
    return "ZeroPadding2D(%s, %s, %s, %s)".formatted(top, bottom, left, right);
  }
}
