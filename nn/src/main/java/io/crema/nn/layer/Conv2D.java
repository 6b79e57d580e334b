package io.crema.nn.layer;

import io.crema.core.kernel.ConvGeometry;
import io.crema.core.tensor.Shape;
import io.crema.nn.init.Initializer;

/**
 * A two-dimensional convolution, a cross-correlation as everywhere in neural networks, with a bias
 * unless {@link #withoutBias()} leaves it out.
 *
 * <pre>{@code
 * input  [N, H, W, inChannels]
 * output [N, outH, outW, filters]
 * weights [kernelHeight, kernelWidth, inChannels, filters], bias [filters]
 *
 * VALID: outH = (H - kernelHeight) / strideHeight + 1
 * SAME:  outH = (H + strideHeight - 1) / strideHeight
 * }</pre>
 *
 * @param filters channels of the output, at least 1
 * @param kernelHeight rows of the kernel, at least 1
 * @param kernelWidth columns of the kernel, at least 1
 * @param strideHeight rows from one output to the next, at least 1
 * @param strideWidth columns from one output to the next, at least 1
 * @param padding what happens at the border
 * @param initializer distribution of the initial weights; the bias begins at zero
 * @param bias whether there is a bias
 */
public record Conv2D(
    int filters,
    int kernelHeight,
    int kernelWidth,
    int strideHeight,
    int strideWidth,
    Padding padding,
    Initializer initializer,
    boolean bias)
    implements Layer {

  static final String TYPE = "conv2d";

  /**
   * Creates a convolution.
   *
   * @param filters channels of the output, at least 1
   * @param kernelHeight rows of the kernel, at least 1
   * @param kernelWidth columns of the kernel, at least 1
   * @param strideHeight rows from one output to the next, at least 1
   * @param strideWidth columns from one output to the next, at least 1
   * @param padding what happens at the border
   * @param initializer distribution of the initial weights; the bias begins at zero
   * @param bias whether there is a bias
   * @throws IllegalArgumentException if a size is below 1
   */
  public Conv2D {
    Inputs.requireAtLeast("Conv2D", "filters", 1, filters);
    Inputs.requireAtLeast("Conv2D", "kernelHeight", 1, kernelHeight);
    Inputs.requireAtLeast("Conv2D", "kernelWidth", 1, kernelWidth);
    Inputs.requireAtLeast("Conv2D", "strideHeight", 1, strideHeight);
    Inputs.requireAtLeast("Conv2D", "strideWidth", 1, strideWidth);
  }

  /**
   * A convolution with a square kernel, stride 1, VALID padding and weights of {@link
   * Initializer#HE_NORMAL}.
   *
   * @param filters channels of the output
   * @param kernelSize rows and columns of the kernel
   */
  public Conv2D(int filters, int kernelSize) {
    this(filters, kernelSize, kernelSize, 1, 1, Padding.VALID, Initializer.HE_NORMAL, true);
  }

  /** {@return this with SAME padding} */
  public Conv2D same() {
    return new Conv2D(
        filters,
        kernelHeight,
        kernelWidth,
        strideHeight,
        strideWidth,
        Padding.SAME,
        initializer,
        bias);
  }

  /**
   * {@return this with another stride}
   *
   * @param stride rows and columns from one output to the next
   */
  public Conv2D stride(int stride) {
    return new Conv2D(
        filters, kernelHeight, kernelWidth, stride, stride, padding, initializer, bias);
  }

  /**
   * {@return this with other initial weights}
   *
   * @param other distribution of the initial weights
   */
  public Conv2D initializer(Initializer other) {
    return new Conv2D(
        filters, kernelHeight, kernelWidth, strideHeight, strideWidth, padding, other, bias);
  }

  /** {@return this with a bias, which is the default} */
  public Conv2D withBias() {
    return new Conv2D(
        filters, kernelHeight, kernelWidth, strideHeight, strideWidth, padding, initializer, true);
  }

  /** {@return this without a bias, as before a {@link BatchNorm}} */
  public Conv2D withoutBias() {
    return new Conv2D(
        filters, kernelHeight, kernelWidth, strideHeight, strideWidth, padding, initializer, false);
  }

  static Conv2D of(LayerConfig config) {
    return new Conv2D(
        config.integer("filters"),
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
        .with("filters", filters)
        .with("kernel_height", kernelHeight)
        .with("kernel_width", kernelWidth)
        .with("stride_height", strideHeight)
        .with("stride_width", strideWidth)
        .with("padding", LayerConfig.nameOf(padding))
        .with("initializer", LayerConfig.nameOf(initializer))
        .with("bias", bias);
  }

  private ConvGeometry geometry(Shape input) {
    return new ConvGeometry(
        padding.window(this, input, kernelHeight, kernelWidth, strideHeight, strideWidth),
        input.dim(2),
        filters);
  }

  @Override
  public Shape outputShape(Shape input) {
    ConvGeometry geometry = geometry(input);
    return Shape.of(geometry.window().outHeight(), geometry.window().outWidth(), filters);
  }

  @Override
  public long flops(Shape input) {
    return geometry(input).flops();
  }

  @Override
  public BoundLayer bind(Shape input, WeightFactory factory) {
    Shape shape = Shape.of(kernelHeight, kernelWidth, input.dim(2), filters);
    int kernel = kernelHeight * kernelWidth;
    return new BoundConvolution(
        geometry(input),
        factory.weights("weights", shape, initializer, kernel * input.dim(2), kernel * filters),
        bias ? factory.bias("bias", Shape.of(filters)) : null);
  }

  @Override
  public String toString() {
    return new Description("Conv2D")
        .with(filters)
        .with("%dx%d".formatted(kernelHeight, kernelWidth))
        .stride(strideHeight, strideWidth, 1, 1)
        .padding(padding)
        .initializer(initializer)
        .bias(bias)
        .toString();
  }
}
