package io.crema.nn.layer;

import io.crema.core.kernel.Kernels;
import io.crema.core.kernel.Window;
import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.compute.Fusible;
import io.crema.nn.compute.Fusion;
import io.crema.nn.compute.Pooling2x2;
import java.util.Set;

/**
 * Keeps the largest value under each window; padding never wins. All of the gradient goes to the
 * first largest value of a window, row by row.
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
   * @param padding what happens at the border
   * @throws IllegalArgumentException if one is below 1
   */
  public MaxPool2D {
    Inputs.requireAtLeast("MaxPool2D", "height", 1, height);
    Inputs.requireAtLeast("MaxPool2D", "width", 1, width);
    Inputs.requireAtLeast("MaxPool2D", "strideHeight", 1, strideHeight);
    Inputs.requireAtLeast("MaxPool2D", "strideWidth", 1, strideWidth);
  }

  /**
   * A square window that steps by its own size and stays inside the image.
   *
   * @param size rows and columns of the window
   */
  public MaxPool2D(int size) {
    this(size, size, size, size, Padding.VALID);
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
    return Shape.of(window.outHeight(), window.outWidth(), input.dim(2));
  }

  @Override
  public BoundLayer bind(Shape input, WeightFactory factory) {
    return new Bound(window(input), input.dim(2));
  }

  @Override
  public String toString() {
    return new Description("MaxPool2D")
        .with("%dx%d".formatted(height, width))
        .stride(strideHeight, strideWidth, height, width)
        .padding(padding)
        .toString();
  }

  private record Bound(Window window, int channels) implements BoundLayer, Fusible, Pooling2x2 {

    @Override
    public void forward(Tensor input, Tensor output, Pass pass) {
      Kernels.lookup()
          .maxPoolForward(window, channels, input.shape().dim(0), input.array(), output.array());
    }

    @Override
    public void backward(Tensor input, Tensor output, Tensor dOutput, Tensor dInput, Pass pass) {
      if (!pass.needsInputGradient()) {
        return;
      }
      Kernels.lookup()
          .maxPoolBackward(
              window,
              channels,
              input.shape().dim(0),
              input.array(),
              output.array(),
              dOutput.array(),
              ThreadPass.control(pass).inputRectified(),
              dInput.array(),
              ThreadPass.control(pass).scratch());
    }

    @Override
    public boolean poolsBy2x2() {
      return window.isQuartering();
    }

    @Override
    public Set<Fusion> fusions() {
      return Set.of(Fusion.MASK);
    }
  }
}
