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
        row(new Dense(3), 7).batch(Grouping.MAX_SAMPLES));
  }
}
