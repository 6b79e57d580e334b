package io.crema.nn.metric;

import java.util.Locale;
import org.apache.commons.math3.stat.interval.ConfidenceInterval;
import org.apache.commons.math3.stat.interval.IntervalUtils;

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

  /**
   * {@return where a share lies of which a sample is known} Wilson, "Probable Inference, the Law of
   * Succession, and Statistical Inference", JASA 1927.
   *
   * @param hits how many of the sample count, 0 to {@code trials}
   * @param trials the size of the sample, at least 1
   * @param confidence how sure it is to lie there, above 0 and below 1
   * @throws IllegalArgumentException if one is out of its range
   */
  public static Interval wilson(int hits, int trials, double confidence) {
    if (trials < 1 || hits < 0 || hits > trials || !(confidence > 0 && confidence < 1)) {
      throw new IllegalArgumentException(
          "Interval.wilson: expected hits of at least 1 trial and a confidence between 0 and 1,"
              + " got %d of %d and %s".formatted(hits, trials, confidence));
    }
    ConfidenceInterval wilson = IntervalUtils.getWilsonScoreInterval(trials, hits, confidence);
    // Rounding can take a bound past 0 or 1.
    return new Interval(Math.max(0, wilson.getLowerBound()), Math.min(1, wilson.getUpperBound()));
  }

  /** {@return the bounds with four decimals, such as {@code 0.9892 to 0.9929}} */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.4f to %.4f", lower, upper);
  }
}
