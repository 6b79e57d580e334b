package io.crema.vision.dataset;

import java.io.IOException;
import java.util.Arrays;

/** Reads arrays of labels. */
final class ArrayLabels {

  private static final int FIRST_PIECE = 1 << 16;

  /** Doubles hold all whole numbers up to this. */
  private static final double MOST = 1L << 53;

  private ArrayLabels() {}

  /**
   * {@return the labels of an array}
   *
   * @param array whole numbers {@code [N]} or {@code [N, 1]}
   * @param images the images that they belong to
   */
  static long[] read(NpyArray array, NpyArray images) throws IOException {
    int rank = array.rank();
    int count = images.count();
    if (rank < 1 || array.count() != count || array.header().values() != count) {
      throw new DataSetException(
          array.source(),
          "%d labels [N] or [N, 1], one for each image of %s".formatted(count, images.key()),
          array.header().toString());
    }
    long[] labels = {};
    try (NpyReader reader = array.read()) {
      for (int i = 0; i < count; i++) {
        if (i == labels.length) {
          labels = Arrays.copyOf(labels, (int) Math.min(count, Math.max(FIRST_PIECE, 2L * i)));
        }
        labels[i] = label(reader);
      }
    }
    return labels;
  }

  private static long label(NpyReader reader) throws IOException {
    double value = reader.next();
    if (value != Math.rint(value) || Math.abs(value) > MOST) {
      throw reader.wrong("a whole number as label", value);
    }
    return (long) value;
  }
}
