package io.crema.benchmarks;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** A run as a README shows it: where it was made, then a table for each kind of question. */
final class MarkdownReport {

  private final Run run;
  private final Peaks peaks;
  private final StringBuilder text = new StringBuilder();

  private MarkdownReport(Run run) {
    this.run = run;
    this.peaks = Peaks.of(run.results());
  }

  /** The report on a run; tables without rows are left out. */
  static String of(Run run) {
    MarkdownReport report = new MarkdownReport(run);
    report.origin();
    for (Layers layers : Layers.of(run.results())) {
      report.section(
          "Layers, " + layers.setting() + ", GFLOP/s (share of the peak)", report.layers(layers));
    }
    report.section("Networks", report.networks());
    report.section("Pooling, images/s", report.pooling());
    report.section("One image, median", report.latency());
    return report.text.toString();
  }

  private void origin() {
    text.append(run.environment().map(Environment::summary).orElse(run.file().toString()));
    text.append(".\n");
    for (Map.Entry<String, Double> peak : peaks.byThreads().entrySet()) {
      String threads = Layers.Setting.threads(peak.getKey());
      text.append("Peak with %s: %s GFLOP/s.\n".formatted(threads, tenths(peak.getValue())));
    }
  }

  private void section(String title, MarkdownTable table) {
    if (!table.isEmpty()) {
      text.append('\n').append(title).append(":\n\n").append(table);
    }
  }

  private MarkdownTable layers(Layers layers) {
    MarkdownTable table =
        new MarkdownTable(
            1,
            "layer",
            Direction.FORWARD.label(),
            Direction.BACKWARD_DATA.label(),
            Direction.BACKWARD_WEIGHTS.label());
    for (Map.Entry<String, Map<Direction, JmhResult>> layer : layers.results().entrySet()) {
      table.add(
          layer.getKey(),
          rate(layer.getValue().get(Direction.FORWARD)),
          rate(layer.getValue().get(Direction.BACKWARD_DATA)),
          rate(layer.getValue().get(Direction.BACKWARD_WEIGHTS)));
    }
    return table;
  }

  private String rate(@Nullable JmhResult result) {
    return result == null ? "-" : tenths(result.gflopsMedian()) + " (" + percent(result) + ")";
  }

  private MarkdownTable networks() {
    MarkdownTable table =
        new MarkdownTable(
            4,
            "benchmark",
            "network",
            "batch",
            "kernels",
            "threads",
            "images/s",
            "GFLOP/s",
            "of the peak");
    for (JmhResult result : run.results()) {
      if (!result.images().isEmpty() && !result.gflops().isEmpty()) {
        table.add(
            result.benchmark(),
            result.param("network"),
            result.param("batch"),
            result.param("kernels"),
            result.param("threads"),
            whole(result.imagesMedian()),
            tenths(result.gflopsMedian()),
            percent(result));
      }
    }
    return table;
  }

  private MarkdownTable pooling() {
    MarkdownTable table =
        new MarkdownTable(4, "benchmark", "shape", "batch", "kernels", "threads", "images/s");
    for (JmhResult result : run.results()) {
      if (!result.images().isEmpty() && result.gflops().isEmpty()) {
        table.add(
            result.benchmark(),
            result.param("shape"),
            result.param("batch"),
            result.param("kernels"),
            result.param("threads"),
            whole(result.imagesMedian()));
      }
    }
    return table;
  }

  private MarkdownTable latency() {
    MarkdownTable table = new MarkdownTable(2, "network", "kernels", "threads", "time");
    for (JmhResult result : run.results()) {
      if (result.benchmark().equals("Predict.latency")) {
        String time = tenths(result.score()) + " " + result.unit().replaceAll("/op$", "");
        table.add(result.param("network"), result.param("kernels"), result.param("threads"), time);
      }
    }
    return table;
  }

  private String percent(JmhResult result) {
    OptionalDouble percent = peaks.percent(result);
    return percent.isEmpty()
        ? "no peak"
        : String.format(Locale.ROOT, "%.0f %%", percent.getAsDouble());
  }

  private static String tenths(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private static String whole(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }
}
