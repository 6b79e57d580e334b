package io.crema.nn.layer;

import io.crema.core.kernel.ConvGeometry;
import io.crema.core.kernel.Window;
import io.crema.core.tensor.Shape;
import io.crema.nn.init.Initializer;

/**
 * A transposed convolution: the gradient by the input of a {@link Conv2D}, taken as a layer, which
 * makes images larger where the stride is above 1. With a bias unless {@link #withoutBias()} leaves
 * it out.
 *
 * <pre>{@code
 * input  [N, H, W, inChannels]
 * output [N, outH, outW, filters]
 * weights [kernelHeight, kernelWidth, filters / groups, inChannels], bias [filters]
 *
 * SAME:  outH = H * strideHeight
 * else:  outH = (H - 1) * strideHeight + extentH - top - bottom + outputPaddingHeight
 *        extentH = (kernelHeight - 1) * dilationHeight + 1
 * }</pre>
 *
 * @param filters channels of the output, at least 1; a multiple of the groups
 * @param kernel how the kernel of the convolution whose gradient this is steps over the output
 * @param outputPaddingHeight more rows of the output, at least 0 and below the stride; 0 for SAME
 * @param outputPaddingWidth more columns of the output, at least 0 and below the stride; 0 for SAME
 * @param groups groups of channels that do not see each other, at least 1
 * @param initializer distribution of the initial weights; the bias begins at zero
 * @param bias whether there is a bias
 */
