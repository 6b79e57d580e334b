package io.crema.core.kernel;

import java.util.Objects;

/** The sizes of a convolution, and what follows from them. Immutable. */
public final class ConvGeometry {

  private final Window window;
  private final int inChannels;
  private final int outChannels;
  private final int groups;
  private final Correlation[] forward;
  private final Correlation[] backward;

  /**
   * The sizes of a convolution in which each output channel sees all input channels.
   *
   * @param window how the kernel steps over the image
   * @param inChannels channels of the input, at least 1
   * @param outChannels channels of the output (filters), at least 1
   * @throws IllegalArgumentException if a number of channels is below 1
   */
  public ConvGeometry(Window window, int inChannels, int outChannels) {
    this(window, inChannels, outChannels, 1);
  }

  /**
   * The sizes of a convolution in groups: the first output channels see the first input channels
   * alone, and so on.
   *
   * @param window how the kernel steps over the image
   * @param inChannels channels of the input, at least 1
   * @param outChannels channels of the output (filters), at least 1
   * @param groups number of groups of equal size
   * @throws IllegalArgumentException if a number of channels is below 1 or not one of whole groups
   */
  public ConvGeometry(Window window, int inChannels, int outChannels, int groups) {
    if (inChannels < 1 || outChannels < 1) {
      throw new IllegalArgumentException(
          "channels: expected at least 1, got %d in and %d out".formatted(inChannels, outChannels));
    }
    if (groups < 1 || inChannels % groups != 0 || outChannels % groups != 0) {
      throw new IllegalArgumentException(
          "groups: expected a number of which the channels are multiples, got %d for %d in and %d out"
              .formatted(groups, inChannels, outChannels));
    }
    this.window = window;
    this.inChannels = inChannels;
    this.outChannels = outChannels;
    this.groups = groups;
    this.forward = Correlation.forward(window, inChannels, outChannels, groups);
    this.backward = Correlation.backward(window, inChannels, outChannels, groups);
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

  /** Number of groups of channels. */
  public int groups() {
    return groups;
  }

  /**
   * Input values that one output value depends on, {@code kernelH * kernelW * inChannels / groups}.
   */
  public int patch() {
    return forward[0].depth;
  }

  /** Values of one input image. */
  public int inSize() {
    return window.inHeight() * window.inWidth() * inChannels;
  }

  /** Values of one output image. */
  public int outSize() {
    return window.outPixels() * outChannels;
  }

  /** Number of weights, {@code kernelH * kernelW * inChannels / groups * outChannels}. */
  public int weights() {
    return patch() * outChannels;
  }

  /** Floating-point operations of one image, a multiply and an add counted each. */
  public long flops() {
    return 2L * window.outPixels() * weights();
  }

  /** How the convolution and its gradient by the weights are computed. */
  public ConvAlgorithm forwardAlgorithm() {
    return forward[0].algorithm();
  }

  /** How the gradient by the input is computed. */
  public ConvAlgorithm backwardDataAlgorithm() {
    return backward[0].algorithm();
  }

  /**
   * Number of parts of one image's output that can be computed apart, with the same bits as
   * together. They are numbered from image to image.
   */
  public int forwardUnits() {
    return units(forward);
  }

  /** As {@link #forwardUnits}, for the gradient by the input. */
  int backwardUnits() {
    return units(backward);
  }

  private static int units(Correlation[] parts) {
    if (parts.length == 1) {
      return parts[0].units();
    }
    return parts[0].everyRow ? parts[0].outHeight : 1;
  }

  /** The convolution as sweeps over its input, one for each group. */
  Correlation[] forward() {
    return forward;
  }

  /** The gradient by the input as sweeps over the output's gradient, for each group and phase. */
  Correlation[] backward() {
    return backward;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ConvGeometry that
        && window.equals(that.window)
        && inChannels == that.inChannels
        && outChannels == that.outChannels
        && groups == that.groups;
  }

  @Override
  public int hashCode() {
    return Objects.hash(window, inChannels, outChannels, groups);
  }

  @Override
  public String toString() {
    String parts = groups == 1 ? "" : " in %d groups".formatted(groups);
    return "ConvGeometry[%s, %d -> %d%s]".formatted(window, inChannels, outChannels, parts);
  }
}
