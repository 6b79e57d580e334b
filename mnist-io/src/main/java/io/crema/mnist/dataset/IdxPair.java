package io.crema.mnist.dataset;

import io.crema.core.tensor.Shape;
import io.crema.mnist.idx.IdxFormatException;
import io.crema.mnist.idx.IdxHeader;
import io.crema.mnist.idx.IdxReader;
import io.crema.mnist.idx.IdxType;
import java.io.IOException;
import java.util.Arrays;

/** What a file of images and a file of labels must be to belong together. */
final class IdxPair {

  /** The offsets of the type, the rank and the lengths in an IDX file. */
  private static final int TYPE_OFFSET = 2;

  private static final int RANK_OFFSET = 3;
  private static final int COUNT_OFFSET = 4;

  private static final int FIELDS_OFFSET = 8;
  private static final int IMAGE_SHAPE_OFFSET = 8;

  private static final int MOST_FIELDS = 64;
  private static final int FIRST_PIECE = 1 << 16;

  private IdxPair() {}

  /** {@return the labels, all of them, after the headers of both files are found to agree} */
  static int[] readLabels(IdxReader images, IdxReader labels) throws IOException {
    requireUnread(images);
    requireUnread(labels);
    requireType(images, "images of type unsigned byte", IdxType.UNSIGNED_BYTE);
    requireType(
        labels,
        "labels of a type of whole numbers",
        IdxType.UNSIGNED_BYTE,
        IdxType.SIGNED_BYTE,
        IdxType.SHORT,
        IdxType.INT);
    int rank = images.header().shape().rank();
    if (rank != 3 && rank != 4) {
      throw wrong(images, RANK_OFFSET, "images of rank 3 [N, H, W] or 4 [N, H, W, C]", rank);
    }
    int labelRank = labels.header().shape().rank();
    if (labelRank > 2) {
      throw wrong(labels, RANK_OFFSET, "labels of rank 1 [N] or 2 [N, fields]", labelRank);
    }
    if (labels.header().itemSize() > MOST_FIELDS) {
      String expected = "at most %d fields of a label".formatted(MOST_FIELDS);
      throw wrong(labels, FIELDS_OFFSET, expected, labels.header().itemSize());
    }
    int count = images.header().items();
    if (labels.header().items() != count) {
      String expected = "%d labels, one for each image in %s".formatted(count, images.name());
      throw wrong(labels, COUNT_OFFSET, expected, labels.header().items());
    }
    return readFirstFields(labels);
  }

  /** Reads the first number of every item, which is its class where an item has several. */
  private static int[] readFirstFields(IdxReader reader) throws IOException {
    int count = reader.header().items();
    int[] fields = new int[reader.header().itemSize()];
    if (fields.length == 1) {
      return reader.readInts(count);
    }
    int[] labels = new int[Math.min(count, FIRST_PIECE)];
    for (int i = 0; i < count; i++) {
      if (i == labels.length) {
        labels = Arrays.copyOf(labels, (int) Math.min(count, 2L * i));
      }
      reader.readInts(fields, 0, fields.length);
      labels[i] = fields[0];
    }
    return labels;
  }

  private static void requireUnread(IdxReader reader) {
    IdxHeader header = reader.header();
    if (reader.remaining() != header.shape().size()) {
      throw new IllegalArgumentException(
          "%s: expected a reader before its first value, %d of %d are read"
              .formatted(
                  reader.name(),
                  header.shape().size() - reader.remaining(),
                  header.shape().size()));
    }
  }

  private static void requireType(IdxReader reader, String expected, IdxType... types)
      throws IdxFormatException {
    if (!Arrays.asList(types).contains(reader.header().type())) {
      throw new IdxFormatException(
          reader.name(), TYPE_OFFSET, expected, reader.header().type().toString());
    }
  }

  private static IdxFormatException wrong(
      IdxReader reader, long offset, String expected, int found) {
    return new IdxFormatException(reader.name(), offset, expected, String.valueOf(found));
  }

  /** {@return the shape of one image, {@code [H, W, C]}} */
  static Shape inputShape(IdxReader images) {
    Shape image = images.header().shape().withoutBatch();
    return image.rank() == 3 ? image : Shape.of(image.dim(0), image.dim(1), 1);
  }

  /** Refuses images to test with whose shape is not that of the images to train on. */
  static void requireSameShape(IdxReader train, IdxReader test) throws IdxFormatException {
    Shape expected = inputShape(train);
    Shape found = inputShape(test);
    if (!found.equals(expected)) {
      throw new IdxFormatException(
          test.name(),
          IMAGE_SHAPE_OFFSET,
          "images %s, as in %s".formatted(expected, train.name()),
          found.toString());
    }
  }

  /**
   * Refuses labels of the reader that name no class.
   *
   * @param least the label of the first class
   * @param classes the number of classes
   */
  static void requireLabels(IdxReader reader, int[] labels, int least, int classes)
      throws IdxFormatException {
    IdxHeader header = reader.header();
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < least || labels[i] - least >= classes) {
        String expected = "a label from %d to %d".formatted(least, least + classes - 1);
        long offset = (long) i * header.itemSize() * header.type().bytes();
        throw wrong(reader, header.headerBytes() + offset, expected, labels[i]);
      }
    }
  }
}
