package io.crema.nn.optimizer;

import io.crema.nn.layer.Parameter;
import java.util.List;

/** Arrays of zeros as large as the parameters. */
final class Moments {

  private Moments() {}

  static float[][] zeros(List<Parameter> parameters) {
    float[][] zeros = new float[parameters.size()][];
    for (int i = 0; i < zeros.length; i++) {
      zeros[i] = new float[parameters.get(i).value().size()];
    }
    return zeros;
  }

  static void requirePositive(String what, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "%s: expected a number above 0, got %s".formatted(what, value));
    }
  }

  static void requireRange(String what, double from, double below, double value) {
    if (!(value >= from && value < below)) {
      throw new IllegalArgumentException(
          "%s: expected %s to below %s, got %s".formatted(what, from, below, value));
    }
  }
}
