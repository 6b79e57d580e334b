package io.crema.nn.layer;

import io.crema.core.kernel.Axis;
import io.crema.core.kernel.Window;
import io.crema.core.tensor.Shape;
import java.util.List;
import java.util.Objects;

/** What happens at the border of an image when a window steps over it. Immutable. */
public final class Padding {

  /** The window stays inside: {@code out = (in - extent) / stride + 1}. */
  public static final Padding VALID = new Padding("valid", 0, 0, 0, 0);

  /**
   * Zeros around the image, so that {@code out = (in + stride - 1) / stride}; of an odd number the
   * larger half goes to the bottom and the right, as in Keras.
   */
  public static final Padding SAME = new Padding("same", 0, 0, 0, 0);

  private static final String EXPLICIT = "explicit";

  private final String name;
  private final int top;
  private final int bottom;
  private final int left;
  private final int right;

  private Padding(String name, int top, int bottom, int left, int right) {
    this.name = name;
    this.top = top;
    this.bottom = bottom;
    this.left = left;
    this.right = right;
  }

  /**
   * {@return zeros on each side, in numbers of their own}
   *
   * @param top rows above, at least 0
   * @param bottom rows below, at least 0
   * @param left columns on the left, at least 0
   * @param right columns on the right, at least 0
   * @throws IllegalArgumentException if one is negative
   */
  public static Padding of(int top, int bottom, int left, int right) {
    Inputs.requireAtLeast("padding", "top", 0, top);
    Inputs.requireAtLeast("padding", "bottom", 0, bottom);
    Inputs.requireAtLeast("padding", "left", 0, left);
    Inputs.requireAtLeast("padding", "right", 0, right);
    return top == 0 && bottom == 0 && left == 0 && right == 0
        ? VALID
        : new Padding(EXPLICIT, top, bottom, left, right);
  }

  /**
   * {@return as many zeros on all four sides, as PyTorch pads}
   *
   * @param size rows and columns on each side, at least 0
   */
  public static Padding of(int size) {
    return of(size, size, size, size);
  }

  /** The padding of a layer, as {@link #addTo} left it there. */
  static Padding of(LayerConfig config) {
    if (config.values().get("padding") instanceof List) {
      int[] sides = config.integers("padding");
      if (sides.length != 4) {
        throw new IllegalArgumentException(
            "padding: expected top, bottom, left and right, got %d numbers"
                .formatted(sides.length));
      }
      return of(sides[0], sides[1], sides[2], sides[3]);
    }
    String name = config.text("padding");
    if (name.equals(VALID.name)) {
      return VALID;
    }
    if (name.equals(SAME.name)) {
      return SAME;
    }
    throw new IllegalArgumentException(
        "padding: expected one of [valid, same] or four numbers, got " + name);
  }

  /** A layer's hyper-parameters and this. */
  LayerConfig addTo(LayerConfig config) {
    return isExplicit()
        ? config.with("padding", top, bottom, left, right)
        : config.with("padding", name);
  }

  private boolean isExplicit() {
    return name.equals(EXPLICIT);
  }

  /** {@return rows of zeros above; 0 for {@link #VALID} and {@link #SAME}} */
  public int top() {
    return top;
  }

  /** {@return rows of zeros below; 0 for {@link #VALID} and {@link #SAME}} */
  public int bottom() {
    return bottom;
  }

  /** {@return columns of zeros on the left; 0 for {@link #VALID} and {@link #SAME}} */
  public int left() {
    return left;
  }

  /** {@return columns of zeros on the right; 0 for {@link #VALID} and {@link #SAME}} */
  public int right() {
    return right;
  }

  /** How a window steps over rows. */
  Axis rows(int in, int kernel, int stride, int dilation) {
    return this.equals(SAME)
        ? Axis.same(in, kernel, stride, dilation)
        : new Axis(in, kernel, stride, dilation, top, bottom);
  }

  /** How a window steps over columns. */
  Axis columns(int in, int kernel, int stride, int dilation) {
    return this.equals(SAME)
        ? Axis.same(in, kernel, stride, dilation)
        : new Axis(in, kernel, stride, dilation, left, right);
  }

  /** The window over an image {@code [H, W, C]}, refused in the name of a layer. */
  Window window(Layer layer, Shape input, int height, int width, int strideH, int strideW) {
    return new Kernel2D(height, width, strideH, strideW, 1, 1, this).window(layer, input);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Padding that
        && name.equals(that.name)
        && top == that.top
        && bottom == that.bottom
        && left == that.left
        && right == that.right;
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, top, bottom, left, right);
  }

  /** {@return {@code valid}, {@code same} or the numbers of the sides} */
  @Override
  public String toString() {
    if (!isExplicit()) {
      return name;
    }
    boolean even = top == bottom && top == left && top == right;
    return even ? "padding " + top : "padding %s %s %s %s".formatted(top, bottom, left, right);
  }
}
