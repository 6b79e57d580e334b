package io.crema.nn.layer;

import io.crema.core.kernel.DepthwiseGeometry;
import io.crema.core.tensor.Shape;
import io.crema.nn.init.Initializer;

/**
 * A convolution over a sequence in which each channel has one kernel of its own, or several, and
 * sees no other channel. It is a {@link DepthwiseConv2D} over an image of one row, without a copy.
 *
 * <pre>{@code
 * input  [N, L, C]
 * output [N, outL, C * multiplier]
 * weights [kernelSize, C * multiplier], bias [C * multiplier]
 * }</pre>
 *
 * <p>{@link Kernel1D} says what outL is. The outputs of a channel follow each other.
 *
 * @param kernel how the kernel steps over the sequence
 * @param multiplier channels of the output for each of the input, at least 1
 * @param initializer distribution of the initial weights; the bias begins at zero
 * @param bias whether there is a bias
 */
public record DepthwiseConv1D(
    Kernel1D kernel, int multiplier, Initializer initializer, boolean bias) implements Layer {

  static final String TYPE = "depthwise_conv1d";

  /**
   * Creates a depthwise convolution.
   *
   * @param kernel how the kernel steps over the sequence
   * @param multiplier channels of the output for each of the input, at least 1
   * @param initializer distribution of the initial weights; the bias begins at zero
   * @param bias whether there is a bias
   * @throws IllegalArgumentException if the multiplier is below 1
   */
  public DepthwiseConv1D {
    Inputs.requireAtLeast("DepthwiseConv1D", "multiplier", 1, multiplier);
  }

  /**
   * A convolution with one kernel for each channel, stride 1, VALID padding and weights of {@link
   * Initializer#HE_NORMAL}.
   *
   * @param kernelSize steps of the kernel
   */
  public DepthwiseConv1D(int kernelSize) {
    this(Kernel1D.of(kernelSize), 1, Initializer.HE_NORMAL, true);
  }

  private DepthwiseConv1D with(Kernel1D other) {
    return new DepthwiseConv1D(other, multiplier, initializer, bias);
  }

  /** {@return this with SAME padding} */
  public DepthwiseConv1D same() {
    return padding(Padding1D.SAME);
  }

  /** {@return this with outputs that depend on their own step and earlier ones alone} */
  public DepthwiseConv1D causal() {
    return padding(Padding1D.CAUSAL);
  }

  /**
   * {@return this with another padding}
   *
   * @param padding what happens at the ends
   */
  public DepthwiseConv1D padding(Padding1D padding) {
    return with(kernel.padding(padding));
  }

  /**
   * {@return this with another stride}
   *
   * @param stride steps from one output to the next
   */
  public DepthwiseConv1D stride(int stride) {
    return with(kernel.stride(stride));
  }

  /**
   * {@return this with the steps of its kernel further apart}
   *
   * @param dilation steps of the sequence from one step of the kernel to the next
   */
  public DepthwiseConv1D dilation(int dilation) {
    return with(kernel.dilation(dilation));
  }

  /**
   * {@return this with more or fewer outputs of each channel}
   *
   * @param outputs channels of the output for each of the input, at least 1
   */
  public DepthwiseConv1D multiplier(int outputs) {
    return new DepthwiseConv1D(kernel, outputs, initializer, bias);
  }

  /**
   * {@return this with other initial weights}
   *
   * @param other distribution of the initial weights
   */
  public DepthwiseConv1D initializer(Initializer other) {
    return new DepthwiseConv1D(kernel, multiplier, other, bias);
  }

  /** {@return this with a bias, which is the default} */
  public DepthwiseConv1D withBias() {
    return new DepthwiseConv1D(kernel, multiplier, initializer, true);
  }

  /** {@return this without a bias, as before a {@link BatchNorm}} */
  public DepthwiseConv1D withoutBias() {
    return new DepthwiseConv1D(kernel, multiplier, initializer, false);
  }

  static DepthwiseConv1D of(LayerConfig config) {
    return new DepthwiseConv1D(
        Kernel1D.of(config),
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
    int length = kernel.window(this, input).outWidth();
    return Inputs.output(this, input, length, (long) input.dim(1) * multiplier);
  }

  @Override
  public long flops(Shape input) {
    return 2L * kernel.size() * outputShape(input).size();
  }

  @Override
  public BoundLayer bind(Shape input, WeightFactory factory) {
    int channels = input.dim(1) * multiplier;
    int fanOut = kernel.size() * multiplier;
    return new BoundDepthwise(
        new DepthwiseGeometry(kernel.window(this, input), input.dim(1), multiplier),
        factory.weights(
            "weights", Shape.of(kernel.size(), channels), initializer, kernel.size(), fanOut),
        bias ? factory.bias("bias", Shape.of(channels)) : null);
  }

  @Override
  public String toString() {
    return kernel
        .addTo(new Description("DepthwiseConv1D"))
        .withIf(multiplier != 1, "multiplier " + multiplier)
        .initializer(initializer)
        .bias(bias)
        .toString();
  }
}
