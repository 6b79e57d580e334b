package io.crema.nn.metric;

import java.util.Locale;

/**
 * A confidence interval, such as 0.9892 to 0.9929.
 *
 * @param lower the lower bound
 * @param upper the upper bound, at least the lower
 */
public record Interval(double lower, double upper) {

  /**
   * Checks the order of the bounds.
   *
   * @param lower the lower bound
   * @param upper the upper bound, at least the lower
   * @throws IllegalArgumentException if the upper bound is below the lower, or one is not a number
   */
  public Interval {
    if (!(lower <= upper)) {
      throw new IllegalArgumentException(
          "Interval: expected bounds in order, got %s to %s".formatted(lower, upper));
    }
  }

  /** {@return the bounds with four decimals, such as {@code 0.9892 to 0.9929}} */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.4f to %.4f", lower, upper);
  }
}
