package io.crema.nn.layer;

import io.crema.core.kernel.Axis;
import io.crema.core.kernel.Window;
import io.crema.core.tensor.Shape;

/**
 * How the kernel of a convolution steps over a sequence. Immutable.
 *
 * <pre>{@code
 * extent = (size - 1) * dilation + 1
 *
 * VALID:        outL = (L - extent) / stride + 1
 * SAME, CAUSAL: outL = (L + stride - 1) / stride
 * explicit:     outL = (before + L + after - extent) / stride + 1
 * }</pre>
 *
 * @param size steps of the kernel, at least 1
 * @param stride steps from one output to the next, at least 1
 * @param dilation steps of the sequence from one step of the kernel to the next, at least 1
 * @param padding what happens at the ends
 */
public record Kernel1D(int size, int stride, int dilation, Padding1D padding) {

  /** A window over the one row of a sequence that is taken for an image. */
  private static final Axis ONE_ROW = Axis.valid(1, 1, 1, 1);

  /**
   * Checks the sizes.
   *
   * @param size steps of the kernel, at least 1
   * @param stride steps from one output to the next, at least 1
   * @param dilation steps of the sequence from one step of the kernel to the next, at least 1
   * @param padding what happens at the ends
   * @throws IllegalArgumentException if a number is below 1
   */
  public Kernel1D {
    Inputs.requireAtLeast("kernel", "size", 1, size);
    Inputs.requireAtLeast("kernel", "stride", 1, stride);
    Inputs.requireAtLeast("kernel", "dilation", 1, dilation);
  }

  /**
   * {@return a kernel of stride 1 that stays inside the sequence}
   *
   * @param size steps of the kernel, at least 1
   */
  public static Kernel1D of(int size) {
    return new Kernel1D(size, 1, 1, Padding1D.VALID);
  }

  /**
   * {@return this with another stride}
   *
   * @param other steps from one output to the next, at least 1
   */
  public Kernel1D stride(int other) {
    return new Kernel1D(size, other, dilation, padding);
  }

  /**
   * {@return this with its steps further apart}
   *
   * @param other steps of the sequence from one step of the kernel to the next, at least 1
   */
  public Kernel1D dilation(int other) {
    return new Kernel1D(size, stride, other, padding);
  }

  /**
   * {@return this with another padding}
   *
   * @param other what happens at the ends
   */
  public Kernel1D padding(Padding1D other) {
    return new Kernel1D(size, stride, dilation, other);
  }

  static Kernel1D of(LayerConfig config) {
    return new Kernel1D(
        config.integer("kernel_size"),
        config.integer("stride"),
        config.integer("dilation", 1),
        Padding1D.of(config));
  }

  /** A layer's hyper-parameters and this. */
  LayerConfig addTo(LayerConfig config) {
    LayerConfig sizes = config.with("kernel_size", size).with("stride", stride);
    return padding.addTo(dilation == 1 ? sizes : sizes.with("dilation", dilation));
  }

  /** A layer's text and what of this differs from the defaults. */
  Description addTo(Description description) {
    return description
        .with(size)
        .withIf(stride != 1, "stride " + stride)
        .withIf(dilation != 1, "dilation " + dilation)
        .padding(padding);
  }

  /**
   * The window over the image {@code [1, L, C]} of the same values as a sequence {@code [L, C]},
   * refused in the name of a layer.
   */
  Window window(Layer layer, Shape input) {
    Inputs.requireSequence(layer, input);
    try {
      return new Window(ONE_ROW, padding.axis(input.dim(0), size, stride, dilation));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s: expected input [L, C] that the window fits in, got %s (length: %s)"
              .formatted(layer, input, e.getMessage()),
          e);
    }
  }
}
