package io.crema.nn.layer;

import io.crema.core.kernel.Window;
import io.crema.core.tensor.Shape;
import io.crema.nn.init.Initializer;

/**
 * A convolution over a sequence, with a bias unless {@link #withoutBias()} leaves it out. It is a
 * {@link Conv2D} over an image of one row, without a copy.
 *
 * <pre>{@code
 * input  [N, L, inChannels]
 * output [N, outL, filters]
 * weights [kernelSize, inChannels / groups, filters], bias [filters]
 * }</pre>
 *
 * <p>{@link Kernel1D} says what outL is. In groups, the first {@code filters / groups} outputs see
 * the first {@code inChannels / groups} channels alone, and so on.
 *
 * @param filters channels of the output, at least 1; a multiple of the groups
 * @param kernel how the kernel steps over the sequence
 * @param groups groups of channels that do not see each other, at least 1
 * @param initializer distribution of the initial weights; the bias begins at zero
 * @param bias whether there is a bias
 */
public record Conv1D(
    int filters, Kernel1D kernel, int groups, Initializer initializer, boolean bias)
    implements Layer {

  static final String TYPE = "conv1d";

  /**
   * Creates a convolution.
   *
   * @param filters channels of the output, at least 1; a multiple of the groups
   * @param kernel how the kernel steps over the sequence
   * @param groups groups of channels that do not see each other, at least 1
   * @param initializer distribution of the initial weights; the bias begins at zero
   * @param bias whether there is a bias
   * @throws IllegalArgumentException if a number is below 1 or the filters make no whole groups
   */
  public Conv1D {
    Inputs.requireAtLeast("Conv1D", "filters", 1, filters);
    Inputs.requireGroups("Conv1D", "filters", filters, groups);
  }

  /**
   * A convolution with stride 1, VALID padding and weights of {@link Initializer#HE_NORMAL}.
   *
   * @param filters channels of the output
   * @param kernelSize steps of the kernel
   */
  public Conv1D(int filters, int kernelSize) {
    this(filters, Kernel1D.of(kernelSize), 1, Initializer.HE_NORMAL, true);
  }

  private Conv1D with(Kernel1D other) {
    return new Conv1D(filters, other, groups, initializer, bias);
  }

  /** {@return this with SAME padding} */
  public Conv1D same() {
    return padding(Padding1D.SAME);
  }

  /** {@return this with outputs that depend on their own step and earlier ones alone} */
  public Conv1D causal() {
    return padding(Padding1D.CAUSAL);
  }

  /**
   * {@return this with another padding}
   *
   * @param padding what happens at the ends
   */
  public Conv1D padding(Padding1D padding) {
    return with(kernel.padding(padding));
  }

  /**
   * {@return this with another stride}
   *
   * @param stride steps from one output to the next
   */
  public Conv1D stride(int stride) {
    return with(kernel.stride(stride));
  }

  /**
   * {@return this with the steps of its kernel further apart}
   *
   * @param dilation steps of the sequence from one step of the kernel to the next
   */
  public Conv1D dilation(int dilation) {
    return with(kernel.dilation(dilation));
  }

  /**
   * {@return this in groups of channels that do not see each other}
   *
   * @param number how many, at least 1; filters and input channels are multiples of it
   */
  public Conv1D groups(int number) {
    return new Conv1D(filters, kernel, number, initializer, bias);
  }

  /**
   * {@return this with other initial weights}
   *
   * @param other distribution of the initial weights
   */
  public Conv1D initializer(Initializer other) {
    return new Conv1D(filters, kernel, groups, other, bias);
  }

  /** {@return this with a bias, which is the default} */
  public Conv1D withBias() {
    return new Conv1D(filters, kernel, groups, initializer, true);
  }

  /** {@return this without a bias, as before a {@link BatchNorm}} */
  public Conv1D withoutBias() {
    return new Conv1D(filters, kernel, groups, initializer, false);
  }

  static Conv1D of(LayerConfig config) {
    return new Conv1D(
        config.integer("filters"),
        Kernel1D.of(config),
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
    return Inputs.output(this, input, window(input).outWidth(), filters);
  }

  @Override
  public long flops(Shape input) {
    return 2L * kernel.size() * (input.dim(1) / groups) * outputShape(input).size();
  }

  @Override
  public BoundLayer bind(Shape input, WeightFactory factory) {
    int inChannels = input.dim(1) / groups;
    Shape shape = Shape.of(kernel.size(), inChannels, filters);
    int fanIn = kernel.size() * inChannels;
    int fanOut = kernel.size() * (filters / groups);
    return BoundConvolution.inGroups(
        window(input),
        input.dim(1),
        groups,
        factory.weights("weights", shape, initializer, fanIn, fanOut),
        bias ? factory.bias("bias", Shape.of(filters)) : null);
  }

  @Override
  public String toString() {
    return kernel
        .addTo(new Description("Conv1D").with(filters))
        .withIf(groups != 1, groups + " groups")
        .initializer(initializer)
        .bias(bias)
        .toString();
  }
}
