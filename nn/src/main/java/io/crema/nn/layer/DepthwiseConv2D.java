package io.crema.nn.layer;

import io.crema.core.kernel.DepthwiseGeometry;
import io.crema.core.kernel.Kernels;
import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.init.Initializer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A two-dimensional convolution with a bias in which each channel has one kernel of its own and
 * sees no other channel. With a {@link Conv2D} of 1x1 behind it, which mixes the channels, it takes
 * the place of a convolution at a fraction of the operations (Howard et al., "MobileNets", 2017).
 *
 * <pre>{@code
 * input  [N, H, W, C]
 * output [N, outH, outW, C]
 * weights [kernelHeight, kernelWidth, C], bias [C]
 *
 * VALID: outH = (H - kernelHeight) / strideHeight + 1
 * SAME:  outH = (H + strideHeight - 1) / strideHeight
 * }</pre>
 *
 * @param kernelHeight rows of the kernel, at least 1
 * @param kernelWidth columns of the kernel, at least 1
 * @param strideHeight rows from one output to the next, at least 1
 * @param strideWidth columns from one output to the next, at least 1
 * @param padding what happens at the border
 * @param initializer how the weights begin; the bias begins at zero
 */
public record DepthwiseConv2D(
    int kernelHeight,
    int kernelWidth,
    int strideHeight,
    int strideWidth,
    Padding padding,
    Initializer initializer)
    implements Layer {

  static final String TYPE = "depthwise_conv2d";

  /**
   * Checks the sizes.
   *
   * @param kernelHeight rows of the kernel, at least 1
   * @param kernelWidth columns of the kernel, at least 1
   * @param strideHeight rows from one output to the next, at least 1
   * @param strideWidth columns from one output to the next, at least 1
   * @param padding what happens at the border
   * @param initializer how the weights begin; the bias begins at zero
   * @throws IllegalArgumentException if one is below 1
   */
  public DepthwiseConv2D {
    Inputs.requireAtLeast("DepthwiseConv2D", "kernelHeight", 1, kernelHeight);
    Inputs.requireAtLeast("DepthwiseConv2D", "kernelWidth", 1, kernelWidth);
    Inputs.requireAtLeast("DepthwiseConv2D", "strideHeight", 1, strideHeight);
    Inputs.requireAtLeast("DepthwiseConv2D", "strideWidth", 1, strideWidth);
  }

  /**
   * A convolution with a square kernel, stride 1, VALID padding and weights of {@link
   * Initializer#HE_NORMAL}.
   *
   * @param kernelSize rows and columns of the kernel
   */
  public DepthwiseConv2D(int kernelSize) {
    this(kernelSize, kernelSize, 1, 1, Padding.VALID, Initializer.HE_NORMAL);
  }

  /** {@return this with SAME padding} */
  public DepthwiseConv2D same() {
    return new DepthwiseConv2D(
        kernelHeight, kernelWidth, strideHeight, strideWidth, Padding.SAME, initializer);
  }

  /**
   * {@return this with another stride}
   *
   * @param stride rows and columns from one output to the next
   */
  public DepthwiseConv2D stride(int stride) {
    return new DepthwiseConv2D(kernelHeight, kernelWidth, stride, stride, padding, initializer);
  }

  /**
   * {@return this with weights that begin otherwise}
   *
   * @param other how the weights begin
   */
  public DepthwiseConv2D initializer(Initializer other) {
    return new DepthwiseConv2D(
        kernelHeight, kernelWidth, strideHeight, strideWidth, padding, other);
  }

  static DepthwiseConv2D of(LayerConfig config) {
    return new DepthwiseConv2D(
        config.integer("kernel_height"),
        config.integer("kernel_width"),
        config.integer("stride_height"),
        config.integer("stride_width"),
        config.constant("padding", Padding.class),
        config.constant("initializer", Initializer.class));
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public LayerConfig config() {
    return LayerConfig.EMPTY
        .with("kernel_height", kernelHeight)
        .with("kernel_width", kernelWidth)
        .with("stride_height", strideHeight)
        .with("stride_width", strideWidth)
        .with("padding", LayerConfig.nameOf(padding))
        .with("initializer", LayerConfig.nameOf(initializer));
  }

  private DepthwiseGeometry geometry(Shape input) {
    return new DepthwiseGeometry(
        padding.window(this, input, kernelHeight, kernelWidth, strideHeight, strideWidth),
        input.dim(2));
  }

  @Override
  public Shape outputShape(Shape input) {
    DepthwiseGeometry geometry = geometry(input);
    return Shape.of(geometry.window().outHeight(), geometry.window().outWidth(), input.dim(2));
  }

  @Override
  public long flops(Shape input) {
    return geometry(input).flops();
  }

  @Override
  public BoundLayer bind(Shape input, WeightFactory factory) {
    Shape shape = Shape.of(kernelHeight, kernelWidth, input.dim(2));
    int kernel = kernelHeight * kernelWidth;
    return new Bound(
        geometry(input),
        factory.weights("weights", shape, initializer, kernel, kernel),
        factory.bias("bias", Shape.of(input.dim(2))));
  }

  @Override
  public String toString() {
    return "DepthwiseConv2D(%dx%d)".formatted(kernelHeight, kernelWidth);
  }

  private record Bound(DepthwiseGeometry geometry, Parameter weights, Parameter bias)
      implements BoundLayer {

    @Override
    public List<Parameter> parameters() {
      return List.of(weights, bias);
    }

    @Override
    public boolean canFold() {
      return true;
    }

    @Override
    public void forward(Tensor input, Tensor output, Pass pass) {
      pass.kernels()
          .depthwiseForward(
              geometry,
              input.shape().dim(0),
              input.array(),
              weights.value().array(),
              bias.value().array(),
              false,
              output.array(),
              pass.scratch());
    }

    @Override
    public void backward(
        Tensor input, Tensor output, Tensor dOutput, @Nullable Tensor dInput, Pass pass) {
      int images = input.shape().dim(0);
      Kernels kernels = pass.kernels();
      int rows = images * geometry.window().outPixels();
      kernels.addRows(
          rows, geometry.channels(), dOutput.array(), pass.gradient(bias), pass.scratch());
      kernels.depthwiseBackwardWeights(
          geometry, images, input.array(), dOutput.array(), pass.gradient(weights), pass.scratch());
      if (dInput != null) {
        kernels.depthwiseBackwardData(
            geometry,
            images,
            dOutput.array(),
            weights.value().array(),
            dInput.array(),
            pass.scratch());
      }
    }

    @Override
    public boolean readsOutput() {
      return false;
    }
  }
}
