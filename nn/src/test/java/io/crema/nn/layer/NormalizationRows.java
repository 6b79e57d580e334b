package io.crema.nn.layer;

import static io.crema.nn.layer.LayerRow.row;

import io.crema.nn.plan.Grouping;
import java.util.stream.Stream;

/** Normalizations in awkward shapes. */
final class NormalizationRows {

  private NormalizationRows() {}

  static Stream<LayerRow> rows() {
    return Stream.concat(ofBatches(), ofSamples());
  }

  private static Stream<LayerRow> ofBatches() {
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

  private static Stream<LayerRow> ofSamples() {
    return Stream.of(
        row(new LayerNorm(), 7),
        row(new LayerNorm(), 1).batch(1),
        row(new LayerNorm(), 33).batch(Grouping.MAX_SAMPLES),
        row(new LayerNorm().epsilon(0.5), 4, 3, 17), // an epsilon that counts
        row(new LayerNorm(), 6, 16).batch(1),
        row(new LayerNorm().axes(2), 5, 3, 7),
        row(new LayerNorm().allAxes(), 3, 2, 3).batch(Grouping.MAX_SAMPLES),
        row(new LayerNorm().allAxes(), 5, 7).batch(1),
        row(new GroupNorm(1), 3, 5, 3),
        row(new GroupNorm(2), 5, 4, 6),
        row(new GroupNorm(3).epsilon(0.5), 4, 33).batch(1),
        row(new GroupNorm(5), 15),
        row(new GroupNorm(4), 2, 2, 4).batch(Grouping.MAX_SAMPLES),
        row(new GroupNorm(17), 1, 1, 17), // one pixel, groups of one channel
        row(new InstanceNorm(), 5, 4, 3),
        row(new InstanceNorm(0.5), 3, 3, 33),
        row(new InstanceNorm(), 9, 17).batch(1),
        row(new InstanceNorm(), 1, 1, 1));
  }
}
