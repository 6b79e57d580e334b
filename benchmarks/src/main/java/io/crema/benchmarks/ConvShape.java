package io.crema.benchmarks;

import io.crema.core.kernel.Axis;
import io.crema.core.kernel.ConvGeometry;
import io.crema.core.kernel.DepthwiseGeometry;
import io.crema.core.kernel.Kernels;
import io.crema.core.kernel.Window;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The sizes of a convolution as a benchmark parameter: {@code 26x26x64-32-3x3-same} takes 26 by 26
 * pixels of 64 channels to 32 channels with a 3x3 kernel, stride 1 and SAME padding.
 *
 * <p>What differs from the plain convolution follows: {@code -s2} is a stride of 2, {@code -d2} a
 * dilation of 2, {@code -g4} are 4 groups of channels. {@code x2} in place of the number of output
 * channels is a depthwise convolution with two outputs for each channel. {@code -t} at the end is
 * the transposed convolution, from the output of the other to its input.
 */
final class ConvShape {

  private static final String FORM = "26x26x64-32-3x3-same";

  private static final Pattern FORMAT =
      Pattern.compile(
          "(\\d+)x(\\d+)x(\\d+)-(x?)(\\d+)-(\\d+)x(\\d+)-(same|valid)"
              + "(?:-s(\\d+))?(?:-d(\\d+))?(?:-g(\\d+))?(-t)?");

  private ConvShape() {}

  /**
   * The convolution that a text names.
   *
   * @param shape such as {@code 26x26x64-32-3x3-same} or {@code 28x28x64-x1-3x3-same-s2}
   * @param kernels what computes it
   * @throws IllegalArgumentException if it is not of that form
   */
  static ConvOps parse(String shape, Kernels kernels) {
    Matcher matcher = FORMAT.matcher(shape);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "shape: expected the form %s, got %s".formatted(FORM, shape));
    }
    Window window = new Window(axis(matcher, 1, 6), axis(matcher, 2, 7));
    int in = number(matcher, 3);
    int out = number(matcher, 5);
    boolean depthwise = !matcher.group(4).isEmpty();
    ConvOps ops =
        depthwise
            ? new DepthwiseOps(kernels, new DepthwiseGeometry(window, in, out))
            : new PlainOps(kernels, new ConvGeometry(window, in, out, number(matcher, 11)));
    return matcher.group(12) == null ? ops : new TransposedOps(ops);
  }

  private static Axis axis(Matcher matcher, int size, int kernel) {
    int in = number(matcher, size);
    int taps = number(matcher, kernel);
    int stride = number(matcher, 9);
    int dilation = number(matcher, 10);
    return matcher.group(8).equals("same")
        ? Axis.same(in, taps, stride, dilation)
        : Axis.valid(in, taps, stride, dilation);
  }

  /** A number of the text, or 1 if it is left out. */
  private static int number(Matcher matcher, int group) {
    String text = matcher.group(group);
    return text == null ? 1 : Integer.parseInt(text);
  }
}
