package io.crema.mnist.dataset;

import io.crema.core.data.ClassNames;
import io.crema.core.tensor.Shape;
import io.crema.mnist.idx.IdxReader;
import io.crema.vision.dataset.ImageSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/** Reads labelled images from two IDX files, one of images and one of labels. */
public final class IdxImages {

  /** Images are read in pieces of about this size. */
  private static final int PIECE_BYTES = 1 << 16;

  private IdxImages() {}

  /**
   * Loads two IDX files, plain or gzip, with as many classes as the greatest label calls for.
   *
   * @param images unsigned bytes {@code [N, H, W]} or {@code [N, H, W, C]}
   * @param labels whole numbers {@code [N]}; of {@code [N, fields]}, the first field is the label
   * @return the images in the order of the file, with {@code max(label) + 1} classes
   * @throws io.crema.mnist.idx.IdxFormatException if one is not an IDX file, as {@link
   *     IdxReader#open(Path)} says; if type or rank is another; if the counts differ; or if a label
   *     is less than 0 or not below {@link ImageSet#MAX_CLASSES}
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
   * @param labels whole numbers {@code [N]}, or the first fields of {@code [N, fields]}, each from
   *     0 to {@code classes - 1}
   * @param classes the number of classes, from 1 to {@link ImageSet#MAX_CLASSES}
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
    int[] values = IdxPair.readLabels(images, labels);
    IdxPair.requireLabels(labels, values, 0, ImageSet.MAX_CLASSES);
    int classes = Arrays.stream(values).max().orElse(0) + 1;
    return pixels(images, false).build(values, ClassNames.numbers(classes));
  }

  /**
   * Reads two IDX files that are open, with a given number of classes.
   *
   * @param images before its first value; read to its end, not closed
   * @param labels before its first value; read to its end, not closed
   * @param classes the number of classes, from 1 to {@link ImageSet#MAX_CLASSES}
   * @return as {@link #load(Path, Path, int)}
   * @throws IOException as {@link #load(Path, Path, int)}
   * @throws IllegalArgumentException if {@code classes} is out of range
   */
  public static ImageSet read(IdxReader images, IdxReader labels, int classes) throws IOException {
    requireClasses(classes);
    int[] values = IdxPair.readLabels(images, labels);
    IdxPair.requireLabels(labels, values, 0, classes);
    return pixels(images, false).build(values, ClassNames.numbers(classes));
  }

  /**
   * Reads the images to the end.
   *
   * @param reader before its first value
   * @param transposed whether they are {@code [N, W, H]} or {@code [N, W, H, C]} in the file
   * @return a builder with all of them
   */
  static ImageSet.Builder pixels(IdxReader reader, boolean transposed) throws IOException {
    Shape stored = IdxPair.inputShape(reader);
    Shape shape = transposed ? Shape.of(stored.dim(1), stored.dim(0), stored.dim(2)) : stored;
    ImageSet.Builder builder = ImageSet.builder(shape);
    int imageBytes = reader.header().itemSize();
    int pieceBytes = Math.max(1, PIECE_BYTES / imageBytes) * imageBytes;
    byte[] piece = reader.readBytes(Math.min(pieceBytes, reader.remaining()));
    add(builder, piece, piece.length / imageBytes, stored, transposed);
    while (reader.remaining() > 0) {
      int count = Math.min(piece.length, reader.remaining());
      reader.readBytes(piece, 0, count);
      add(builder, piece, count / imageBytes, stored, transposed);
    }
    return builder;
  }

  private static void add(
      ImageSet.Builder builder, byte[] images, int count, Shape stored, boolean transposed) {
    builder.add(transposed ? transpose(images, count, stored) : images, count);
  }

  /** {@return images of rows whose columns were stored one after the other} */
  private static byte[] transpose(byte[] images, int count, Shape stored) {
    int width = stored.dim(0);
    int height = stored.dim(1);
    int channels = stored.dim(2);
    byte[] upright = new byte[count * stored.size()];
    int next = 0;
    for (int i = 0; i < count; i++) {
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          int from = i * stored.size() + (x * height + y) * channels;
          System.arraycopy(images, from, upright, next, channels);
          next += channels;
        }
      }
    }
    return upright;
  }

  private static void requireClasses(int classes) {
    if (classes < 1 || classes > ImageSet.MAX_CLASSES) {
      throw new IllegalArgumentException(
          "IdxImages: expected 1 to %d classes, got %d".formatted(ImageSet.MAX_CLASSES, classes));
    }
  }
}
