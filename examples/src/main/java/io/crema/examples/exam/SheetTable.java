package io.crema.examples.exam;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * The sheet as a table in Markdown: what share of the pictures of each row was read rightly, and in
 * what share the last reader found nothing to read.
 */
public final class SheetTable {

  private final StringBuilder text = new StringBuilder();
  private final List<String> failures = new ArrayList<>();

  /** Adds a part with a head of its own, and with the mean if it has several rows. */
  public SheetTable part(
      String what, List<? extends SheetColumn<?>> columns, List<SheetResult> results) {
    if (results.isEmpty()) {
      return this;
    }
    text.append(text.isEmpty() ? "" : "\n");
    List<String> titles = new ArrayList<>(columns.stream().map(SheetColumn::title).toList());
    titles.add("refused");
    line(what, "n", titles, "pictures");
    line("---", "---:", titles.stream().map(title -> "---:").toList(), "---");
    List<ToDoubleFunction<SheetResult>> shares = shares(columns.size());
    for (SheetResult result : results) {
      SheetRow<?> row = result.row();
      List<String> cells = shares.stream().map(s -> percent(s.applyAsDouble(result))).toList();
      line(row.title(), Integer.toString(result.pictures()), cells, row.description());
      failures.addAll(result.failures());
    }
    if (results.size() > 1) {
      line("**mean of the rows**", "", means(shares, results), "");
    }
    return this;
  }

  private static List<ToDoubleFunction<SheetResult>> shares(int columns) {
    List<ToDoubleFunction<SheetResult>> shares = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      int column = i;
      shares.add(result -> result.right(column));
    }
    shares.add(result -> result.refused(columns - 1));
    return shares;
  }

  private static List<String> means(
      List<ToDoubleFunction<SheetResult>> shares, List<SheetResult> results) {
    return shares.stream()
        .map(share -> results.stream().mapToDouble(share).average().orElse(0))
        .map(mean -> "**%s**".formatted(percent(mean)))
        .toList();
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  private void line(String first, String second, List<String> cells, String last) {
    text.append("| %s | %s | ".formatted(first, second));
    cells.forEach(cell -> text.append(cell).append(" | "));
    text.append(last).append(" |\n");
  }

  /** {@return the table; where files could not be read, with a line that says so} */
  @Override
  public String toString() {
    return failures.isEmpty()
        ? text.toString()
        : text
            + "\n%d could not be read and are not right, the first: %s\n"
                .formatted(failures.size(), failures.get(0));
  }
}
