package io.crema.nn.layer;

import io.crema.core.kernel.Kernels;
import io.crema.core.kernel.Window;
import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;

/**
 * Keeps the mean under each window, over the pixels that are in the image: padding does not count.
 *
 * <pre>{@code
 * input  [N, H, W, C]
 * output [N, outH, outW, C]
 *
 * VALID: outH = (H - height) / strideHeight + 1
 * SAME:  outH = (H + strideHeight - 1) / strideHeight
 * }</pre>
 *
 * @param height rows of the window, at least 1
 * @param width columns of the window, at least 1
 * @param strideHeight rows from one window to the next, at least 1
 * @param strideWidth columns from one window to the next, at least 1
 * @param padding what happens at the border
 */
public record AveragePool2D(
    int height, int width, int strideHeight, int strideWidth, Padding padding) implements Layer {

  static final String TYPE = "average_pool2d";

  /**
   * Creates a pooling layer.
   *
   * @param height rows of the window, at least 1
   * @param width columns of the window, at least 1
   * @param strideHeight rows from one window to the next, at least 1
   * @param strideWidth columns from one window to the next, at least 1
   * @param padding what happens at the border
   * @throws IllegalArgumentException if one is below 1
   */
  public AveragePool2D {
    Inputs.requireAtLeast("AveragePool2D", "height", 1, height);
    Inputs.requireAtLeast("AveragePool2D", "width", 1, width);
    Inputs.requireAtLeast("AveragePool2D", "strideHeight", 1, strideHeight);
    Inputs.requireAtLeast("AveragePool2D", "strideWidth", 1, strideWidth);
  }

  /**
   * A square window that steps by its own size and stays inside the image.
   *
   * @param size rows and columns of the window
   */
  public AveragePool2D(int size) {
    this(size, size, size, size, Padding.VALID);
  }

  static AveragePool2D of(LayerConfig config) {
    return new AveragePool2D(
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
    return Shape.of(window.outHeight(), window.outWidth(), input.dim(2));
  }

  @Override
  public BoundLayer bind(Shape input, WeightFactory factory) {
    return new Bound(window(input), input.dim(2));
  }

  @Override
  public String toString() {
    return new Description("AveragePool2D")
        .with("%dx%d".formatted(height, width))
        .stride(strideHeight, strideWidth, height, width)
        .padding(padding)
        .toString();
  }

  private record Bound(Window window, int channels) implements BoundLayer {

    @Override
    public void forward(Tensor input, Tensor output, Pass pass) {
      Kernels.lookup()
          .averagePoolForward(
              window, channels, input.shape().dim(0), input.array(), output.array());
    }

    @Override
    public void backward(Tensor input, Tensor output, Tensor dOutput, Tensor dInput, Pass pass) {
      if (!pass.needsInputGradient()) {
        return;
      }
      Kernels.lookup()
          .averagePoolBackward(
              window, channels, input.shape().dim(0), dOutput.array(), dInput.array());
    }

    @Override
    public Access access() {
      return Access.READS_NEITHER;
    }
  }
}
