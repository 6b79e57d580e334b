package io.crema.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Prints benchmark results as per cent of the multiply-add peak that {@link FmaPeak} found in the
 * same run with as many threads.
 *
 * <pre>{@code
 * java -cp benchmarks/target/benchmarks.jar io.crema.benchmarks.Suite --out results.json
 * java -cp benchmarks/target/benchmarks.jar io.crema.benchmarks.PercentOfPeak results.json
 * }</pre>
 *
 * <p>A file is a run: machines, JDKs and busy hours are never mixed. All values are medians over
 * the iterations of all forks. With {@code --markdown} it prints what a README shows: a table for
 * each setting, with a row for each layer.
 */
public final class PercentOfPeak {

  private static final String MARKDOWN = "--markdown";

  private PercentOfPeak() {}

  /**
   * Prints a table for each file.
   *
   * @param args names of JMH result files, and perhaps {@code --markdown}
   * @throws IOException if a file cannot be read or is no such file
   */
  public static void main(String[] args) throws IOException {
    try {
      Arguments arguments = Arguments.parse(args, Set.of(MARKDOWN), Set.of());
      for (String name : arguments.files()) {
        Run run = Run.read(Path.of(name));
        System.out.println(arguments.has(MARKDOWN) ? MarkdownReport.of(run) : plain(run));
      }
    } catch (IllegalArgumentException e) {
      System.err.println("PercentOfPeak: " + e.getMessage());
      System.err.println("usage: PercentOfPeak [--markdown] RESULTS.json...");
      System.exit(2);
    }
  }

  private static String plain(Run run) {
    String made = run.environment().map(e -> e.summary() + "\n").orElse("");
    return run.file() + "\n" + made + "\n" + table(run.results());
  }

  /**
   * The results that count arithmetic, one a line.
   *
   * @param results of one run
   */
  static String table(List<JmhResult> results) {
    Peaks peaks = Peaks.of(results);
    MarkdownTable table =
        new MarkdownTable(
            4,
            "benchmark",
            "shape or network",
            "batch",
            "kernels",
            "threads",
            "GFLOP/s",
            "spread",
            "% of peak");
    for (JmhResult result : results) {
      if (!result.gflops().isEmpty()) {
        table.add(
            result.benchmark(),
            result.param(result.params().containsKey("network") ? "network" : "shape"),
            result.param("batch"),
            result.param("kernels"),
            result.param("threads"),
            String.format(Locale.ROOT, "%.1f", result.gflopsMedian()),
            String.format(Locale.ROOT, "%.0f %%", 100 * result.spread()),
            percent(peaks.percent(result)));
      }
    }
    return table.toString();
  }

  private static String percent(OptionalDouble percent) {
    return percent.isEmpty()
        ? "no peak"
        : String.format(Locale.ROOT, "%.1f", percent.getAsDouble());
  }
}
