package io.crema.nn.layer;

import static io.crema.nn.layer.LayerRow.row;

import io.crema.nn.plan.Grouping;
import java.util.stream.Stream;

/** Normalizations in awkward shapes. */
final class NormalizationRows {

  private NormalizationRows() {}

  static Stream<LayerRow> rows() {
    BatchNorm whole = new BatchNorm().wholeBatch();
    return Stream.of(
        row(new BatchNorm(), 7),
        row(new BatchNorm(), 5).batch(2),
        row(new BatchNorm(), 33).batch(Grouping.MAX_SAMPLES),
        row(new BatchNorm(0.9, 0.5, 4), 3, 4, 5), // an epsilon that counts
        row(new BatchNorm(), 6, 5, 17).batch(1),
        row(whole, 7),
        row(whole, 5).batch(2),
        row(whole, 33).batch(Grouping.MAX_SAMPLES),
        row(new BatchNorm(0.9, 0.5, BatchNorm.WHOLE_BATCH), 3, 4, 5),
        row(whole, 6, 5, 17).batch(1),
        row(new BatchNorm(), 9, 5), // a sequence
        row(whole, 2, 1, 3, 2));
  }
}
