package io.crema.examples.exam;

import io.crema.core.parallel.Workers;
import io.crema.examples.exam.SheetColumn.Outcome;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * How the readers did in a row.
 *
 * @param row the row
 * @param outcomes for each column how it did with each picture
 */
public record SheetResult(SheetRow<?> row, List<List<Outcome>> outcomes) {

  /** Draws the pictures of a row, each once, and has every column read it. */
  public static <A> SheetResult of(
      SheetRow<A> row, List<SheetColumn<A>> columns, int pictures, Workers workers) {
    Outcome[][] outcomes = new Outcome[columns.size()][pictures];
    workers.run(
        pictures,
        (i, slot) -> {
          SheetRow.Drawn<A> drawn = row.pictures().apply(i);
          for (int column = 0; column < outcomes.length; column++) {
            outcomes[column][i] = columns.get(column).read(row.name() + " " + i, drawn);
          }
        });
    return new SheetResult(row, Stream.of(outcomes).map(List::of).toList());
  }

  /** {@return how many pictures were read} */
  public int pictures() {
    return outcomes.get(0).size();
  }

  /** {@return the share that a column read rightly, from 0 to 1} */
  public double right(int column) {
    return share(outcomes.get(column).stream().filter(Outcome::right));
  }

  /** {@return the share in which a column found nothing to read, from 0 to 1} */
  public double refused(int column) {
    return share(outcomes.get(column).stream().filter(Outcome::refused));
  }

  private double share(Stream<Outcome> some) {
    return (double) some.count() / pictures();
  }

  /** {@return why files could not be read, a line each} */
  public List<String> failures() {
    return outcomes.stream()
        .flatMap(List::stream)
        .map(Outcome::failure)
        .filter(Objects::nonNull)
        .map(Objects::requireNonNull)
        .toList();
  }
}
