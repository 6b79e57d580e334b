package io.crema.nn.optimizer;

import io.crema.nn.io.State;
import io.crema.nn.layer.Parameter;
import java.util.List;

/** Arrays as large as the parameters, at first of zeros. */
final class Moments {

  private Moments() {}

  static float[][] zeros(List<Parameter> parameters) {
    float[][] zeros = new float[parameters.size()][];
    for (int i = 0; i < zeros.length; i++) {
      zeros[i] = new float[parameters.get(i).value().size()];
    }
    return zeros;
  }

  /** Adds an array for each parameter that has one. */
  static void put(State state, String name, List<Parameter> parameters, float[][] values) {
    for (Parameter parameter : parameters) {
      if (values[parameter.index()].length > 0) {
        state.put(name + "." + parameter.name(), values[parameter.index()]);
      }
    }
  }

  static void read(State state, String name, List<Parameter> parameters, float[][] values) {
    for (Parameter parameter : parameters) {
      if (values[parameter.index()].length > 0) {
        state.read(name + "." + parameter.name(), values[parameter.index()]);
      }
    }
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
