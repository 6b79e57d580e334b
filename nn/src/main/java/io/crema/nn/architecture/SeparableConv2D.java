package io.crema.nn.architecture;

import io.crema.nn.graph.Block;
import io.crema.nn.graph.Node;
import io.crema.nn.init.Initializer;
import io.crema.nn.layer.Conv2D;
import io.crema.nn.layer.DepthwiseConv2D;

/**
 * A depthwise separable convolution: a convolution of each channel alone, then one of 1x1 pixels
 * over all channels (Chollet, "Xception: Deep Learning with Depthwise Separable Convolutions",
 * 2017). There is one bias, at the end.
 *
 * <pre>{@code
 * input  [N, H, W, C]
 * output [N, outH, outW, filters]
 *
 * output = pointwise(depthwise(input))
 * }</pre>
 *
 * <p>Stride, padding and the other settings of the window are those of the depthwise convolution:
 *
 * <pre>{@code
 * new SeparableConv2D(64, 3).same().stride(2)
 * new SeparableConv2D(new DepthwiseConv2D(3).dilation(2).withoutBias(), new Conv2D(64, 1))
 * }</pre>
 *
 * @param depthwise the first convolution
 * @param pointwise the second convolution, 1x1 with stride 1
 */
public record SeparableConv2D(DepthwiseConv2D depthwise, Conv2D pointwise) implements Block {

  /**
   * Creates the block.
   *
   * @param depthwise the first convolution
   * @param pointwise the second convolution, 1x1 with stride 1
   * @throws IllegalArgumentException if the second convolution has another kernel, stride or
   *     padding
   */
  public SeparableConv2D {
    Conv2D plain = new Conv2D(pointwise.filters(), 1).initializer(pointwise.initializer());
    if (!pointwise.withBias().equals(plain)) {
      throw new IllegalArgumentException(
          "SeparableConv2D: expected a second convolution of 1x1 with stride 1 and VALID padding, got "
              + pointwise);
    }
  }

  /**
   * Creates the block with a square kernel, stride 1 and VALID padding.
   *
   * @param filters channels of the output
   * @param kernelSize rows and columns of the depthwise kernel
   */
  public SeparableConv2D(int filters, int kernelSize) {
    this(new DepthwiseConv2D(kernelSize).withoutBias(), new Conv2D(filters, 1));
  }

  /** {@return this with SAME padding} */
  public SeparableConv2D same() {
    return new SeparableConv2D(depthwise.same(), pointwise);
  }

  /**
   * {@return this with another stride}
   *
   * @param stride rows and columns from one output to the next
   */
  public SeparableConv2D stride(int stride) {
    return new SeparableConv2D(depthwise.stride(stride), pointwise);
  }

  /**
   * {@return this with several outputs of the depthwise convolution for each channel}
   *
   * @param outputs outputs for each channel, at least 1
   */
  public SeparableConv2D multiplier(int outputs) {
    return new SeparableConv2D(depthwise.multiplier(outputs), pointwise);
  }

  /**
   * {@return this with other initial weights}
   *
   * @param other distribution of the initial weights of both convolutions
   */
  public SeparableConv2D initializer(Initializer other) {
    return new SeparableConv2D(depthwise.initializer(other), pointwise.initializer(other));
  }

  /** {@return this without a bias, as before a {@link io.crema.nn.layer.BatchNorm}} */
  public SeparableConv2D withoutBias() {
    return new SeparableConv2D(depthwise.withoutBias(), pointwise.withoutBias());
  }

  @Override
  public Node expand(Node input) {
    return input.then(depthwise).then(pointwise);
  }

  @Override
  public String toString() {
    return "SeparableConv2D(%s, %s)".formatted(depthwise, pointwise);
  }
}
