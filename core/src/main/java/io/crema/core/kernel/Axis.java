package io.crema.core.kernel;

/**
 * How a window steps along one axis of an image with padded borders.
 *
 * <pre>{@code
 * extent = (kernel - 1) * dilation + 1
 * out    = (before + in + after - extent) / stride + 1
 * }</pre>
 *
 * @param in pixels of the image, at least 1
 * @param kernel pixels of the window, at least 1
 * @param stride pixels from one window to the next, at least 1
 * @param dilation pixels from one pixel of the window to the next, at least 1
 * @param before padded pixels before the image, at least 0
 * @param after padded pixels after the image, at least 0
 */
public record Axis(int in, int kernel, int stride, int dilation, int before, int after) {

  /**
   * Checks every component.
   *
   * @throws IllegalArgumentException if one is out of range or the window does not fit in the
   *     padded image
   */
  public Axis {
    if (in < 1 || kernel < 1 || stride < 1 || dilation < 1) {
      throw new IllegalArgumentException(
          "expected image, kernel, stride and dilation of at least 1, got %d, %d, %d, %d"
              .formatted(in, kernel, stride, dilation));
    }
    if (before < 0 || after < 0) {
      throw new IllegalArgumentException(
          "expected padding of at least 0, got %d and %d".formatted(before, after));
    }
    long extent = (kernel - 1L) * dilation + 1;
    long padded = (long) in + before + after;
    if (padded < extent) {
      throw new IllegalArgumentException(
          "expected at least %d pixels with padding, got %d".formatted(extent, padded));
    }
    if (padded + extent > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "expected at most %d pixels with padding, got %d"
              .formatted(Integer.MAX_VALUE - extent, padded));
    }
  }

  /**
   * A window that stays inside the image.
   *
   * @param in pixels of the image
   * @param kernel pixels of the window
   * @param stride pixels from one window to the next
   * @param dilation pixels from one pixel of the window to the next
   */
  public static Axis valid(int in, int kernel, int stride, int dilation) {
    return new Axis(in, kernel, stride, dilation, 0, 0);
  }

  /**
   * A window with just enough padding that each stride gives one output; of an odd amount the
   * larger half goes after the image, as in TensorFlow and Keras.
   *
   * @param in pixels of the image
   * @param kernel pixels of the window
   * @param stride pixels from one window to the next
   * @param dilation pixels from one pixel of the window to the next
   */
  public static Axis same(int in, int kernel, int stride, int dilation) {
    if (in < 1 || kernel < 1 || stride < 1 || dilation < 1) {
      return new Axis(in, kernel, stride, dilation, 0, 0); // refused there
    }
    long steps = (in - 1L) / stride * stride;
    long padding = Math.max(steps + (kernel - 1L) * dilation + 1 - in, 0);
    int all = (int) Math.min(padding, Integer.MAX_VALUE);
    return new Axis(in, kernel, stride, dilation, all / 2, all - all / 2);
  }

  /** Pixels from the first of a window to the last, both included. */
  public int extent() {
    return (kernel - 1) * dilation + 1;
  }

  /** Pixels of the output. */
  public int out() {
    return (padded() - extent()) / stride + 1;
  }

  /**
   * Where a pixel of a window lies in the image; outside of it for padding.
   *
   * @param output which window
   * @param pixel which pixel of it
   */
  public int place(int output, int pixel) {
    return output * stride + pixel * dilation - before;
  }

  int padded() {
    return before + in + after;
  }

  /** The first image pixel under a window without dilation. */
  int first(int output) {
    return Math.max(output * stride - before, 0);
  }

  /** The end of the image pixels under a window without dilation, exclusive. */
  int end(int output) {
    return Math.min(output * stride - before + kernel, in);
  }
}
