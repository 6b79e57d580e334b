package io.crema.core.kernel;

/**
 * The sizes of a depthwise convolution, in which each channel has a kernel of its own and sees no
 * other channel. Immutable.
 */
public final class DepthwiseGeometry {

  private final Window window;
  private final int channels;
  private final DepthwiseSweep forward;
  private final DepthwiseSweep backward;

  /**
   * The sizes of a depthwise convolution.
   *
   * @param window how the kernel steps over the image
   * @param channels channels of input and output, at least 1
   * @throws IllegalArgumentException if {@code channels < 1}
   */
  public DepthwiseGeometry(Window window, int channels) {
    if (channels < 1) {
      throw new IllegalArgumentException("channels: expected at least 1, got " + channels);
    }
    this.window = window;
    this.channels = channels;
    forward = new DepthwiseSweep(window, false);
    backward = new DepthwiseSweep(window, true);
  }

  /** How the kernel steps over the image. */
  public Window window() {
    return window;
  }

  /** Channels of input and output. */
  public int channels() {
    return channels;
  }

  /** Values of one input image. */
  public int inSize() {
    return window.inPixels() * channels;
  }

  /** Values of one output image. */
  public int outSize() {
    return window.outPixels() * channels;
  }

  /** Number of weights, {@code kernelH * kernelW * channels}. */
  public int weights() {
    return window.kernelPixels() * channels;
  }

  /** Floating-point operations of one image, a multiply and an add counted each. */
  public long flops() {
    return 2L * window.outPixels() * weights();
  }

  /** The convolution as a sweep over its input. */
  DepthwiseSweep forward() {
    return forward;
  }

  /** The gradient by the input as a sweep over the output's gradient. */
  DepthwiseSweep backward() {
    return backward;
  }

  @Override
  public String toString() {
    return "DepthwiseGeometry[%s, %d]".formatted(window, channels);
  }
}
