package io.crema.examples.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where the values of an axis are in a picture.
 *
 * @param from the value at its start
 * @param to the value at its end, greater
 * @param start the pixel of its start
 * @param end the pixel of its end; less than the start on an axis that goes up
 */
record Scale(double from, double to, double start, double end) {

  private static final double[] ROUND = {1, 2, 5, 10};
  private static final int PERCENT = 100;

  /**
   * {@return where an axis of per cent that ends at 100 shall begin, so that differences can be
   * seen: 0, or a round number that leaves room below the least value}
   *
   * @param least the least value to be shown, 0 to 100
   * @param times the axis is at least so many times as long as the least value is below 100
   */
  static double cut(double least, double times) {
    double room = Math.max(times * (PERCENT - least), 0.5);
    double power = Math.pow(10, Math.floor(Math.log10(room)));
    for (double factor : ROUND) {
      if (factor * power >= room - 1e-9) {
        return Math.max(0, PERCENT - factor * power);
      }
    }
    return 0;
  }

  /** {@return words for an axis of per cent that begins at a value; none if that is 0} */
  static String cutNote(double floor) {
    return floor == 0 ? "" : "; the axis is cut, it begins at " + Words.plain(floor);
  }

  /** {@return the pixel of a value} */
  double at(double value) {
    return start + (value - from) / (to - from) * (end - start);
  }

  /**
   * {@return the distance of values to be marked, a round number}
   *
   * @param most how many may be marked, beside the first
   */
  double step(int most) {
    double least = (to - from) / most;
    double power = Math.pow(10, Math.floor(Math.log10(least)));
    for (double factor : ROUND) {
      if (factor * power >= least - 1e-9) {
        return factor * power;
      }
    }
    return 10 * power;
  }

  /** {@return the multiples of a step} */
  List<Double> ticks(double step) {
    List<Double> ticks = new ArrayList<>();
    for (long i = (long) Math.ceil(from / step - 1e-9); i * step <= to + 1e-9; i++) {
      ticks.add(i * step);
    }
    return ticks;
  }

  /** {@return a multiple of a step with no more decimals than that calls for} */
  static String label(double value, double step) {
    int decimals = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}
