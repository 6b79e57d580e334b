package io.crema.nn.layer;

import io.crema.core.kernel.Window;
import io.crema.core.tensor.Shape;

/**
 * Keeps the mean under each window of a sequence, over the steps that are in it: padding does not
 * count unless {@link #countingPadding()} says so.
 *
 * <pre>{@code
 * input  [N, L, C]
 * output [N, outL, C]
 *
 * VALID:        outL = (L - size) / stride + 1
 * SAME, CAUSAL: outL = (L + stride - 1) / stride
 * explicit:     outL = (before + L + after - size) / stride + 1
 * }</pre>
 *
 * @param size steps of the window, at least 1
 * @param stride steps from one window to the next, at least 1
 * @param padding what happens at the ends; explicit steps are fewer than those of the window
 * @param countsPadding whether padded steps count, as zeros
 */
public record AveragePool1D(int size, int stride, Padding1D padding, boolean countsPadding)
    implements Layer {

  static final String TYPE = "average_pool1d";

  /**
   * Creates a pooling layer.
   *
   * @param size steps of the window, at least 1
   * @param stride steps from one window to the next, at least 1
   * @param padding what happens at the ends; explicit steps are fewer than those of the window
   * @param countsPadding whether padded steps count, as zeros
   * @throws IllegalArgumentException if a number is out of range
   */
  public AveragePool1D {
    Inputs.requireAtLeast("AveragePool1D", "size", 1, size);
    Inputs.requireAtLeast("AveragePool1D", "stride", 1, stride);
    Inputs.requirePaddingBelow("AveragePool1D", size, padding.before(), padding.after());
  }

  /**
   * A window that steps by its own size and stays inside the sequence.
   *
   * @param size steps of the window
   */
  public AveragePool1D(int size) {
    this(size, size, Padding1D.VALID, false);
  }

  /** {@return this with SAME padding} */
  public AveragePool1D same() {
    return new AveragePool1D(size, stride, Padding1D.SAME, countsPadding);
  }

  /**
   * {@return this with another padding}
   *
   * @param other what happens at the ends
   */
  public AveragePool1D padding(Padding1D other) {
    return new AveragePool1D(size, stride, other, countsPadding);
  }

  /**
   * {@return this with another stride}
   *
   * @param other steps from one window to the next
   */
  public AveragePool1D stride(int other) {
    return new AveragePool1D(size, other, padding, countsPadding);
  }

  /** {@return this with means over all steps of a window, of which those of padding are zeros} */
  public AveragePool1D countingPadding() {
    return new AveragePool1D(size, stride, padding, true);
  }

  static AveragePool1D of(LayerConfig config) {
    return new AveragePool1D(
        config.integer("size"),
        config.integer("stride"),
        Padding1D.of(config),
        config.flag("counts_padding", false));
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public LayerConfig config() {
    LayerConfig config = padding.addTo(LayerConfig.EMPTY.with("size", size).with("stride", stride));
    return countsPadding ? config.with("counts_padding", true) : config;
  }

  private Window window(Shape input) {
    return new Kernel1D(size, stride, 1, padding).window(this, input);
  }

  @Override
  public Shape outputShape(Shape input) {
    return Inputs.output(this, input, window(input).outWidth(), input.dim(1));
  }

  @Override
  public BoundLayer bind(Shape input, WeightFactory weights) {
    return new BoundAveragePool(window(input), countsPadding, input.dim(1));
  }

  @Override
  public String toString() {
    return new Description("AveragePool1D")
        .with(size)
        .stride(stride, stride, size, size)
        .padding(padding)
        .withIf(countsPadding, "counting padding")
        .toString();
  }
}
