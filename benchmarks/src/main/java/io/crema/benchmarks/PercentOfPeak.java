package io.crema.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Prints benchmark results as per cent of the multiply-add peak that {@link FmaPeak} found in the
 * same run with as many threads.
 *
 * <pre>{@code
 * java -jar benchmarks/target/benchmarks.jar -rf json -rff results.json
 * java -cp benchmarks/target/benchmarks.jar io.crema.benchmarks.PercentOfPeak results.json
 * }</pre>
 *
 * <p>A file is a run: machines, JDKs and busy hours are never mixed. All values are medians over
 * the iterations of all forks.
 */
public final class PercentOfPeak {

  private static final String PEAK = "FmaPeak.fma";

  private static final List<String> HEADER =
      List.of(
          "benchmark",
          "shape or network",
          "batch",
          "kernels",
          "threads",
          "GFLOP/s",
          "spread",
          "% of peak");

  private static final int FIRST_NUMBER = 4;

  private PercentOfPeak() {}

  /**
   * Prints a table for each file.
   *
   * @param args names of JMH result files
   * @throws IOException if a file cannot be read or is no such file
   */
  public static void main(String[] args) throws IOException {
    if (args.length == 0) {
      System.err.println("usage: PercentOfPeak RESULTS.json...");
      System.exit(2);
    }
    for (String name : args) {
      System.out.println(name);
      System.out.println();
      System.out.println(table(JmhResult.read(Path.of(name))));
    }
  }

  /**
   * The results that count arithmetic, as a Markdown table whose columns are aligned.
   *
   * @param results of one run
   */
  static String table(List<JmhResult> results) {
    List<JmhResult> counted = results.stream().filter(r -> !r.gflops().isEmpty()).toList();
    Map<String, Double> peaks = new HashMap<>();
    for (JmhResult result : counted) {
      if (result.benchmark().equals(PEAK)) {
        peaks.put(result.param("threads"), result.median());
      }
    }
    List<List<String>> rows = new ArrayList<>();
    for (JmhResult result : counted) {
      rows.add(row(result, peaks));
    }
    return markdown(rows);
  }

  private static List<String> row(JmhResult result, Map<String, Double> peaks) {
    String shape = result.param(result.params().containsKey("network") ? "network" : "shape");
    Double peak = peaks.get(result.param("threads"));
    return List.of(
        result.benchmark(),
        shape,
        result.param("batch"),
        result.param("kernels"),
        result.param("threads"),
        String.format(Locale.ROOT, "%.1f", result.median()),
        String.format(Locale.ROOT, "%.0f %%", 100 * result.spread()),
        peak == null
            ? "no peak"
            : String.format(Locale.ROOT, "%.1f", 100 * result.median() / peak));
  }

  private static String markdown(List<List<String>> rows) {
    int[] widths = HEADER.stream().mapToInt(String::length).toArray();
    for (List<String> row : rows) {
      Arrays.setAll(widths, i -> Math.max(widths[i], row.get(i).length()));
    }
    StringBuilder text = new StringBuilder(line(HEADER, widths));
    for (int i = 0; i < widths.length; i++) {
      String dashes = "-".repeat(widths[i]);
      text.append("| ").append(i < FIRST_NUMBER ? dashes : dashes.substring(1) + ':').append(' ');
    }
    text.append("|\n");
    for (List<String> row : rows) {
      text.append(line(row, widths));
    }
    return text.toString();
  }

  private static String line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String space = " ".repeat(widths[i] - cells.get(i).length());
      String cell = cells.get(i);
      line.append("| ").append(i < FIRST_NUMBER ? cell + space : space + cell).append(' ');
    }
    return line.append("|\n").toString();
  }
}
