package io.crema.core.kernel;

/**
 * For each position on one axis of a result: which evenly spaced positions on that axis of the
 * source it is summed from, and which rows or columns of the kernel they meet, evenly spaced, too.
 * None is padding.
 */
final class AxisTaps {

  /** First source position of each result. */
  final int[] source;

  /** Kernel position that it meets. */
  final int[] kernel;

  /** Number of source positions. */
  final int[] count;

  /** From one source position to the next. */
  final int sourceStep;

  /** From the kernel position of one source position to that of the next. */
  final int kernelStep;

  /** Distance of results that may differ in their source position alone. */
  final int period;

  /** How far the source position moves from one of those to the next. */
  final int move;

  /** Number of results from here on, {@link #period} apart, that differ in that alone. */
  final int[] alike;

  private AxisTaps(int length, int sourceStep, int kernelStep, int period, int move) {
    source = new int[length];
    kernel = new int[length];
    count = new int[length];
    alike = new int[length];
    this.sourceStep = sourceStep;
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
  static AxisTaps of(Axis axis, boolean backward) {
    return backward ? backward(axis) : forward(axis);
  }

  private static AxisTaps forward(Axis a) {
    AxisTaps taps = new AxisTaps(a.out(), a.dilation(), 1, 1, a.stride());
    for (int o = 0; o < a.out(); o++) {
      int begin = o * a.stride() - a.before();
      int first = begin < 0 ? (-begin + a.dilation() - 1) / a.dilation() : 0;
      int position = begin + first * a.dilation();
      int inside = position < a.in() ? (a.in() - 1 - position) / a.dilation() + 1 : 0;
      taps.set(o, position, first, Math.min(a.kernel() - first, inside));
    }
    return taps.withAlike();
  }

  private static AxisTaps backward(Axis a) {
    int common = gcd(a.stride(), a.dilation());
    int sourceStep = a.dilation() / common;
    int kernelStep = a.stride() / common;
    AxisTaps taps = new AxisTaps(a.in(), sourceStep, -kernelStep, a.stride(), 1);
    for (int i = 0; i < a.in(); i++) {
      int count = 0;
      int firstSource = 0;
      int firstKernel = 0;
      for (int k = 0; k < a.kernel(); k++) {
        int place = i + a.before() - k * a.dilation();
        int output = place / a.stride();
        if (place >= 0 && output * a.stride() == place && output < a.out()) {
          count++;
          firstSource = output;
          firstKernel = k;
        }
      }
      taps.set(i, firstSource, firstKernel, count);
    }
    return taps.withAlike();
  }

  static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  private void set(int result, int firstSource, int firstKernel, int sources) {
    boolean any = sources > 0;
    source[result] = any ? firstSource : 0;
    kernel[result] = any ? firstKernel : 0;
    count[result] = Math.max(sources, 0);
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
