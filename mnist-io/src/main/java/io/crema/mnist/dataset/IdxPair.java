package io.crema.mnist.dataset;

import io.crema.core.tensor.Shape;
import io.crema.mnist.idx.IdxFormatException;
import io.crema.mnist.idx.IdxHeader;
import io.crema.mnist.idx.IdxReader;
import io.crema.mnist.idx.IdxType;
import java.io.IOException;

/** What a file of images and a file of labels must be to belong together. */
final class IdxPair {

  /** Where type, rank and first length stand in an IDX file, and the data of rank 1. */
  private static final int TYPE_OFFSET = 2;

  private static final int RANK_OFFSET = 3;
  private static final int COUNT_OFFSET = 4;
  private static final int LABELS_OFFSET = 8;

  private IdxPair() {}

  /** {@return the labels, all of them, after the headers of both files are found to agree} */
  static byte[] readLabels(IdxReader images, IdxReader labels) throws IOException {
    requireUnread(images);
    requireUnread(labels);
    requireBytes(images, "images");
    requireBytes(labels, "labels");
    int rank = images.header().shape().rank();
    if (rank != 3 && rank != 4) {
      throw wrong(images, RANK_OFFSET, "images of rank 3 [N, H, W] or 4 [N, H, W, C]", rank);
    }
    if (labels.header().shape().rank() != 1) {
      throw wrong(labels, RANK_OFFSET, "labels of rank 1 [N]", labels.header().shape().rank());
    }
    int count = images.header().items();
    if (labels.header().items() != count) {
      String expected = "%d labels, one for each image in %s".formatted(count, images.name());
      throw wrong(labels, COUNT_OFFSET, expected, labels.header().items());
    }
    return labels.readBytes(count);
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

  private static void requireBytes(IdxReader reader, String what) throws IdxFormatException {
    if (reader.header().type() != IdxType.UNSIGNED_BYTE) {
      throw new IdxFormatException(
          reader.name(),
          TYPE_OFFSET,
          what + " of type " + IdxType.UNSIGNED_BYTE,
          reader.header().type().toString());
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

  /** {@return the number of classes that the greatest label calls for} */
  static int classes(byte[] labels) {
    int max = 0;
    for (byte label : labels) {
      max = Math.max(max, label & 0xFF);
    }
    return max + 1;
  }

  /** Refuses labels of the reader that name no class. */
  static void requireLabels(IdxReader reader, byte[] labels, int classes)
      throws IdxFormatException {
    for (int i = 0; i < labels.length; i++) {
      int label = labels[i] & 0xFF;
      if (label >= classes) {
        String expected = "a label from 0 to %d".formatted(classes - 1);
        throw wrong(reader, LABELS_OFFSET + (long) i, expected, label);
      }
    }
  }
}
