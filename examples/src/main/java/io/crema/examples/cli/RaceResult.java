package io.crema.examples.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.crema.examples.cli.RaceRun.Lap;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * What the trainings of a race came to.
 *
 * @param runs in order, with equally many laps; at least one
 * @param goal the accuracy to be reached, 0 to 1
 */
record RaceResult(List<RaceRun> runs, double goal) implements JsonLines.Fields {

  /** {@return a line for each training, and one for their medians} */
  String table() {
    StringBuilder text = new StringBuilder();
    text.append("seed    training  test accuracy  %.2f %% after%n".formatted(100 * goal));
    for (RaceRun run : runs) {
      text.append(row(Long.toString(run.seed()), run.end(), run.secondsTo(goal)));
    }
    double seconds = median(run -> run.end().seconds());
    double accuracy = median(run -> run.end().accuracy());
    double reached = median(run -> run.secondsTo(goal).orElse(Double.POSITIVE_INFINITY));
    OptionalDouble after =
        Double.isFinite(reached) ? OptionalDouble.of(reached) : OptionalDouble.empty();
    text.append(row("median", new Lap(0, seconds, accuracy), after));
    return text.toString();
  }

  private static String row(String name, Lap end, OptionalDouble after) {
    String reached =
        after.isPresent() ? String.format(Locale.ROOT, "%.1f s", after.getAsDouble()) : "never";
    return String.format(
        Locale.ROOT,
        "%-6s %7.1f s        %.2f %%  %13s%n",
        name,
        end.seconds(),
        100 * end.accuracy(),
        reached);
  }

  /** {@return the curve: a line for each lap, with medians over the trainings} */
  String curve() {
    StringBuilder text = new StringBuilder("images     training  test accuracy\n");
    for (int i = 0; i < runs.get(0).laps().size(); i++) {
      int lap = i;
      double accuracy = median(run -> run.laps().get(lap).accuracy());
      text.append(
          String.format(
              Locale.ROOT,
              "%,7d  %9.1f s        %.2f %%  %s%n",
              runs.get(0).laps().get(lap).images(),
              median(run -> run.laps().get(lap).seconds()),
              100 * accuracy,
              bar(accuracy)));
    }
    return text.toString();
  }

  /** Tenths of a per cent above 95, so that the end of the curve can be told apart. */
  private static String bar(double accuracy) {
    return "#".repeat((int) Math.max(0, Math.round(10 * (100 * accuracy - 95))));
  }

  /** {@return all laps as lines of comma-separated values} */
  String csv() {
    StringBuilder text = new StringBuilder("seed,images,seconds,test_accuracy\n");
    for (RaceRun run : runs) {
      for (Lap lap : run.laps()) {
        text.append(
            String.format(
                Locale.ROOT,
                "%d,%d,%.3f,%.4f\n",
                run.seed(),
                lap.images(),
                lap.seconds(),
                lap.accuracy()));
      }
    }
    return text.toString();
  }

  /** {@return the median of something over the trainings} */
  double median(ToDoubleFunction<RaceRun> value) {
    double[] sorted = runs.stream().mapToDouble(value).sorted().toArray();
    double upper = sorted[sorted.length / 2];
    return sorted.length % 2 == 1 ? upper : (sorted[sorted.length / 2 - 1] + upper) / 2;
  }

  @Override
  public void writeTo(JsonGenerator json) throws IOException {
    json.writeNumberField("goal", goal);
    json.writeNumberField("medianSeconds", median(run -> run.end().seconds()));
    json.writeNumberField("medianAccuracy", median(run -> run.end().accuracy()));
    json.writeArrayFieldStart("runs");
    for (RaceRun run : runs) {
      json.writeStartObject();
      json.writeNumberField("seed", run.seed());
      json.writeArrayFieldStart("laps");
      for (Lap lap : run.laps()) {
        json.writeStartObject();
        json.writeNumberField("images", lap.images());
        json.writeNumberField("seconds", lap.seconds());
        json.writeNumberField("accuracy", lap.accuracy());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
