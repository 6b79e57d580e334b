package io.crema.nn.layer;

import static io.crema.nn.layer.LayerRow.row;

import java.util.stream.Stream;

/** Layers that differ in training. */
final class RegularizationRows {

  private RegularizationRows() {}

  static Stream<LayerRow> rows() {
    return Stream.of(
        row(new Dropout(0.25), 20),
        row(new Dropout(0.5), 3, 4, 2),
        row(new Dropout(0.5), 33).batch(1),
        row(new Dropout(0), 7));
  }
}
