package io.crema.core.kernel;

/**
 * How a rectangular window steps over an image with padded borders.
 *
 * <p>Output size on each axis:
 *
 * <pre>{@code
 * VALID: out = (in - extent) / stride + 1, extent = (kernel - 1) * dilation + 1
 * SAME:  out = (in + stride - 1) / stride
 * }</pre>
 *
 * @param rows how it steps downwards
 * @param columns how it steps to the right
 */
public record Window(Axis rows, Axis columns) {

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
        Axis.valid(inHeight, kernelHeight, strideHeight, 1),
        Axis.valid(inWidth, kernelWidth, strideWidth, 1));
  }

  /**
   * A window with just enough padding that each stride gives one output, see {@link Axis#same}.
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
    return new Window(
        Axis.same(inHeight, kernelHeight, strideHeight, 1),
        Axis.same(inWidth, kernelWidth, strideWidth, 1));
  }

  /** Whether windows are 2x2 pixels side by side, without padding. */
  public boolean isQuartering() {
    return isHalving(rows) && isHalving(columns);
  }

  private static boolean isHalving(Axis axis) {
    return axis.kernel() == 2
        && axis.stride() == 2
        && axis.dilation() == 1
        && axis.padded() == axis.in();
  }

  /** Image height in pixels. */
  public int inHeight() {
    return rows.in();
  }

  /** Image width in pixels. */
  public int inWidth() {
    return columns.in();
  }

  /** Window height. */
  public int kernelHeight() {
    return rows.kernel();
  }

  /** Window width. */
  public int kernelWidth() {
    return columns.kernel();
  }

  /** Output height in pixels. */
  public int outHeight() {
    return rows.out();
  }

  /** Output width in pixels. */
  public int outWidth() {
    return columns.out();
  }

  /** Pixels of one output image. */
  public int outPixels() {
    return outHeight() * outWidth();
  }

  /** Pixels of one input image. */
  public int inPixels() {
    return inHeight() * inWidth();
  }

  int kernelPixels() {
    return kernelHeight() * kernelWidth();
  }
}
