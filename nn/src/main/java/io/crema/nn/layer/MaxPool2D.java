package io.crema.nn.layer;

import io.crema.core.kernel.Window;
import io.crema.core.tensor.Shape;

/**
 * Keeps the largest value under each window; padding never wins. All of the gradient goes to the
 * first largest value of a window, row by row.
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
 */
public record MaxPool2D(int height, int width, int strideHeight, int strideWidth, Padding padding)
    implements Layer {

  static final String TYPE = "max_pool2d";

  /**
   * Creates a pooling layer.
   *
   * @param height rows of the window, at least 1
   * @param width columns of the window, at least 1
   * @param strideHeight rows from one window to the next, at least 1
   * @param strideWidth columns from one window to the next, at least 1
   * @param padding what happens at the border; explicit rows and columns are fewer than the
   *     window's
   * @throws IllegalArgumentException if a number is out of range
   */
  public MaxPool2D {
    Inputs.requireAtLeast("MaxPool2D", "height", 1, height);
    Inputs.requireAtLeast("MaxPool2D", "width", 1, width);
    Inputs.requireAtLeast("MaxPool2D", "strideHeight", 1, strideHeight);
    Inputs.requireAtLeast("MaxPool2D", "strideWidth", 1, strideWidth);
    Inputs.requirePaddingBelow("MaxPool2D", height, padding.top(), padding.bottom());
    Inputs.requirePaddingBelow("MaxPool2D", width, padding.left(), padding.right());
  }

  /**
   * A square window that steps by its own size and stays inside the image.
   *
   * @param size rows and columns of the window
   */
  public MaxPool2D(int size) {
    this(size, size);
  }

  /**
   * A window that steps by its own size and stays inside the image.
   *
   * @param height rows of the window
   * @param width columns of the window
   */
  public MaxPool2D(int height, int width) {
    this(height, width, height, width, Padding.VALID);
  }

  /** {@return this with SAME padding} */
  public MaxPool2D same() {
    return new MaxPool2D(height, width, strideHeight, strideWidth, Padding.SAME);
  }

  /**
   * {@return this with another padding}
   *
   * @param other what happens at the border
   */
  public MaxPool2D padding(Padding other) {
    return new MaxPool2D(height, width, strideHeight, strideWidth, other);
  }

  /**
   * {@return this with another stride}
   *
   * @param stride rows and columns from one window to the next
   */
  public MaxPool2D stride(int stride) {
    return stride(stride, stride);
  }

  /**
   * {@return this with another stride}
   *
   * @param down rows from one window to the next
   * @param right columns from one window to the next
   */
  public MaxPool2D stride(int down, int right) {
    return new MaxPool2D(height, width, down, right, padding);
  }

  static MaxPool2D of(LayerConfig config) {
    return new MaxPool2D(
        config.integer("height"),
        config.integer("width"),
        config.integer("stride_height"),
        config.integer("stride_width"),
        Padding.of(config));
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public LayerConfig config() {
    return padding.addTo(
        LayerConfig.EMPTY
            .with("height", height)
            .with("width", width)
            .with("stride_height", strideHeight)
            .with("stride_width", strideWidth));
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
    return new BoundMaxPool(window(input), input.dim(2));
  }

  @Override
  public String toString() {
    return new Description("MaxPool2D")
        .with(height + "x" + width)
        .stride(strideHeight, strideWidth, height, width)
        .padding(padding)
        .toString();
  }
}
