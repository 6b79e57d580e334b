package io.crema.core.kernel;

/**
 * How a rectangular window steps over an image with padded borders.
 *
 * <p>Output size on each axis:
 *
 * <pre>{@code
 * VALID: out = (in - kernel) / stride + 1
 * SAME:  out = (in + stride - 1) / stride
 * }</pre>
 *
 * @param inHeight image height in pixels, at least 1
 * @param inWidth image width in pixels, at least 1
 * @param kernelHeight window height, at least 1
 * @param kernelWidth window width, at least 1
 * @param strideHeight rows from one window to the next, at least 1
 * @param strideWidth columns from one window to the next, at least 1
 * @param padTop rows added above, below {@code kernelHeight}
 * @param padLeft columns added on the left, below {@code kernelWidth}
 * @param padBottom rows added below, below {@code kernelHeight}
 * @param padRight columns added on the right, below {@code kernelWidth}
 */
public record Window(
    int inHeight,
    int inWidth,
    int kernelHeight,
    int kernelWidth,
    int strideHeight,
    int strideWidth,
    int padTop,
    int padLeft,
    int padBottom,
    int padRight) {

  /**
   * Checks every component.
   *
   * @throws IllegalArgumentException if one is out of range or the window does not fit in the
   *     padded image
   */
  public Window {
    requireAxis("height", inHeight, kernelHeight, strideHeight, padTop, padBottom);
    requireAxis("width", inWidth, kernelWidth, strideWidth, padLeft, padRight);
  }

  private static void requireAxis(
      String axis, int in, int kernel, int stride, int padBefore, int padAfter) {
    if (in < 1 || kernel < 1 || stride < 1) {
      throw new IllegalArgumentException(
          "%s: expected image, kernel and stride of at least 1, got %d, %d, %d"
              .formatted(axis, in, kernel, stride));
    }
    if (padBefore < 0 || padBefore >= kernel || padAfter < 0 || padAfter >= kernel) {
      throw new IllegalArgumentException(
          "%s: expected padding of 0 to %d, got %d and %d"
              .formatted(axis, kernel - 1, padBefore, padAfter));
    }
    if ((long) in + padBefore + padAfter < kernel) {
      throw new IllegalArgumentException(
          "%s: expected at least %d pixels with padding, got %d"
              .formatted(axis, kernel, (long) in + padBefore + padAfter));
    }
  }

  /**
   * A window that stays inside the image.
   *
   * @param inHeight image height in pixels
   * @param inWidth image width in pixels
   * @param kernelHeight window height
   * @param kernelWidth window width
   * @param strideHeight rows from one window to the next
   * @param strideWidth columns from one window to the next
   * @throws IllegalArgumentException if a number is out of range
   */
  public static Window valid(
      int inHeight,
      int inWidth,
      int kernelHeight,
      int kernelWidth,
      int strideHeight,
      int strideWidth) {
    return new Window(
        inHeight, inWidth, kernelHeight, kernelWidth, strideHeight, strideWidth, 0, 0, 0, 0);
  }

  /**
   * A window with just enough padding that each stride gives one output; of an odd amount the
   * larger half goes to the bottom and the right, as in TensorFlow and Keras.
   *
   * @param inHeight image height in pixels
   * @param inWidth image width in pixels
   * @param kernelHeight window height
   * @param kernelWidth window width
   * @param strideHeight rows from one window to the next
   * @param strideWidth columns from one window to the next
   * @throws IllegalArgumentException if a number is out of range
   */
  public static Window same(
      int inHeight,
      int inWidth,
      int kernelHeight,
      int kernelWidth,
      int strideHeight,
      int strideWidth) {
    int rows = samePadding(inHeight, kernelHeight, strideHeight);
    int columns = samePadding(inWidth, kernelWidth, strideWidth);
    return new Window(
        inHeight,
        inWidth,
        kernelHeight,
        kernelWidth,
        strideHeight,
        strideWidth,
        rows / 2,
        columns / 2,
        rows - rows / 2,
        columns - columns / 2);
  }

  private static int samePadding(int in, int kernel, int stride) {
    if (stride < 1) {
      return 0; // refused by the constructor
    }
    int out = (in + stride - 1) / stride;
    return Math.max((out - 1) * stride + kernel - in, 0);
  }

  /** Whether windows are 2x2 pixels side by side, without padding. */
  public boolean isQuartering() {
    return kernelHeight == 2
        && kernelWidth == 2
        && strideHeight == 2
        && strideWidth == 2
        && paddedHeight() == inHeight
        && paddedWidth() == inWidth;
  }

  /** Output height in pixels. */
  public int outHeight() {
    return (paddedHeight() - kernelHeight) / strideHeight + 1;
  }

  /** Output width in pixels. */
  public int outWidth() {
    return (paddedWidth() - kernelWidth) / strideWidth + 1;
  }

  /** Pixels of one output image. */
  public int outPixels() {
    return outHeight() * outWidth();
  }

  /** Pixels of one input image. */
  public int inPixels() {
    return inHeight * inWidth;
  }

  int paddedHeight() {
    return inHeight + padTop + padBottom;
  }

  int paddedWidth() {
    return inWidth + padLeft + padRight;
  }

  int kernelPixels() {
    return kernelHeight * kernelWidth;
  }

  /** First image row under the windows of one output row. */
  int firstRow(int y) {
    return Math.max(y * strideHeight - padTop, 0);
  }

  /** Image row behind the last under the windows of one output row. */
  int endRow(int y) {
    return Math.min(y * strideHeight - padTop + kernelHeight, inHeight);
  }

  /** First image column under the windows of one output column. */
  int firstColumn(int x) {
    return Math.max(x * strideWidth - padLeft, 0);
  }

  /** Image column behind the last under the windows of one output column. */
  int endColumn(int x) {
    return Math.min(x * strideWidth - padLeft + kernelWidth, inWidth);
  }
}
