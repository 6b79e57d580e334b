package io.crema.nn.layer;

import io.crema.core.kernel.Window;
import io.crema.core.tensor.Shape;

/**
 * Keeps the mean under each window, over the pixels that are in the image: padding does not count
 * unless {@link #countingPadding()} says so.
 *
 * <pre>{@code
 * input  [N, H, W, C]
 * output [N, outH, outW, C]
 *
 * VALID:    outH = (H - height) / strideHeight + 1
 * SAME:     outH = (H + strideHeight - 1) / strideHeight
 * explicit: outH = (top + H + bottom - height) / strideHeight + 1
 * }</pre>
 *
 * @param height rows of the window, at least 1
 * @param width columns of the window, at least 1
 * @param strideHeight rows from one window to the next, at least 1
 * @param strideWidth columns from one window to the next, at least 1
 * @param padding what happens at the border; explicit rows and columns are fewer than the window's
 * @param countsPadding whether padded pixels count, as zeros
 */
public record AveragePool2D(
    int height,
    int width,
    int strideHeight,
    int strideWidth,
    Padding padding,
    boolean countsPadding)
    implements Layer {

  static final String TYPE = "average_pool2d";

  /**
   * Creates a pooling layer.
   *
   * @param height rows of the window, at least 1
   * @param width columns of the window, at least 1
   * @param strideHeight rows from one window to the next, at least 1
   * @param strideWidth columns from one window to the next, at least 1
   * @param padding what happens at the border; explicit rows and columns are fewer than the
   *     window's
   * @param countsPadding whether padded pixels count, as zeros
   * @throws IllegalArgumentException if a number is out of range
   */
  public AveragePool2D {
    Inputs.requireAtLeast("AveragePool2D", "height", 1, height);
    Inputs.requireAtLeast("AveragePool2D", "width", 1, width);
    Inputs.requireAtLeast("AveragePool2D", "strideHeight", 1, strideHeight);
    Inputs.requireAtLeast("AveragePool2D", "strideWidth", 1, strideWidth);
    Inputs.requirePaddingBelow("AveragePool2D", height, padding.top(), padding.bottom());
    Inputs.requirePaddingBelow("AveragePool2D", width, padding.left(), padding.right());
  }

  /**
   * A pooling layer in which padding does not count.
   *
   * @param height rows of the window
   * @param width columns of the window
   * @param strideHeight rows from one window to the next
   * @param strideWidth columns from one window to the next
   * @param padding what happens at the border; explicit rows and columns are fewer than the
   *     window's
   */
  public AveragePool2D(int height, int width, int strideHeight, int strideWidth, Padding padding) {
    this(height, width, strideHeight, strideWidth, padding, false);
  }

  /**
   * A square window that steps by its own size and stays inside the image.
   *
   * @param size rows and columns of the window
   */
  public AveragePool2D(int size) {
    this(size, size);
  }

  /**
   * A window that steps by its own size and stays inside the image.
   *
   * @param height rows of the window
   * @param width columns of the window
   */
  public AveragePool2D(int height, int width) {
    this(height, width, height, width, Padding.VALID, false);
  }

  /** {@return this with SAME padding} */
  public AveragePool2D same() {
    return new AveragePool2D(height, width, strideHeight, strideWidth, Padding.SAME, countsPadding);
  }

  /**
   * {@return this with another padding}
   *
   * @param other what happens at the border
   */
  public AveragePool2D padding(Padding other) {
    return new AveragePool2D(height, width, strideHeight, strideWidth, other, countsPadding);
  }

  /**
   * {@return this with another stride}
   *
   * @param stride rows and columns from one window to the next
   */
  public AveragePool2D stride(int stride) {
    return stride(stride, stride);
  }

  /**
   * {@return this with another stride}
   *
   * @param down rows from one window to the next
   * @param right columns from one window to the next
   */
  public AveragePool2D stride(int down, int right) {
    return new AveragePool2D(height, width, down, right, padding, countsPadding);
  }

  /** {@return this with means over all pixels of a window, of which those of padding are zeros} */
  public AveragePool2D countingPadding() {
    return new AveragePool2D(height, width, strideHeight, strideWidth, padding, true);
  }

  static AveragePool2D of(LayerConfig config) {
    return new AveragePool2D(
        config.integer("height"),
        config.integer("width"),
        config.integer("stride_height"),
        config.integer("stride_width"),
        Padding.of(config),
        config.flag("counts_padding", false));
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public LayerConfig config() {
    LayerConfig config =
        padding.addTo(
            LayerConfig.EMPTY
                .with("height", height)
                .with("width", width)
                .with("stride_height", strideHeight)
                .with("stride_width", strideWidth));
    return countsPadding ? config.with("counts_padding", true) : config;
  }

  private Window window(Shape input) {
    return padding.window(this, input, height, width, strideHeight, strideWidth);
  }

  @Override
  public Shape outputShape(Shape input) {
    Window window = window(input);
    return Inputs.output(this, input, window.outHeight(), window.outWidth(), input.dim(2));
  }

  @Override
  public BoundLayer bind(Shape input, WeightFactory factory) {
    return new BoundAveragePool(window(input), countsPadding, input.dim(2));
  }

  @Override
  public String toString() {
    return new Description("AveragePool2D")
        .with(height + "x" + width)
        .stride(strideHeight, strideWidth, height, width)
        .padding(padding)
        .withIf(countsPadding, "counting padding")
        .toString();
  }
}
