package io.crema.examples;

import io.crema.core.parallel.Workers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * How the readers did in a row.
 *
 * @param row the row
 * @param pictures how many were read
 * @param right for each column how many it read rightly
 */
record SheetResult(SheetRow<?> row, int pictures, List<Integer> right) {

  /** {@return the share of a column that is right, from 0 to 1} */
  double share(int column) {
    return (double) right.get(column) / pictures;
  }

  /**
   * Draws the pictures of a row and has every column read each.
   *
   * @throws IOException if a reader fails
   */
  static <A> SheetResult of(
      SheetRow<A> row, List<SheetColumn<A>> columns, int pictures, Workers workers)
      throws IOException {
    boolean[][] right = new boolean[pictures][columns.size()];
    try {
      workers.run(pictures, (i, slot) -> read(row, columns, i, right[i]));
    } catch (UncheckedIOException e) {
      throw new IOException(Failure.describe(e), e);
    }
    List<Integer> counts = new ArrayList<>();
    for (int column = 0; column < columns.size(); column++) {
      counts.add(count(right, column));
    }
    return new SheetResult(row, pictures, List.copyOf(counts));
  }

  private static <A> void read(
      SheetRow<A> row, List<SheetColumn<A>> columns, int index, boolean[] right) {
    SheetRow.Drawn<A> drawn = row.pictures().apply(index);
    try {
      for (int column = 0; column < right.length; column++) {
        String name = row.name() + " " + index;
        A answer = columns.get(column).reader().read(name, drawn.file());
        right[column] = answer.equals(drawn.answer());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int count(boolean[][] right, int column) {
    int count = 0;
    for (boolean[] answers : right) {
      count += answers[column] ? 1 : 0;
    }
    return count;
  }
}
