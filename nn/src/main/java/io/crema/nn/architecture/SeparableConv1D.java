package io.crema.nn.architecture;

import io.crema.nn.graph.Block;
import io.crema.nn.graph.Node;
import io.crema.nn.init.Initializer;
import io.crema.nn.layer.Conv1D;
import io.crema.nn.layer.DepthwiseConv1D;

/**
 * A depthwise separable convolution: a convolution of each channel alone, then one of single steps
 * over all channels (Chollet, "Xception: Deep Learning with Depthwise Separable Convolutions",
 * 2017). There is one bias, at the end.
 *
 * <pre>{@code
 * input  [N, L, C]
 * output [N, outL, filters]
 *
 * output = pointwise(depthwise(input))
 * }</pre>
 *
 * <p>Stride, padding and the other settings of the window are those of the depthwise convolution:
 *
 * <pre>{@code
 * new SeparableConv1D(64, 3).same().stride(2)
 * new SeparableConv1D(new DepthwiseConv1D(3).dilation(2).withoutBias(), new Conv1D(64, 1))
 * }</pre>
 *
 * @param depthwise the first convolution
 * @param pointwise the second convolution, of one step with stride 1
 */
public record SeparableConv1D(DepthwiseConv1D depthwise, Conv1D pointwise) implements Block {

  /**
   * Creates the block.
   *
   * @param depthwise the first convolution
   * @param pointwise the second convolution, of one step with stride 1
   * @throws IllegalArgumentException if the second convolution has another kernel, stride or
   *     padding
   */
  public SeparableConv1D {
    Conv1D plain = new Conv1D(pointwise.filters(), 1).initializer(pointwise.initializer());
    if (!pointwise.withBias().equals(plain)) {
      throw new IllegalArgumentException(
          "SeparableConv1D: expected a second convolution of 1 step with stride 1 and VALID padding, got "
              + pointwise);
    }
  }

  /**
   * Creates the block with stride 1 and VALID padding.
   *
   * @param filters channels of the output
   * @param kernelSize steps of the depthwise kernel
   */
  public SeparableConv1D(int filters, int kernelSize) {
    this(new DepthwiseConv1D(kernelSize).withoutBias(), new Conv1D(filters, 1));
  }

  /** {@return this with SAME padding} */
  public SeparableConv1D same() {
    return new SeparableConv1D(depthwise.same(), pointwise);
  }

  /**
   * {@return this with another stride}
   *
   * @param stride steps from one output to the next
   */
  public SeparableConv1D stride(int stride) {
    return new SeparableConv1D(depthwise.stride(stride), pointwise);
  }

  /**
   * {@return this with several outputs of the depthwise convolution for each channel}
   *
   * @param outputs outputs for each channel, at least 1
   */
  public SeparableConv1D multiplier(int outputs) {
    return new SeparableConv1D(depthwise.multiplier(outputs), pointwise);
  }

  /**
   * {@return this with other initial weights}
   *
   * @param other distribution of the initial weights of both convolutions
   */
  public SeparableConv1D initializer(Initializer other) {
    return new SeparableConv1D(depthwise.initializer(other), pointwise.initializer(other));
  }

  /** {@return this without a bias, as before a {@link io.crema.nn.layer.BatchNorm}} */
  public SeparableConv1D withoutBias() {
    return new SeparableConv1D(depthwise.withoutBias(), pointwise.withoutBias());
  }

  @Override
  public Node expand(Node input) {
    return input.then(depthwise).then(pointwise);
  }

  @Override
  public String toString() {
    return "SeparableConv1D(%s, %s)".formatted(depthwise, pointwise);
  }
}
