package io.crema.nn.layer;

import io.crema.core.kernel.DepthwiseGeometry;
import io.crema.core.kernel.Window;
import io.crema.core.tensor.Shape;
import io.crema.nn.init.Initializer;

/**
 * A two-dimensional convolution in which each channel has one kernel of its own, or several, and
 * sees no other channel. With a {@link Conv2D} of 1x1 after it, which mixes the channels, it takes
 * the place of a convolution at a fraction of the operations (Howard et al., "MobileNets", 2017).
 *
 * <pre>{@code
 * input  [N, H, W, C]
 * output [N, outH, outW, C * multiplier]
 * weights [kernelHeight, kernelWidth, C * multiplier], bias [C * multiplier]
 * }</pre>
 *
 * <p>{@link Kernel2D} says what outH and outW are. The outputs of a channel follow each other.
 *
 * @param kernel how the kernel steps over the image
 * @param multiplier channels of the output for each of the input, at least 1
 * @param initializer distribution of the initial weights; the bias begins at zero
 * @param bias whether there is a bias
 */
public record DepthwiseConv2D(
    Kernel2D kernel, int multiplier, Initializer initializer, boolean bias) implements Layer {

  static final String TYPE = "depthwise_conv2d";

  /**
   * Creates a depthwise convolution.
   *
   * @param kernel how the kernel steps over the image
   * @param multiplier channels of the output for each of the input, at least 1
   * @param initializer distribution of the initial weights; the bias begins at zero
   * @param bias whether there is a bias
   * @throws IllegalArgumentException if the multiplier is below 1
   */
  public DepthwiseConv2D {
    Inputs.requireAtLeast("DepthwiseConv2D", "multiplier", 1, multiplier);
  }

  /**
   * A convolution with one kernel for each channel and weights of {@link Initializer#HE_NORMAL}.
   *
   * @param kernel how the kernel steps over the image
   */
  public DepthwiseConv2D(Kernel2D kernel) {
    this(kernel, 1, Initializer.HE_NORMAL, true);
  }

  /**
   * A convolution with one square kernel for each channel, stride 1, VALID padding and weights of
   * {@link Initializer#HE_NORMAL}.
   *
   * @param kernelSize rows and columns of the kernel
   */
  public DepthwiseConv2D(int kernelSize) {
    this(Kernel2D.of(kernelSize));
  }

  private DepthwiseConv2D with(Kernel2D other) {
    return new DepthwiseConv2D(other, multiplier, initializer, bias);
  }

  /** {@return this with SAME padding} */
  public DepthwiseConv2D same() {
    return with(kernel.same());
  }

  /**
   * {@return this with another padding}
   *
   * @param padding what happens at the border
   */
  public DepthwiseConv2D padding(Padding padding) {
    return with(kernel.padding(padding));
  }

  /**
   * {@return this with another stride}
   *
   * @param stride rows and columns from one output to the next
   */
  public DepthwiseConv2D stride(int stride) {
    return with(kernel.stride(stride));
  }

  /**
   * {@return this with the pixels of its kernel further apart}
   *
   * @param dilation image rows and columns from one pixel of the kernel to the next
   */
  public DepthwiseConv2D dilation(int dilation) {
    return with(kernel.dilation(dilation));
  }

  /**
   * {@return this with more or fewer outputs of each channel}
   *
   * @param outputs channels of the output for each of the input, at least 1
   */
  public DepthwiseConv2D multiplier(int outputs) {
    return new DepthwiseConv2D(kernel, outputs, initializer, bias);
  }

  /**
   * {@return this with other initial weights}
   *
   * @param other distribution of the initial weights
   */
  public DepthwiseConv2D initializer(Initializer other) {
    return new DepthwiseConv2D(kernel, multiplier, other, bias);
  }

  /** {@return this with a bias, which is the default} */
  public DepthwiseConv2D withBias() {
    return new DepthwiseConv2D(kernel, multiplier, initializer, true);
  }

  /** {@return this without a bias, as before a {@link BatchNorm}} */
  public DepthwiseConv2D withoutBias() {
    return new DepthwiseConv2D(kernel, multiplier, initializer, false);
  }

  static DepthwiseConv2D of(LayerConfig config) {
    return new DepthwiseConv2D(
        Kernel2D.of(config),
        config.integer("multiplier", 1),
        config.constant("initializer", Initializer.class),
        config.flag("bias", true));
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public LayerConfig config() {
    LayerConfig config = kernel.addTo(LayerConfig.EMPTY);
    if (multiplier != 1) {
      config = config.with("multiplier", multiplier);
    }
    return config.with("initializer", LayerConfig.nameOf(initializer)).with("bias", bias);
  }

  @Override
  public Shape outputShape(Shape input) {
    Window window = kernel.window(this, input);
    long channels = (long) input.dim(2) * multiplier;
    return Inputs.output(this, input, window.outHeight(), window.outWidth(), channels);
  }

  @Override
  public long flops(Shape input) {
    return 2 * kernel.pixels() * outputShape(input).size();
  }

  @Override
  public BoundLayer bind(Shape input, WeightFactory factory) {
    int channels = input.dim(2) * multiplier;
    int pixels = kernel.height() * kernel.width();
    Shape shape = Shape.of(kernel.height(), kernel.width(), channels);
    return new BoundDepthwise(
        new DepthwiseGeometry(kernel.window(this, input), input.dim(2), multiplier),
        factory.weights("weights", shape, initializer, pixels, pixels * multiplier),
        bias ? factory.bias("bias", Shape.of(channels)) : null);
  }

  @Override
  public String toString() {
    return kernel
        .addTo(new Description("DepthwiseConv2D"))
        .withIf(multiplier != 1, "multiplier " + multiplier)
        .initializer(initializer)
        .bias(bias)
        .toString();
  }
}
