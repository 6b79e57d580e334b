package io.crema.core.kernel;

/**
 * The sizes of a depthwise convolution, in which each channel has a kernel of its own, or several,
 * and sees no other channel. Immutable.
 */
public final class DepthwiseGeometry {

  private final Window window;
  private final int channels;
  private final int multiplier;
  private final DepthwiseSweep forward;
  private final DepthwiseSweep backward;

  /**
   * The sizes of a depthwise convolution.
   *
   * @param window how the kernel steps over the image
   * @param channels channels of the input, at least 1
   * @param multiplier channels of the output for each of the input, at least 1
   * @throws IllegalArgumentException if a number is below 1 or there are too many output channels
   */
  public DepthwiseGeometry(Window window, int channels, int multiplier) {
    if (channels < 1 || multiplier < 1) {
      throw new IllegalArgumentException(
          "channels and multiplier: expected at least 1, got %d and %d"
              .formatted(channels, multiplier));
    }
    if (channels > Integer.MAX_VALUE / multiplier) {
      throw new IllegalArgumentException(
          "output channels: expected at most %d, got %d times %d"
              .formatted(Integer.MAX_VALUE, channels, multiplier));
    }
    this.window = window;
    this.channels = channels;
    this.multiplier = multiplier;
    forward = new DepthwiseSweep(window, false);
    backward = new DepthwiseSweep(window, true);
  }

  /** How the kernel steps over the image. */
  public Window window() {
    return window;
  }

  /** Channels of the input. */
  public int channels() {
    return channels;
  }

  /** Channels of the output for each of the input. */
  public int multiplier() {
    return multiplier;
  }

  /** Channels of the output; those of an input channel follow each other. */
  public int outChannels() {
    return channels * multiplier;
  }

  /** Values of one input image. */
  public int inSize() {
    return window.inPixels() * channels;
  }

  /** Values of one output image. */
  public int outSize() {
    return window.outPixels() * outChannels();
  }

  /** Number of weights, {@code kernelH * kernelW * channels * multiplier}. */
  public int weights() {
    return window.kernelPixels() * outChannels();
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
    String times = multiplier == 1 ? "" : " x " + multiplier;
    return "DepthwiseGeometry[%s, %d%s]".formatted(window, channels, times);
  }
}
