package io.crema.examples;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The sheet as a table in Markdown: what share of the pictures of each row was read rightly. */
final class SheetTable {

  private final StringBuilder text = new StringBuilder();

  /** Adds a part with a head of its own, and with the mean if it has several rows. */
  SheetTable part(String what, List<? extends SheetColumn<?>> columns, List<SheetResult> results) {
    if (results.isEmpty()) {
      return this;
    }
    text.append(text.isEmpty() ? "" : "\n");
    line(what, "n", columns.stream().map(SheetColumn::title).toList(), "pictures");
    line("---", "---:", columns.stream().map(column -> "---:").toList(), "---");
    for (SheetResult result : results) {
      List<String> shares =
          result.right().stream().map(right -> percent(right, result.pictures())).toList();
      line(
          result.row().title(),
          Integer.toString(result.pictures()),
          shares,
          result.row().description());
    }
    if (results.size() > 1) {
      line("**mean of the rows**", "", means(results, columns.size()), "");
    }
    return this;
  }

  private List<String> means(List<SheetResult> results, int columns) {
    List<String> means = new ArrayList<>();
    for (int column = 0; column < columns; column++) {
      means.add("**%s**".formatted(percent(mean(results, column), 1)));
    }
    return means;
  }

  private static double mean(List<SheetResult> results, int column) {
    return results.stream().mapToDouble(result -> result.share(column)).average().orElse(0);
  }

  private static String percent(double part, double whole) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * part / whole);
  }

  private void line(String first, String second, List<String> shares, String last) {
    text.append("| %s | %s | ".formatted(first, second));
    shares.forEach(share -> text.append(share).append(" | "));
    text.append(last).append(" |\n");
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
