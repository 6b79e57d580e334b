package io.crema.nn.metric;

import java.util.ArrayList;
import java.util.List;

/** Lines of cells in aligned columns: the first column to the left, the others to the right. */
final class TextTable {

  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();

  void addRow(List<String> cells) {
    rows.add(List.copyOf(cells));
  }

  /** {@return the lines, each ended by a line feed} */
  @Override
  public String toString() {
    int[] widths = widths();
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      for (int column = 0; column < row.size(); column++) {
        String padding = " ".repeat(widths[column] - row.get(column).length());
        text.append(column == 0 ? row.get(column) + padding : GAP + padding + row.get(column));
      }
      text.append('\n');
    }
    return text.toString();
  }

  private int[] widths() {
    int[] widths = new int[rows.stream().mapToInt(List::size).max().orElse(0)];
    for (List<String> row : rows) {
      for (int column = 0; column < row.size(); column++) {
        widths[column] = Math.max(widths[column], row.get(column).length());
      }
    }
    return widths;
  }
}
