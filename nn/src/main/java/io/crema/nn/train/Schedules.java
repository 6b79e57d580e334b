package io.crema.nn.train;

import java.util.Arrays;
import java.util.List;

/** What several {@link LearningRateSchedule}s share: half a cosine, and checks of their numbers. */
final class Schedules {

  private Schedules() {}

  /** {@return a point on half a cosine from 1, at step 0, to {@code finalFactor}, at all steps} */
  static double cosine(double finalFactor, long step, long steps) {
    return finalFactor + (1 - finalFactor) * ((1 + StrictMath.cos(Math.PI * step / steps)) / 2);
  }

  static List<Double> list(double... values) {
    return Arrays.stream(values).boxed().toList();
  }

  static void require0To1(String what, double value) {
    require(value >= 0 && value <= 1, what + ": expected 0 to 1", value);
  }

  static void requireAbove0To1(String what, double value) {
    require(value > 0 && value <= 1, what + ": expected above 0 to 1", value);
  }

  static void requireShare(String what, double value) {
    require(value >= 0 && value < 1, what + ": expected a share from 0 to below 1", value);
  }

  static void requireInnerShare(String what, double value) {
    require(value > 0 && value < 1, what + ": expected a share above 0 to below 1", value);
  }

  static void requireAny(String what, List<Double> shares) {
    if (shares.isEmpty()) {
      throw new IllegalArgumentException(what + ": expected at least one share, got none");
    }
  }

  private static void require(boolean fine, String expected, double got) {
    if (!fine) {
      throw new IllegalArgumentException(expected + ", got " + got);
    }
  }
}
