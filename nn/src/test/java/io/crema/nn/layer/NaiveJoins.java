package io.crema.nn.layer;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/** Joins. */
final class NaiveJoins {

  private NaiveJoins() {}

  static void addTo(NaiveOperators all) {
    all.with(Add.class, (join, s) -> each(s, values -> Arrays.stream(values).sum()))
        .with(
            Average.class,
            (join, s) -> each(s, values -> Arrays.stream(values).average().orElseThrow()))
        .with(
            Maximum.class,
            (join, s) -> each(s, values -> Arrays.stream(values).max().orElseThrow()))
        .with(
            Multiply.class,
            (join, s) -> each(s, values -> Arrays.stream(values).reduce(1, (a, b) -> a * b)))
        .with(Concat.class, NaiveJoins::concat);
  }

  /**
   * Values at the same place; of fewer values, such as factors by channel, those of the channel.
   */
  private static void each(NaiveSample s, ToDoubleFunction<double[]> function) {
    for (int i = 0; i < s.outputShape().size(); i++) {
      int index = i;
      double[] values =
          s.inputs().stream().mapToDouble(input -> input[index % input.length]).toArray();
      s.add(i, function.applyAsDouble(values));
    }
  }

  private static void concat(Concat concat, NaiveSample s) {
    int channels = s.outputShape().dim(s.outputShape().rank() - 1);
    int first = 0;
    for (int k = 0; k < s.inputs().size(); k++) {
      int own = s.shapes().get(k).dim(s.shapes().get(k).rank() - 1);
      for (int i = 0; i < s.inputs().get(k).length; i++) {
        s.add(i / own * channels + first + i % own, s.inputs().get(k)[i]);
      }
      first += own;
    }
  }
}
