package io.crema.core.kernel;

/**
 * For each position on one axis of a result: which neighbours on that axis of the source it is
 * summed from, and which rows or columns of the kernel they meet. Those are neighbours, too, and
 * none is padding.
 */
final class AxisTaps {

  /** First source position of each result. */
  final int[] source;

  /** Kernel position that it meets. */
  final int[] kernel;

  /** Number of source positions. */
  final int[] count;

  /** From the kernel position of one source position to that of the next. */
  final int kernelStep;

  /** Distance of results that may differ in their source position alone. */
  final int period;

  /** How far the source position moves from one of those to the next. */
  final int move;

  /** Number of results from here on, {@link #period} apart, that differ in that alone. */
  final int[] alike;

  private AxisTaps(int length, int kernelStep, int period, int move) {
    source = new int[length];
    kernel = new int[length];
    count = new int[length];
    alike = new int[length];
    this.kernelStep = kernelStep;
    this.period = period;
    this.move = move;
  }

  /**
   * The taps of one axis.
   *
   * @param backward false for outputs of a window from the inputs under it; true for gradients by
   *     the inputs from the outputs over whose windows they are
   */
  static AxisTaps of(int in, int out, int kernelSize, int stride, int pad, boolean backward) {
    return backward
        ? backward(in, out, kernelSize, stride, pad)
        : forward(in, out, kernelSize, stride, pad);
  }

  private static AxisTaps forward(int in, int out, int kernelSize, int stride, int pad) {
    AxisTaps taps = new AxisTaps(out, 1, 1, stride);
    for (int o = 0; o < out; o++) {
      int begin = o * stride - pad;
      int first = Math.max(begin, 0);
      taps.set(o, first, first - begin, Math.min(begin + kernelSize, in) - first);
    }
    return taps.withAlike();
  }

  private static AxisTaps backward(int in, int out, int kernelSize, int stride, int pad) {
    AxisTaps taps = new AxisTaps(in, -stride, stride, 1);
    for (int i = 0; i < in; i++) {
      int first = Math.max(Math.floorDiv(i + pad - kernelSize + stride, stride), 0);
      int end = Math.min((i + pad) / stride + 1, out);
      taps.set(i, first, i + pad - first * stride, Math.max(end - first, 0));
    }
    return taps.withAlike();
  }

  private void set(int result, int firstSource, int firstKernel, int sources) {
    source[result] = firstSource;
    kernel[result] = firstKernel;
    count[result] = sources;
  }

  private AxisTaps withAlike() {
    for (int i = source.length - 1; i >= 0; i--) {
      int next = i + period;
      boolean same =
          next < source.length
              && source[next] == source[i] + move
              && kernel[next] == kernel[i]
              && count[next] == count[i];
      alike[i] = same ? alike[next] + 1 : 1;
    }
    return this;
  }

  int length() {
    return source.length;
  }
}
