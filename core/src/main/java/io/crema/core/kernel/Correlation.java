package io.crema.core.kernel;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A sweep of a kernel over an image with borders, which is what both a convolution and its gradient
 * by the input are.
 */
final class Correlation {

  /** Rows and columns of the image as it is stored. */
  final int sourceHeight;

  final int sourceWidth;

  /** Rows and columns from one stored pixel to the next; above 1 there are zeros between them. */
  final int spreadHeight;

  final int spreadWidth;

  /** Rows and columns of zeros before the first stored pixel. */
  final int padTop;

  final int padLeft;

  /** Rows, columns and channels of the image with its borders. */
  final int height;

  final int width;
  final int channels;

  final int kernelHeight;
  final int kernelWidth;

  /** Rows and columns from one output to the next. */
  final int strideHeight;

  final int strideWidth;

  final int outHeight;
  final int outWidth;
  final int outChannels;

  /** Length of the chain of one output value. */
  final int depth;

  private final @Nullable Winograd winograd;

  /** The stored image as it is. */
  static Correlation forward(Window window, int inChannels, int outChannels) {
    return new Correlation(window, inChannels, outChannels, false);
  }

  /** The output's gradient, spread by the stride, under the kernel turned by 180 degrees. */
  static Correlation backward(Window window, int inChannels, int outChannels) {
    return new Correlation(window, outChannels, inChannels, true);
  }

  private Correlation(Window w, int channels, int outChannels, boolean backward) {
    this.channels = channels;
    this.outChannels = outChannels;
    kernelHeight = w.kernelHeight();
    kernelWidth = w.kernelWidth();
    sourceHeight = backward ? w.outHeight() : w.inHeight();
    sourceWidth = backward ? w.outWidth() : w.inWidth();
    outHeight = backward ? w.inHeight() : w.outHeight();
    outWidth = backward ? w.inWidth() : w.outWidth();
    spreadHeight = backward ? w.strideHeight() : 1;
    spreadWidth = backward ? w.strideWidth() : 1;
    strideHeight = backward ? 1 : w.strideHeight();
    strideWidth = backward ? 1 : w.strideWidth();
    padTop = backward ? kernelHeight - 1 - w.padTop() : w.padTop();
    padLeft = backward ? kernelWidth - 1 - w.padLeft() : w.padLeft();
    height = backward ? w.inHeight() + kernelHeight - 1 : w.paddedHeight();
    width = backward ? w.inWidth() + kernelWidth - 1 : w.paddedWidth();
    depth = kernelHeight * kernelWidth * channels;
    winograd = ConvAlgorithm.of(this) == ConvAlgorithm.WINOGRAD ? new Winograd(this) : null;
  }

  ConvAlgorithm algorithm() {
    return winograd == null ? ConvAlgorithm.DIRECT : ConvAlgorithm.WINOGRAD;
  }

  /** The tiling of {@link ConvAlgorithm#WINOGRAD}, null for another algorithm. */
  @Nullable Winograd winograd() {
    return winograd;
  }

  /** Parts of one image's output that can be computed apart: tiles, pixels or rows. */
  int units() {
    if (winograd != null) {
      return winograd.tiles();
    }
    return isPointwise() ? outPixels() : outHeight;
  }

  /** Values of one image as it is stored. */
  int sourceSize() {
    return sourceHeight * sourceWidth * channels;
  }

  /** Values of one image with its borders. */
  int size() {
    return height * width * channels;
  }

  /** Values from the first input of one output row to that of the next. */
  int rowStep() {
    return strideHeight * width * channels;
  }

  int outPixels() {
    return outHeight * outWidth;
  }

  int outSize() {
    return outPixels() * outChannels;
  }

  /** Whether the stored image is the bordered one. */
  boolean isBare() {
    return size() == sourceSize();
  }

  /** Whether each output depends on one stored pixel, so that images follow without a gap. */
  boolean isPointwise() {
    return depth == channels && isBare() && outPixels() == sourceHeight * sourceWidth;
  }

  /** Copies one stored image into its borders, channels last. */
  void border(float[] source, int from, float[] bordered) {
    Arrays.fill(bordered, 0, size(), 0f);
    for (int y = 0; y < sourceHeight; y++) {
      int row = ((padTop + y * spreadHeight) * width + padLeft) * channels;
      int line = from + y * sourceWidth * channels;
      if (spreadWidth == 1) {
        System.arraycopy(source, line, bordered, row, sourceWidth * channels);
      } else {
        for (int x = 0; x < sourceWidth; x++) {
          int to = row + x * spreadWidth * channels;
          System.arraycopy(source, line + x * channels, bordered, to, channels);
        }
      }
    }
  }

  /** Copies one stored image into its borders, a row for each channel. */
  void planes(float[] source, int from, float[][] planes) {
    for (int c = 0; c < channels; c++) {
      plane(source, from, c, planes[c], 0);
    }
  }

  /** Copies one stored image into its borders, channels first. */
  void planes(float[] source, int from, float[] planes) {
    for (int c = 0; c < channels; c++) {
      plane(source, from, c, planes, c * height * width);
    }
  }

  private void plane(float[] source, int from, int channel, float[] plane, int base) {
    if (!isBare()) {
      Arrays.fill(plane, base, base + height * width, 0f);
    }
    for (int y = 0; y < sourceHeight; y++) {
      int row = base + (padTop + y * spreadHeight) * width + padLeft;
      int line = from + y * sourceWidth * channels + channel;
      if (channels == 1 && spreadWidth == 1) {
        System.arraycopy(source, line, plane, row, sourceWidth);
        continue;
      }
      for (int x = 0; x < sourceWidth; x++) {
        plane[row + x * spreadWidth] = source[line + x * channels];
      }
    }
  }

  /** Copies what one output pixel of a bordered image depends on. */
  void patch(float[] bordered, int from, int y, int x, float[] patch, int to) {
    int run = kernelWidth * channels;
    int corner = from + y * rowStep() + x * strideWidth * channels;
    for (int ky = 0; ky < kernelHeight; ky++) {
      int line = corner + ky * width * channels;
      int start = to + ky * run;
      for (int i = 0; i < run; i++) { // runs are short, too short for arraycopy
        patch[start + i] = bordered[line + i];
      }
    }
  }

  /** Copies what the output pixels of some rows depend on: {@code [rows, outWidth, depth]}. */
  void patches(float[] bordered, int from, int firstRow, int rows, float[] patches) {
    int to = 0;
    for (int y = firstRow; y < firstRow + rows; y++) {
      for (int x = 0; x < outWidth; x++) {
        patch(bordered, from, y, x, patches, to);
        to += depth;
      }
    }
  }
}
