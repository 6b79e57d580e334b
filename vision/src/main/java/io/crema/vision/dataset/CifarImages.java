package io.crema.vision.dataset;

import io.crema.core.data.ClassNames;
import io.crema.core.tensor.Shape;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Loads CIFAR-10 and CIFAR-100 in their binary version (Krizhevsky, "Learning Multiple Layers of
 * Features from Tiny Images", 2009): images {@code [32, 32, 3]}.
 *
 * <p>CIFAR-10 is {@code data_batch_1.bin} to {@code data_batch_5.bin} and {@code test_batch.bin};
 * the names of its classes are in {@code batches.meta.txt}. CIFAR-100 is {@code train.bin} and
 * {@code test.bin}, with names in {@code fine_label_names.txt} and {@code coarse_label_names.txt}.
 * Without a file of names, those of CIFAR-10 are known, and those of CIFAR-100 are numbers.
 */
public final class CifarImages {

  /*
   * A record is the label, of CIFAR-100 the coarse and then the fine label, and 1,024 bytes each of
   * red, green and blue, row by row. A file is nothing but records.
   */

  private static final Shape SHAPE = Shape.of(32, 32, 3);

  private static final Format CIFAR_10 =
      new Format(
          10,
          1,
          0,
          "batches.meta.txt",
          List.of(
              "data_batch_1.bin",
              "data_batch_2.bin",
              "data_batch_3.bin",
              "data_batch_4.bin",
              "data_batch_5.bin"),
          "test_batch.bin");

  private static final List<String> TRAIN_100 = List.of("train.bin");
  private static final Format CIFAR_100 =
      new Format(100, 2, 1, "fine_label_names.txt", TRAIN_100, "test.bin");
  private static final Format COARSE =
      new Format(20, 2, 0, "coarse_label_names.txt", TRAIN_100, "test.bin");

  private static final List<String> NAMES_10 =
      List.of(
          "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");

  private CifarImages() {}

  /** How records look, which of their labels is the class, and which files they are in. */
  private record Format(
      int classes,
      int labelBytes,
      int labelByte,
      String names,
      List<String> trainFiles,
      String testFile) {

    int recordBytes() {
      return labelBytes + SHAPE.size();
    }

    boolean isIn(Path directory) {
      return Files.exists(directory.resolve(trainFiles.get(0)))
          || Files.exists(directory.resolve(testFile));
    }
  }

  /**
   * Loads CIFAR-10, or CIFAR-100 with its 100 fine classes, whichever is there.
   *
   * @param directory where the files are
   * @return the images, in the order of the files
   * @throws NoSuchFileException if a file is missing
   * @throws DataSetException if there are files of both or neither, if a file does not consist of
   *     whole records, or if a label is out of range
   * @throws IOException if a file cannot be read, or the names are not fit for names
   */
  public static Loaded load(Path directory) throws IOException {
    boolean ten = CIFAR_10.isIn(directory);
    if (ten == CIFAR_100.isIn(directory)) {
      throw new DataSetException(
          directory.toString(),
          "either CIFAR-10 (data_batch_1.bin, test_batch.bin) or CIFAR-100 (train.bin, test.bin)",
          ten ? "files of both" : "files of neither");
    }
    return load(directory, ten ? CIFAR_10 : CIFAR_100);
  }

  /**
   * Loads CIFAR-100 with its 20 coarse classes.
   *
   * @param directory where the files are
   * @return the images, in the order of the files
   * @throws IOException as {@link #load(Path)}
   */
  public static Loaded loadCoarse(Path directory) throws IOException {
    return load(directory, COARSE);
  }

  private static Loaded load(Path directory, Format format) throws IOException {
    List<String> names = names(directory, format);
    ImageSet train = read(directory, format.trainFiles(), format, names);
    ImageSet test = read(directory, List.of(format.testFile()), format, names);
    return Loaded.of(new DataSet(train, test), List.of());
  }

  private static List<String> names(Path directory, Format format) throws IOException {
    Path file = directory.resolve(format.names());
    if (Files.exists(file)) {
      return ClassNamesFile.read(file, format.classes());
    }
    return format.classes() == NAMES_10.size() ? NAMES_10 : ClassNames.numbers(format.classes());
  }

  private static ImageSet read(
      Path directory, List<String> files, Format format, List<String> names) throws IOException {
    ImageSet.Builder builder = ImageSet.builder(SHAPE);
    int[] labels = {};
    for (String file : files) {
      labels = addAll(directory.resolve(file), format, builder, labels);
    }
    return builder.build(labels, names);
  }

  /** Adds the images of a file; returns the labels so far and those of the file. */
  private static int[] addAll(Path file, Format format, ImageSet.Builder builder, int[] before)
      throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new NoSuchFileException(file.toString(), null, "expected a file of CIFAR images");
    }
    int recordBytes = format.recordBytes();
    int records = records(file, recordBytes);
    int[] labels = Arrays.copyOf(before, Math.addExact(before.length, records));
    byte[] planes = new byte[SHAPE.size()];
    byte[] image = new byte[SHAPE.size()];
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      for (int i = 0; i < records; i++) {
        byte[] label = in.readNBytes(format.labelBytes());
        if (label.length + in.readNBytes(planes, 0, planes.length) < recordBytes) {
          throw new DataSetException(file.toString(), records + " images", "the end after " + i);
        }
        labels[before.length + i] = label(file, (long) i * recordBytes, label, format);
        Planes.interleave(planes, SHAPE.dim(2), image);
        builder.add(image, 1);
      }
    }
    return labels;
  }

  private static int records(Path file, int recordBytes) throws IOException {
    long bytes = Files.size(file);
    if (bytes == 0 || bytes % recordBytes != 0 || bytes / recordBytes > Integer.MAX_VALUE) {
      throw new DataSetException(
          file.toString(),
          "images of %d bytes each with their labels".formatted(recordBytes),
          "%d bytes, %d too many".formatted(bytes, bytes % recordBytes));
    }
    return (int) (bytes / recordBytes);
  }

  private static int label(Path file, long offset, byte[] labels, Format format)
      throws DataSetException {
    int label = Byte.toUnsignedInt(labels[format.labelByte()]);
    if (label >= format.classes()) {
      throw new DataSetException(
          file.toString(),
          "byte " + (offset + format.labelByte()),
          "a label from 0 to " + (format.classes() - 1),
          String.valueOf(label));
    }
    return label;
  }
}
