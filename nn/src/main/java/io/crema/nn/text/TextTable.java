package io.crema.nn.text;

import java.util.ArrayList;
import java.util.List;

/** Lines of cells in aligned columns, as wide as their longest cell. */
public final class TextTable {

  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();
  private final List<Integer> left;

  /**
   * Creates an empty table.
   *
   * @param left numbers of the columns that are aligned to the left; the others are to the right
   */
  public TextTable(Integer... left) {
    this.left = List.of(left);
  }

  /**
   * Adds a line.
   *
   * @param cells its cells
   */
  public void addRow(List<String> cells) {
    rows.add(List.copyOf(cells));
  }

  /**
   * Adds a line.
   *
   * @param cells its cells
   */
  public void addRow(String... cells) {
    addRow(List.of(cells));
  }

  /** {@return the lines, each ended by a line feed, without blanks at their ends} */
  @Override
  public String toString() {
    int[] widths = widths();
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < row.size(); column++) {
        String cell = row.get(column);
        String padding = " ".repeat(widths[column] - cell.length());
        line.append(column == 0 ? "" : GAP);
        line.append(left.contains(column) ? cell + padding : padding + cell);
      }
      text.append(line.toString().stripTrailing()).append('\n');
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
