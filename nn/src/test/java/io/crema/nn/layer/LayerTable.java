package io.crema.nn.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Every layer, join and block in awkward shapes: a stride that does not divide, uneven padding, one
 * pixel, one sample, odd channels and more channels than a vector has lanes.
 *
 * <p>{@link LayerTableTest} runs gradient check, naive reference, model file and the other checks
 * over all rows; {@link LayerBitsTest} compares the bits of the kernels.
 */
final class LayerTable {

  private static final Map<String, Supplier<Stream<LayerRow>>> KINDS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("activation", ActivationRows::rows),
              Map.entry("block", BlockRows::rows),
              Map.entry("convolution", ConvolutionRows::rows),
              Map.entry("dense", DenseRows::rows),
              Map.entry("depthwise", DepthwiseRows::rows),
              Map.entry("join", JoinRows::rows),
              Map.entry("normalization", NormalizationRows::rows),
              Map.entry("pooling", PoolingRows::rows),
              Map.entry("regularization", RegularizationRows::rows),
              Map.entry("sequence", SequenceRows::rows),
              Map.entry("shape", ShapeRows::rows)));

  private LayerTable() {}

  /** The kinds of rows, in alphabetical order. */
  static List<String> kinds() {
    return List.copyOf(KINDS.keySet());
  }

  /** All rows of a kind. */
  static List<LayerRow> rows(String kind) {
    return KINDS.get(kind).get().toList();
  }

  /** All rows. */
  static List<LayerRow> rows() {
    List<LayerRow> rows = new ArrayList<>();
    kinds().forEach(kind -> rows.addAll(rows(kind)));
    return rows;
  }
}
