package io.crema.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A Markdown table whose columns are aligned in the text too: words left, numbers right. */
final class MarkdownTable {

  private final List<String> header;
  private final int firstNumber;
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * An empty table.
   *
   * @param firstNumber index of the first column that holds numbers
   * @param header names of the columns
   */
  MarkdownTable(int firstNumber, String... header) {
    this.header = List.of(header);
    this.firstNumber = firstNumber;
  }

  /** Adds a row of as many cells as the header has. */
  void add(String... cells) {
    if (cells.length != header.size()) {
      throw new IllegalArgumentException(
          "row: expected %d cells, got %d".formatted(header.size(), cells.length));
    }
    rows.add(List.of(cells));
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  /** The table, every line ended. */
  @Override
  public String toString() {
    int[] widths = header.stream().mapToInt(String::length).toArray();
    for (List<String> row : rows) {
      Arrays.setAll(widths, i -> Math.max(widths[i], row.get(i).length()));
    }
    StringBuilder text = new StringBuilder(line(header, widths));
    for (int i = 0; i < widths.length; i++) {
      String dashes = "-".repeat(widths[i]);
      text.append("| ").append(i < firstNumber ? dashes : dashes.substring(1) + ':').append(' ');
    }
    text.append("|\n");
    for (List<String> row : rows) {
      text.append(line(row, widths));
    }
    return text.toString();
  }

  private String line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String space = " ".repeat(widths[i] - cells.get(i).length());
      String cell = cells.get(i);
      line.append("| ").append(i < firstNumber ? cell + space : space + cell).append(' ');
    }
    return line.append("|\n").toString();
  }
}
