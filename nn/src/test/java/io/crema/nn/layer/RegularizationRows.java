package io.crema.nn.layer;

import static io.crema.nn.layer.LayerRow.row;

import io.crema.nn.plan.Grouping;
import java.util.stream.Stream;

/** Layers that differ in training. */
final class RegularizationRows {

  private RegularizationRows() {}

  static Stream<LayerRow> rows() {
    return Stream.of(
        row(new Dropout(0.25), 20),
        row(new Dropout(0.5), 3, 4, 2),
        row(new Dropout(0.5), 33).batch(1),
        row(new Dropout(0), 7),
        row(new SpatialDropout(0.4), 3, 4, 5),
        row(new SpatialDropout(0.4), 6, 17).batch(1),
        row(new SpatialDropout(0), 1, 1, 1),
        row(new DropPath(0.5), 3, 4, 2),
        row(new DropPath(0.3), 5).batch(Grouping.MAX_SAMPLES),
        row(new DropPath(0), 5).batch(1),
        row(new GaussianNoise(0.5), 3, 4, 2),
        row(new GaussianNoise(0.5), 33).batch(1),
        row(new GaussianNoise(0), 7));
  }
}
