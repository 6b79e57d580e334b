package io.crema.nn.layer;

import static io.crema.nn.layer.LayerRow.row;

import io.crema.nn.plan.Grouping;
import java.util.stream.Stream;

/** {@link Dense} in awkward shapes. */
final class DenseRows {

  private DenseRows() {}

  static Stream<LayerRow> rows() {
    return Stream.of(
        row(new Dense(4), 6),
        row(new Dense(4).withoutBias(), 6),
        row(new Dense(1), 1).batch(1),
        row(new Dense(1).withoutBias(), 1).batch(1),
        row(new Dense(17), 33),
        row(new Dense(17).withoutBias(), 33),
        row(new Dense(3), 7).batch(Grouping.MAX_SAMPLES),
        row(new Dense(5), 4, 3), // a sequence
        row(new Dense(3).withoutBias(), 3, 4, 5), // an image
        row(new Dense(17), 1, 1, 33).batch(1),
        row(new Dense(2), 2, 3, 2, 3),
        row(new Dense(4), 9, 1));
  }
}
