package io.crema.benchmarks;

import io.crema.core.kernel.ConvGeometry;
import io.crema.core.kernel.Window;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The sizes of a convolution as a benchmark parameter: {@code 26x26x64-32-3x3-same} takes 26 by 26
 * pixels of 64 channels to 32 channels with a 3x3 kernel, stride 1 and SAME padding.
 */
final class ConvShape {

  private static final Pattern FORMAT =
      Pattern.compile("(\\d+)x(\\d+)x(\\d+)-(\\d+)-(\\d+)x(\\d+)-(same|valid)");

  private ConvShape() {}

  /**
   * The sizes that a text names.
   *
   * @param shape such as {@code 26x26x64-32-3x3-same}
   * @throws IllegalArgumentException if it is not of that form
   */
  static ConvGeometry parse(String shape) {
    Matcher matcher = FORMAT.matcher(shape);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "shape: expected the form 26x26x64-32-3x3-same, got " + shape);
    }
    int[] n = new int[7];
    for (int i = 1; i < n.length; i++) {
      n[i] = Integer.parseInt(matcher.group(i));
    }
    Window window =
        matcher.group(7).equals("same")
            ? Window.same(n[1], n[2], n[5], n[6], 1, 1)
            : Window.valid(n[1], n[2], n[5], n[6], 1, 1);
    return new ConvGeometry(window, n[3], n[4]);
  }
}
