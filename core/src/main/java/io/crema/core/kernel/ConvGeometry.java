package io.crema.core.kernel;

import java.util.Objects;

/** The sizes of a convolution, and what follows from them. Immutable. */
public final class ConvGeometry {

  private final Window window;
  private final int inChannels;
  private final int outChannels;
  private final Correlation forward;
  private final Correlation backward;

  /**
   * The sizes of a convolution.
   *
   * @param window how the kernel steps over the image
   * @param inChannels channels of the input, at least 1
   * @param outChannels channels of the output (filters), at least 1
   * @throws IllegalArgumentException if a number of channels is below 1
   */
  public ConvGeometry(Window window, int inChannels, int outChannels) {
    if (inChannels < 1 || outChannels < 1) {
      throw new IllegalArgumentException(
          "channels: expected at least 1, got %d in and %d out".formatted(inChannels, outChannels));
    }
    this.window = window;
    this.inChannels = inChannels;
    this.outChannels = outChannels;
    this.forward = Correlation.forward(window, inChannels, outChannels);
    this.backward = Correlation.backward(window, inChannels, outChannels);
  }

  /**
   * The sizes of a matrix product {@code [N, inner] x [inner, columns]}: a convolution of N images
   * of one pixel.
   *
   * @param inner columns of the left factor, at least 1
   * @param columns columns of the right factor, at least 1
   */
  public static ConvGeometry matrix(int inner, int columns) {
    return new ConvGeometry(Window.valid(1, 1, 1, 1, 1, 1), inner, columns);
  }

  /** How the kernel steps over the image. */
  public Window window() {
    return window;
  }

  /** Channels of the input. */
  public int inChannels() {
    return inChannels;
  }

  /** Channels of the output. */
  public int outChannels() {
    return outChannels;
  }

  /** Input values that one output value depends on, {@code kernelH * kernelW * inChannels}. */
  public int patch() {
    return forward.depth;
  }

  /** Values of one input image. */
  public int inSize() {
    return window.inHeight() * window.inWidth() * inChannels;
  }

  /** Values of one output image. */
  public int outSize() {
    return window.outPixels() * outChannels;
  }

  /** Number of weights, {@code kernelH * kernelW * inChannels * outChannels}. */
  public int weights() {
    return patch() * outChannels;
  }

  /** Floating-point operations of one image, a multiply and an add counted each. */
  public long flops() {
    return 2L * window.outPixels() * weights();
  }

  /** How the convolution and its gradient by the weights are computed. */
  public ConvAlgorithm forwardAlgorithm() {
    return forward.algorithm();
  }

  /** How the gradient by the input is computed. */
  public ConvAlgorithm backwardDataAlgorithm() {
    return backward.algorithm();
  }

  /**
   * Number of parts of one image's output that can be computed apart, with the same bits as
   * together. They are numbered from image to image.
   */
  public int forwardUnits() {
    return forward.units();
  }

  /** The convolution as a sweep over its input. */
  Correlation forward() {
    return forward;
  }

  /** The gradient by the input as a sweep over the output's gradient. */
  Correlation backward() {
    return backward;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ConvGeometry that
        && window.equals(that.window)
        && inChannels == that.inChannels
        && outChannels == that.outChannels;
  }

  @Override
  public int hashCode() {
    return Objects.hash(window, inChannels, outChannels);
  }

  @Override
  public String toString() {
    return "ConvGeometry[%s, %d -> %d]".formatted(window, inChannels, outChannels);
  }
}
