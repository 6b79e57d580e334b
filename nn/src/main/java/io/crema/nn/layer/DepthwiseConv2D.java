package io.crema.nn.layer;

import io.crema.core.kernel.DepthwiseGeometry;
import io.crema.core.kernel.Kernels;
import io.crema.core.kernel.Scratch;
import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.compute.Fusible;
import io.crema.nn.compute.Fusion;
import io.crema.nn.compute.PassControl;
import io.crema.nn.init.Initializer;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A two-dimensional convolution with a bias in which each channel has one kernel of its own and
 * sees no other channel. With a {@link Conv2D} of 1x1 after it, which mixes the channels, it takes
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
 * @param initializer distribution of the initial weights; the bias begins at zero
 * @param bias whether there is a bias
 */
public record DepthwiseConv2D(
    int kernelHeight,
    int kernelWidth,
    int strideHeight,
    int strideWidth,
    Padding padding,
    Initializer initializer,
    boolean bias)
    implements Layer {

  static final String TYPE = "depthwise_conv2d";

  /**
   * Creates a depthwise convolution.
   *
   * @param kernelHeight rows of the kernel, at least 1
   * @param kernelWidth columns of the kernel, at least 1
   * @param strideHeight rows from one output to the next, at least 1
   * @param strideWidth columns from one output to the next, at least 1
   * @param padding what happens at the border
   * @param initializer distribution of the initial weights; the bias begins at zero
   * @param bias whether there is a bias
   * @throws IllegalArgumentException if a size is below 1
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
    this(kernelSize, kernelSize, 1, 1, Padding.VALID, Initializer.HE_NORMAL, true);
  }

  /** {@return this with SAME padding} */
  public DepthwiseConv2D same() {
    return new DepthwiseConv2D(
        kernelHeight, kernelWidth, strideHeight, strideWidth, Padding.SAME, initializer, bias);
  }

  /**
   * {@return this with another stride}
   *
   * @param stride rows and columns from one output to the next
   */
  public DepthwiseConv2D stride(int stride) {
    return new DepthwiseConv2D(
        kernelHeight, kernelWidth, stride, stride, padding, initializer, bias);
  }

  /**
   * {@return this with other initial weights}
   *
   * @param other distribution of the initial weights
   */
  public DepthwiseConv2D initializer(Initializer other) {
    return new DepthwiseConv2D(
        kernelHeight, kernelWidth, strideHeight, strideWidth, padding, other, bias);
  }

  /** {@return this with a bias, which is the default} */
  public DepthwiseConv2D withBias() {
    return new DepthwiseConv2D(
        kernelHeight, kernelWidth, strideHeight, strideWidth, padding, initializer, true);
  }

  /** {@return this without a bias, as before a {@link BatchNorm}} */
  public DepthwiseConv2D withoutBias() {
    return new DepthwiseConv2D(
        kernelHeight, kernelWidth, strideHeight, strideWidth, padding, initializer, false);
  }

  static DepthwiseConv2D of(LayerConfig config) {
    return new DepthwiseConv2D(
        config.integer("kernel_height"),
        config.integer("kernel_width"),
        config.integer("stride_height"),
        config.integer("stride_width"),
        config.constant("padding", Padding.class),
        config.constant("initializer", Initializer.class),
        config.flag("bias", true));
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
        .with("initializer", LayerConfig.nameOf(initializer))
        .with("bias", bias);
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
        bias ? factory.bias("bias", Shape.of(input.dim(2))) : null);
  }

  @Override
  public String toString() {
    return new Description("DepthwiseConv2D")
        .with("%dx%d".formatted(kernelHeight, kernelWidth))
        .stride(strideHeight, strideWidth, 1, 1)
        .padding(padding)
        .initializer(initializer)
        .bias(bias)
        .toString();
  }

  private record Bound(DepthwiseGeometry geometry, Parameter weights, @Nullable Parameter bias)
      implements BoundLayer, Fusible {

    @Override
    public List<Parameter> parameters() {
      return bias == null ? List.of(weights) : List.of(weights, bias);
    }

    @Override
    public Access access() {
      return Access.READS_INPUT;
    }

    @Override
    public Set<Fusion> fusions() {
      return Set.of(Fusion.RECTIFY);
    }

    @Override
    public void forward(Tensor input, Tensor output, Pass pass) {
      PassControl control = ThreadPass.control(pass);
      Kernels.lookup()
          .depthwiseForward(
              geometry,
              input.shape().dim(0),
              input.array(),
              weights.value().array(),
              bias == null ? null : bias.value().array(),
              control.rectify(),
              output.array(),
              control.scratch());
    }

    @Override
    public void backward(Tensor input, Tensor output, Tensor dOutput, Tensor dInput, Pass pass) {
      int images = input.shape().dim(0);
      Kernels kernels = Kernels.lookup();
      Scratch scratch = ThreadPass.control(pass).scratch();
      if (bias != null) {
        int rows = images * geometry.window().outPixels();
        kernels.addRows(rows, geometry.channels(), dOutput.array(), pass.gradient(bias), scratch);
      }
      kernels.depthwiseBackwardWeights(
          geometry, images, input.array(), dOutput.array(), pass.gradient(weights), scratch);
      if (pass.needsInputGradient()) {
        kernels.depthwiseBackwardData(
            geometry, images, dOutput.array(), weights.value().array(), dInput.array(), scratch);
      }
    }
  }
}
