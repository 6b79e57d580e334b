package io.crema.nn.layer;

import io.crema.core.kernel.Axis;
import io.crema.core.kernel.Window;
import io.crema.core.tensor.Shape;
import java.util.function.Supplier;

/**
 * How the kernel of a convolution steps over an image. Immutable.
 *
 * <pre>{@code
 * extentH = (height - 1) * dilationHeight + 1
 *
 * VALID:    outH = (H - extentH) / strideHeight + 1
 * SAME:     outH = (H + strideHeight - 1) / strideHeight
 * explicit: outH = (top + H + bottom - extentH) / strideHeight + 1
 * }</pre>
 *
 * @param height rows of the kernel, at least 1
 * @param width columns of the kernel, at least 1
 * @param strideHeight rows from one output to the next, at least 1
 * @param strideWidth columns from one output to the next, at least 1
 * @param dilationHeight image rows from one row of the kernel to the next, at least 1
 * @param dilationWidth image columns from one column of the kernel to the next, at least 1
 * @param padding what happens at the border
 */
public record Kernel2D(
    int height,
    int width,
    int strideHeight,
    int strideWidth,
    int dilationHeight,
    int dilationWidth,
    Padding padding) {

  /**
   * Checks the sizes.
   *
   * @param height rows of the kernel, at least 1
   * @param width columns of the kernel, at least 1
   * @param strideHeight rows from one output to the next, at least 1
   * @param strideWidth columns from one output to the next, at least 1
   * @param dilationHeight image rows from one row of the kernel to the next, at least 1
   * @param dilationWidth image columns from one column of the kernel to the next, at least 1
   * @param padding what happens at the border
   * @throws IllegalArgumentException if a size is below 1
   */
  public Kernel2D {
    Inputs.requireAtLeast("kernel", "height", 1, height);
    Inputs.requireAtLeast("kernel", "width", 1, width);
    Inputs.requireAtLeast("kernel", "strideHeight", 1, strideHeight);
    Inputs.requireAtLeast("kernel", "strideWidth", 1, strideWidth);
    Inputs.requireAtLeast("kernel", "dilationHeight", 1, dilationHeight);
    Inputs.requireAtLeast("kernel", "dilationWidth", 1, dilationWidth);
  }

  /**
   * {@return a kernel of stride 1 that stays inside the image}
   *
   * @param height rows of the kernel, at least 1
   * @param width columns of the kernel, at least 1
   */
  public static Kernel2D of(int height, int width) {
    return new Kernel2D(height, width, 1, 1, 1, 1, Padding.VALID);
  }

  /**
   * {@return a square kernel of stride 1 that stays inside the image}
   *
   * @param size rows and columns of the kernel, at least 1
   */
  public static Kernel2D of(int size) {
    return of(size, size);
  }

  /**
   * {@return this with another stride}
   *
   * @param strideHeight rows from one output to the next, at least 1
   * @param strideWidth columns from one output to the next, at least 1
   */
  public Kernel2D stride(int strideHeight, int strideWidth) {
    return new Kernel2D(
        height, width, strideHeight, strideWidth, dilationHeight, dilationWidth, padding);
  }

  /**
   * {@return this with another stride on both axes}
   *
   * @param stride rows and columns from one output to the next, at least 1
   */
  public Kernel2D stride(int stride) {
    return stride(stride, stride);
  }

  /**
   * {@return this with its pixels further apart}
   *
   * @param dilationHeight image rows from one row of the kernel to the next, at least 1
   * @param dilationWidth image columns from one column of the kernel to the next, at least 1
   */
  public Kernel2D dilation(int dilationHeight, int dilationWidth) {
    return new Kernel2D(
        height, width, strideHeight, strideWidth, dilationHeight, dilationWidth, padding);
  }

  /**
   * {@return this with its pixels further apart on both axes}
   *
   * @param dilation image rows and columns from one pixel of the kernel to the next, at least 1
   */
  public Kernel2D dilation(int dilation) {
    return dilation(dilation, dilation);
  }

  /**
   * {@return this with another padding}
   *
   * @param other what happens at the border
   */
  public Kernel2D padding(Padding other) {
    return new Kernel2D(
        height, width, strideHeight, strideWidth, dilationHeight, dilationWidth, other);
  }

  /** {@return this with SAME padding} */
  public Kernel2D same() {
    return padding(Padding.SAME);
  }

  static Kernel2D of(LayerConfig config) {
    return new Kernel2D(
        config.integer("kernel_height"),
        config.integer("kernel_width"),
        config.integer("stride_height"),
        config.integer("stride_width"),
        config.integer("dilation_height", 1),
        config.integer("dilation_width", 1),
        Padding.of(config));
  }

  /** A layer's hyper-parameters and this. */
  LayerConfig addTo(LayerConfig config) {
    LayerConfig sizes =
        config
            .with("kernel_height", height)
            .with("kernel_width", width)
            .with("stride_height", strideHeight)
            .with("stride_width", strideWidth);
    if (dilationHeight != 1 || dilationWidth != 1) {
      sizes = sizes.with("dilation_height", dilationHeight).with("dilation_width", dilationWidth);
    }
    return padding.addTo(sizes);
  }

  /** A layer's text and what of this differs from the defaults. */
  Description addTo(Description description) {
    String dilation =
        dilationHeight == dilationWidth
            ? "dilation " + dilationHeight
            : "dilation " + dilationHeight + "x" + dilationWidth;
    return description
        .with(height + "x" + width)
        .stride(strideHeight, strideWidth, 1, 1)
        .withIf(dilationHeight != 1 || dilationWidth != 1, dilation)
        .padding(padding);
  }

  /** Pixels of the kernel. */
  long pixels() {
    return (long) height * width;
  }

  /** The window over an image {@code [H, W, C]}, refused in the name of a layer. */
  Window window(Layer layer, Shape input) {
    Inputs.requireImage(layer, input);
    return new Window(
        axis(layer, input, "height", () -> rows(input.dim(0))),
        axis(layer, input, "width", () -> columns(input.dim(1))));
  }

  private static Axis axis(Layer layer, Shape input, String name, Supplier<Axis> maker) {
    try {
      return maker.get();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s: expected input [H, W, C] that the window fits in, got %s (%s: %s)"
              .formatted(layer, input, name, e.getMessage()),
          e);
    }
  }

  private Axis rows(int in) {
    return padding.rows(in, height, strideHeight, dilationHeight);
  }

  private Axis columns(int in) {
    return padding.columns(in, width, strideWidth, dilationWidth);
  }

  /**
   * The window over the output of a transposed convolution that gives an image {@code [H, W, C]}.
   */
  Window transposedWindow(
      Layer layer, Shape input, int outputPaddingHeight, int outputPaddingWidth) {
    Inputs.requireImage(layer, input);
    long rows = outOf(input.dim(0), height, strideHeight, dilationHeight, outputPaddingHeight);
    long columns = outOf(input.dim(1), width, strideWidth, dilationWidth, outputPaddingWidth);
    if (!padding.equals(Padding.SAME)) {
      rows -= (long) padding.top() + padding.bottom();
      columns -= (long) padding.left() + padding.right();
    }
    if (rows < 1 || columns < 1 || rows > Shape.MAX_SIZE || columns > Shape.MAX_SIZE) {
      throw new IllegalArgumentException(
          "%s: expected input [H, W, C] that gives 1 to %d rows and columns, got %s for %d and %d"
              .formatted(layer, Shape.MAX_SIZE, input, rows, columns));
    }
    int outHeight = (int) rows;
    int outWidth = (int) columns;
    return new Window(
        axis(layer, input, "height", () -> rows(outHeight)),
        axis(layer, input, "width", () -> columns(outWidth)));
  }

  /** Rows or columns of a transposed convolution's output before explicit padding is cut off. */
  private long outOf(int in, int kernel, int stride, int dilation, int outputPadding) {
    return padding.equals(Padding.SAME)
        ? (long) in * stride
        : (in - 1L) * stride + (kernel - 1L) * dilation + 1 + outputPadding;
  }
}
