package io.crema.mnist.dataset;

import io.crema.mnist.idx.IdxReader;
import io.crema.vision.dataset.ImageSet;
import java.io.IOException;
import java.nio.file.Path;

/** Reads labelled images from two IDX files, one of images and one of labels. */
public final class IdxImages {

  /** The most classes that labels of one byte tell apart: {@value}. */
  public static final int MAX_CLASSES = 256;

  /** Images are read in pieces of about this size. */
  private static final int PIECE_BYTES = 1 << 16;

  private IdxImages() {}

  /**
   * Loads two IDX files, plain or gzip, with as many classes as the greatest label calls for.
   *
   * @param images unsigned bytes {@code [N, H, W]} or {@code [N, H, W, C]}
   * @param labels unsigned bytes {@code [N]}
   * @return the images in the order of the file, with {@code max(label) + 1} classes
   * @throws io.crema.mnist.idx.IdxFormatException if one is not an IDX file, as {@link
   *     IdxReader#open(Path)} says; if type or rank is another; or if the counts differ
   * @throws IOException if a file is not there or cannot be read
   */
  public static ImageSet load(Path images, Path labels) throws IOException {
    try (IdxReader imageReader = IdxReader.open(images);
        IdxReader labelReader = IdxReader.open(labels)) {
      return read(imageReader, labelReader);
    }
  }

  /**
   * Loads two IDX files, plain or gzip, with a given number of classes.
   *
   * @param images unsigned bytes {@code [N, H, W]} or {@code [N, H, W, C]}
   * @param labels unsigned bytes {@code [N]}, each from 0 to {@code classes - 1}
   * @param classes the number of classes, from 1 to {@value #MAX_CLASSES}
   * @return the images in the order of the file
   * @throws io.crema.mnist.idx.IdxFormatException as {@link #load(Path, Path)}, and if a label is
   *     not below {@code classes}
   * @throws IOException if a file is not there or cannot be read
   * @throws IllegalArgumentException if {@code classes} is out of range
   */
  public static ImageSet load(Path images, Path labels, int classes) throws IOException {
    requireClasses(classes);
    try (IdxReader imageReader = IdxReader.open(images);
        IdxReader labelReader = IdxReader.open(labels)) {
      return read(imageReader, labelReader, classes);
    }
  }

  /**
   * Reads two IDX files that are open, with as many classes as the greatest label calls for.
   *
   * @param images before its first value; read to its end, not closed
   * @param labels before its first value; read to its end, not closed
   * @return as {@link #load(Path, Path)}
   * @throws IOException as {@link #load(Path, Path)}
   */
  public static ImageSet read(IdxReader images, IdxReader labels) throws IOException {
    byte[] values = IdxPair.readLabels(images, labels);
    return images(images, values, IdxPair.classes(values));
  }

  /**
   * Reads two IDX files that are open, with a given number of classes.
   *
   * @param images before its first value; read to its end, not closed
   * @param labels before its first value; read to its end, not closed
   * @param classes the number of classes, from 1 to {@value #MAX_CLASSES}
   * @return as {@link #load(Path, Path, int)}
   * @throws IOException as {@link #load(Path, Path, int)}
   * @throws IllegalArgumentException if {@code classes} is out of range
   */
  public static ImageSet read(IdxReader images, IdxReader labels, int classes) throws IOException {
    requireClasses(classes);
    byte[] values = IdxPair.readLabels(images, labels);
    IdxPair.requireLabels(labels, values, classes);
    return images(images, values, classes);
  }

  private static ImageSet images(IdxReader reader, byte[] labels, int classes) throws IOException {
    ImageSet.Builder builder = ImageSet.builder(IdxPair.inputShape(reader));
    int imageBytes = reader.header().itemSize();
    int pieceBytes = Math.max(1, PIECE_BYTES / imageBytes) * imageBytes;
    byte[] piece = reader.readBytes(Math.min(pieceBytes, reader.remaining()));
    builder.add(piece, piece.length / imageBytes);
    while (reader.remaining() > 0) {
      int count = Math.min(piece.length, reader.remaining());
      reader.readBytes(piece, 0, count);
      builder.add(piece, count / imageBytes);
    }
    int[] numbers = new int[labels.length];
    for (int i = 0; i < labels.length; i++) {
      numbers[i] = Byte.toUnsignedInt(labels[i]);
    }
    return builder.build(numbers, ImageSet.numbers(classes));
  }

  private static void requireClasses(int classes) {
    if (classes < 1 || classes > MAX_CLASSES) {
      throw new IllegalArgumentException(
          "IdxImages: expected 1 to %d classes, got %d".formatted(MAX_CLASSES, classes));
    }
  }
}
