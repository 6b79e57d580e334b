package io.crema.nn.layer;

import io.crema.core.tensor.Shape;

/**
 * Takes rows and columns off the sides of an image: {@code [N, H, W, C]} to {@code [N, H - top -
 * bottom, W - left - right, C]}.
 *
 * @param top rows above, at least 0
 * @param bottom rows below, at least 0
 * @param left columns on the left, at least 0
 * @param right columns on the right, at least 0
 */
public record Cropping2D(int top, int bottom, int left, int right) implements Layer {

  static final String TYPE = "cropping2d";

  /**
   * Checks the sizes.
   *
   * @param top rows above, at least 0
   * @param bottom rows below, at least 0
   * @param left columns on the left, at least 0
   * @param right columns on the right, at least 0
   * @throws IllegalArgumentException if one is negative
   */
  public Cropping2D {
    Inputs.requireAtLeast("Cropping2D", "top", 0, top);
    Inputs.requireAtLeast("Cropping2D", "bottom", 0, bottom);
    Inputs.requireAtLeast("Cropping2D", "left", 0, left);
    Inputs.requireAtLeast("Cropping2D", "right", 0, right);
  }

  /**
   * The same on all four sides.
   *
   * @param size rows and columns on each side
   */
  public Cropping2D(int size) {
    this(size, size, size, size);
  }

  static Cropping2D of(LayerConfig config) {
    return new Cropping2D(
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
    long height = input.dim(0) - ((long) top + bottom);
    long width = input.dim(1) - ((long) left + right);
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "%s: expected input [H, W, C] of at least %dx%d pixels, got %s"
              .formatted(this, 1L + top + bottom, 1L + left + right, input));
    }
    return Shape.of((int) height, (int) width, input.dim(2));
  }

  @Override
  public BoundLayer bind(Shape input, WeightFactory factory) {
    return new BoundFrame(outputShape(input), input, top, left, true);
  }

  @Override
  public String toString() {
    return "Cropping2D(%s, %s, %s, %s)".formatted(top, bottom, left, right);
  }
}
