package io.crema.examples.report;

import io.crema.nn.metric.Interval;
import java.util.Locale;

/** Numbers as people read them, the same in every country. */
final class Words {

  private Words() {}

  /** {@return a share such as {@code 99.35 %}} */
  static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f %%", 100 * share);
  }

  /** {@return an interval of shares such as {@code 99.17 to 99.49 %}} */
  static String percent(Interval shares) {
    return String.format(
        Locale.ROOT, "%.2f to %.2f %%", 100 * shares.lower(), 100 * shares.upper());
  }

  /** {@return a number without decimals that say nothing, such as {@code 98} or {@code 99.5}} */
  static String plain(double number) {
    return number == Math.rint(number)
        ? String.format(Locale.ROOT, "%.0f", number)
        : Double.toString(number);
  }

  /** {@return a number such as {@code 10,000}} */
  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
