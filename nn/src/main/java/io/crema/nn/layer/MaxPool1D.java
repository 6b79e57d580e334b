package io.crema.nn.layer;

import io.crema.core.kernel.Window;
import io.crema.core.tensor.Shape;

/**
 * Keeps the largest value under each window of a sequence; padding never wins. All of the gradient
 * goes to the first largest value of a window.
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
 */
public record MaxPool1D(int size, int stride, Padding1D padding) implements Layer {

  static final String TYPE = "max_pool1d";

  /**
   * Creates a pooling layer.
   *
   * @param size steps of the window, at least 1
   * @param stride steps from one window to the next, at least 1
   * @param padding what happens at the ends; explicit steps are fewer than those of the window
   * @throws IllegalArgumentException if a number is out of range
   */
  public MaxPool1D {
    Inputs.requireAtLeast("MaxPool1D", "size", 1, size);
    Inputs.requireAtLeast("MaxPool1D", "stride", 1, stride);
    Inputs.requirePaddingBelow("MaxPool1D", size, padding.before(), padding.after());
  }

  /**
   * A window that steps by its own size and stays inside the sequence.
   *
   * @param size steps of the window
   */
  public MaxPool1D(int size) {
    this(size, size, Padding1D.VALID);
  }

  /** {@return this with SAME padding} */
  public MaxPool1D same() {
    return new MaxPool1D(size, stride, Padding1D.SAME);
  }

  /**
   * {@return this with another padding}
   *
   * @param other what happens at the ends
   */
  public MaxPool1D padding(Padding1D other) {
    return new MaxPool1D(size, stride, other);
  }

  /**
   * {@return this with another stride}
   *
   * @param other steps from one window to the next
   */
  public MaxPool1D stride(int other) {
    return new MaxPool1D(size, other, padding);
  }

  static MaxPool1D of(LayerConfig config) {
    return new MaxPool1D(config.integer("size"), config.integer("stride"), Padding1D.of(config));
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public LayerConfig config() {
    return padding.addTo(LayerConfig.EMPTY.with("size", size).with("stride", stride));
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
    return new BoundMaxPool(window(input), input.dim(1));
  }

  @Override
  public String toString() {
    return new Description("MaxPool1D")
        .with(size)
        .stride(stride, stride, size, size)
        .padding(padding)
        .toString();
  }
}