public record Conv2DTranspose(
    int filters,
    Kernel2D kernel,
    int outputPaddingHeight,
    int outputPaddingWidth,
    int groups,
    Initializer initializer,
    boolean bias)
    implements Layer {

  static final String TYPE = "conv2d_transpose";

  /**
   * Creates a transposed convolution.
   *
   * @param filters channels of the output, at least 1; a multiple of the groups
   * @param kernel how the kernel of the convolution whose gradient this is steps over the output
   * @param outputPaddingHeight more rows of the output, at least 0 and below the stride; 0 for SAME
   * @param outputPaddingWidth more columns of the output, at least 0 and below the stride; 0 for
   *     SAME
   * @param groups groups of channels that do not see each other, at least 1
   * @param initializer distribution of the initial weights; the bias begins at zero
   * @param bias whether there is a bias
   * @throws IllegalArgumentException if a number is out of range
   */
  public Conv2DTranspose {
    Inputs.requireAtLeast("Conv2DTranspose", "filters", 1, filters);
    Inputs.requireGroups("Conv2DTranspose", "filters", filters, groups);
    requireOutputPadding(kernel, "outputPaddingHeight", outputPaddingHeight, kernel.strideHeight());
    requireOutputPadding(kernel, "outputPaddingWidth", outputPaddingWidth, kernel.strideWidth());
  }

  private static void requireOutputPadding(Kernel2D kernel, String name, int value, int stride) {
    int most = kernel.padding().equals(Padding.SAME) ? 0 : stride - 1;
    if (value < 0 || value > most) {
      throw new IllegalArgumentException(
          "Conv2DTranspose: expected %s of 0 to %d (below the stride, and 0 for SAME), got %d"
              .formatted(name, most, value));
    }
  }

  /**
   * A transposed convolution without output padding and with weights of {@link
   * Initializer#HE_NORMAL}.
   *
   * @param filters channels of the output
   * @param kernel how the kernel of the convolution whose gradient this is steps over the output
   */
  public Conv2DTranspose(int filters, Kernel2D kernel) {
    this(filters, kernel, 0, 0, 1, Initializer.HE_NORMAL, true);
  }

  /**
   * A transposed convolution with a square kernel, stride 1, VALID padding and weights of {@link
   * Initializer#HE_NORMAL}.
   *
   * @param filters channels of the output
   * @param kernelSize rows and columns of the kernel
   */
  public Conv2DTranspose(int filters, int kernelSize) {
    this(filters, Kernel2D.of(kernelSize));
  }

  private Conv2DTranspose with(Kernel2D other) {
    return new Conv2DTranspose(
        filters, other, outputPaddingHeight, outputPaddingWidth, groups, initializer, bias);
  }

  private Conv2DTranspose with(Initializer weights, boolean withBias) {
    return new Conv2DTranspose(
        filters, kernel, outputPaddingHeight, outputPaddingWidth, groups, weights, withBias);
  }

  /** {@return this with SAME padding: the output is the stride times as large as the input} */
  public Conv2DTranspose same() {
    return with(kernel.same());
  }

  /**
   * {@return this with another padding, which makes the output smaller}
   *
   * @param padding what the convolution whose gradient this is has at the border
   */
  public Conv2DTranspose padding(Padding padding) {
    return with(kernel.padding(padding));
  }

  /**
   * {@return this with another stride}
   *
   * @param stride rows and columns of the output from one input to the next
   */
  public Conv2DTranspose stride(int stride) {
    return with(kernel.stride(stride));
  }

  /**
   * {@return this with the pixels of its kernel further apart}
   *
   * @param dilation rows and columns of the output from one pixel of the kernel to the next
   */
  public Conv2DTranspose dilation(int dilation) {
    return with(kernel.dilation(dilation));
  }

  /**
   * {@return this with more rows and columns of the output}
   *
   * @param size how many, at least 0 and below the stride
   */
  public Conv2DTranspose outputPadding(int size) {
    return new Conv2DTranspose(filters, kernel, size, size, groups, initializer, bias);
  }

  /**
   * {@return this in groups of channels that do not see each other}
   *
   * @param number how many, at least 1; filters and input channels are multiples of it
   */
  public Conv2DTranspose groups(int number) {
    return new Conv2DTranspose(
        filters, kernel, outputPaddingHeight, outputPaddingWidth, number, initializer, bias);
  }

  /**
   * {@return this with other initial weights}
   *
   * @param other distribution of the initial weights
   */
  public Conv2DTranspose initializer(Initializer other) {
    return with(other, bias);
  }

  /** {@return this with a bias, which is the default} */
  public Conv2DTranspose withBias() {
    return with(initializer, true);
  }

  /** {@return this without a bias, as before a {@link BatchNorm}} */
  public Conv2DTranspose withoutBias() {
    return with(initializer, false);
  }

  static Conv2DTranspose of(LayerConfig config) {
    return new Conv2DTranspose(
        config.integer("filters"),
        Kernel2D.of(config),
        config.integer("output_padding_height"),
        config.integer("output_padding_width"),
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
    LayerConfig config =
        kernel
            .addTo(LayerConfig.EMPTY.with("filters", filters))
            .with("output_padding_height", outputPaddingHeight)
            .with("output_padding_width", outputPaddingWidth);
    if (groups != 1) {
      config = config.with("groups", groups);
    }
    return config.with("initializer", LayerConfig.nameOf(initializer)).with("bias", bias);
  }

  private Window window(Shape input) {
    Window window = kernel.transposedWindow(this, input, outputPaddingHeight, outputPaddingWidth);
    Inputs.requireGroups(this, "C", input, groups);
    return window;
  }

  @Override
  public Shape outputShape(Shape input) {
    Window window = window(input);
    return Inputs.output(this, input, window.inHeight(), window.inWidth(), filters);
  }

  @Override
  public long flops(Shape input) {
    return 2 * kernel.pixels() * (filters / groups) * input.size();
  }

  @Override
  public BoundLayer bind(Shape input, WeightFactory factory) {
    int inChannels = input.dim(2);
    Shape shape = Shape.of(kernel.height(), kernel.width(), filters / groups, inChannels);
    int pixels = kernel.height() * kernel.width();
    int fanIn = pixels * (inChannels / groups);
    int fanOut = pixels * (filters / groups);
    return new BoundTransposedConvolution(
        new ConvGeometry(window(input), filters, inChannels, groups),
        factory.weights("weights", shape, initializer, fanIn, fanOut),
        bias ? factory.bias("bias", Shape.of(filters)) : null);
  }

  @Override
  public String toString() {
    String padding =
        outputPaddingHeight == outputPaddingWidth
            ? "output padding " + outputPaddingHeight
            : "output padding " + outputPaddingHeight + "x" + outputPaddingWidth;
    return kernel
        .addTo(new Description("Conv2DTranspose").with(filters))
        .withIf(outputPaddingHeight + outputPaddingWidth > 0, padding)
        .withIf(groups != 1, groups + " groups")
        .initializer(initializer)
        .bias(bias)
        .toString();
  }
}
