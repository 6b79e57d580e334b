package io.crema.nn.layer;

import io.crema.core.kernel.Window;
import io.crema.core.tensor.Shape;
import io.crema.nn.init.Initializer;

/**
 * A two-dimensional convolution, a cross-correlation as everywhere in neural networks, with a bias
 * unless {@link #withoutBias()} leaves it out.
 *
 * <pre>{@code
 * input  [N, H, W, inChannels]
 * output [N, outH, outW, filters]
 * weights [kernelHeight, kernelWidth, inChannels / groups, filters], bias [filters]
 * }</pre>
 *
 * <p>{@link Kernel2D} says what outH and outW are. In groups, the first {@code filters / groups}
 * outputs see the first {@code inChannels / groups} channels alone, and so on.
 *
 * @param filters channels of the output, at least 1; a multiple of the groups
 * @param kernel how the kernel steps over the image
 * @param groups groups of channels that do not see each other, at least 1
 * @param initializer distribution of the initial weights; the bias begins at zero
 * @param bias whether there is a bias
 */
public record Conv2D(
    int filters, Kernel2D kernel, int groups, Initializer initializer, boolean bias)
    implements Layer {

  static final String TYPE = "conv2d";

  /**
   * Creates a convolution.
   *
   * @param filters channels of the output, at least 1; a multiple of the groups
   * @param kernel how the kernel steps over the image
   * @param groups groups of channels that do not see each other, at least 1
   * @param initializer distribution of the initial weights; the bias begins at zero
   * @param bias whether there is a bias
   * @throws IllegalArgumentException if a number is below 1 or the filters make no whole groups
   */
  public Conv2D {
    Inputs.requireAtLeast("Conv2D", "filters", 1, filters);
    Inputs.requireGroups("Conv2D", "filters", filters, groups);
  }

  /**
   * A convolution with stride 1, VALID padding and weights of {@link Initializer#HE_NORMAL}.
   *
   * @param filters channels of the output
   * @param kernel how the kernel steps over the image
   */
  public Conv2D(int filters, Kernel2D kernel) {
    this(filters, kernel, 1, Initializer.HE_NORMAL, true);
  }

  /**
   * A convolution with a square kernel, stride 1, VALID padding and weights of {@link
   * Initializer#HE_NORMAL}.
   *
   * @param filters channels of the output
   * @param kernelSize rows and columns of the kernel
   */
  public Conv2D(int filters, int kernelSize) {
    this(filters, Kernel2D.of(kernelSize));
  }

  private Conv2D with(Kernel2D other) {
    return new Conv2D(filters, other, groups, initializer, bias);
  }

  /** {@return this with SAME padding} */
  public Conv2D same() {
    return with(kernel.same());
  }

  /**
   * {@return this with another padding}
   *
   * @param padding what happens at the border
   */
  public Conv2D padding(Padding padding) {
    return with(kernel.padding(padding));
  }

  /**
   * {@return this with another stride}
   *
   * @param stride rows and columns from one output to the next
   */
  public Conv2D stride(int stride) {
    return with(kernel.stride(stride));
  }

  /**
   * {@return this with the pixels of its kernel further apart}
   *
   * @param dilation image rows and columns from one pixel of the kernel to the next
   */
  public Conv2D dilation(int dilation) {
    return with(kernel.dilation(dilation));
  }

  /**
   * {@return this in groups of channels that do not see each other}
   *
   * @param number how many, at least 1; filters and input channels are multiples of it
   */
  public Conv2D groups(int number) {
    return new Conv2D(filters, kernel, number, initializer, bias);
  }

  /**
   * {@return this with other initial weights}
   *
   * @param other distribution of the initial weights
   */
  public Conv2D initializer(Initializer other) {
    return new Conv2D(filters, kernel, groups, other, bias);
  }

  /** {@return this with a bias, which is the default} */
  public Conv2D withBias() {
    return new Conv2D(filters, kernel, groups, initializer, true);
  }

  /** {@return this without a bias, as before a {@link BatchNorm}} */
  public Conv2D withoutBias() {
    return new Conv2D(filters, kernel, groups, initializer, false);
  }

  static Conv2D of(LayerConfig config) {
    return new Conv2D(
        config.integer("filters"),
        Kernel2D.of(config),
        config.integer("groups", 1),
        config.constant("initializer", Initializer.class),
        config.flag("bias", true));
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public LayerConfig config() {
    LayerConfig config = kernel.addTo(LayerConfig.EMPTY.with("filters", filters));
    if (groups != 1) {
      config = config.with("groups", groups);
    }
    return config.with("initializer", LayerConfig.nameOf(initializer)).with("bias", bias);
  }

  private Window window(Shape input) {
    Window window = kernel.window(this, input);
    Inputs.requireGroups(this, "C", input, groups);
    return window;
  }

  @Override
  public Shape outputShape(Shape input) {
    Window window = window(input);
    return Inputs.output(this, input, window.outHeight(), window.outWidth(), filters);
  }

  @Override
  public long flops(Shape input) {
    return 2 * kernel.pixels() * (input.dim(2) / groups) * outputShape(input).size();
  }

  @Override
  public BoundLayer bind(Shape input, WeightFactory factory) {
    int inChannels = input.dim(2) / groups;
    Shape shape = Shape.of(kernel.height(), kernel.width(), inChannels, filters);
    int pixels = kernel.height() * kernel.width();
    int fanIn = pixels * inChannels;
    int fanOut = pixels * (filters / groups);
    return BoundConvolution.inGroups(
        window(input),
        input.dim(2),
        groups,
        factory.weights("weights", shape, initializer, fanIn, fanOut),
        bias ? factory.bias("bias", Shape.of(filters)) : null);
  }

  @Override
  public String toString() {
    return kernel
        .addTo(new Description("Conv2D").with(filters))
        .withIf(groups != 1, groups + " groups")
        .initializer(initializer)
        .bias(bias)
        .toString();
  }
}
