package io.crema.vision.dataset;

import io.crema.core.tensor.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Loads images from CSV files with an image in each line: a label and its pixels, such as {@code
 * label,pixel0,...,pixel783} of Kaggle's digit recognizer.
 *
 * <p>Fields are separated by commas, semicolons or tabs, may be quoted, and may have spaces around
 * them. The first line may have names of columns; the column of labels is then the one named {@code
 * label}, {@code class}, {@code target} or {@code y}, otherwise the first. Pixels are whole numbers
 * from 0 to 255 in the order {@code [H, W, C]}. Whether a file is gzip is told by its content.
 *
 * <p>Labels are whole numbers, which become classes as {@link ClassNumbering} says, or names, which
 * become classes in alphabetical order. Files are read line by line; only the images are kept.
 */
public final class CsvImages {

  private static final Pattern NAME =
      Pattern.compile(".*\\.(csv|tsv)(\\.gz)?", Pattern.CASE_INSENSITIVE);

  private CsvImages() {}

  /**
   * Loads a file or the files of a directory.
   *
   * @param path a CSV file, from which images to test with are split off; or a directory with one
   *     CSV file, or with one file with {@code train} and one with {@code test} in its name. A file
   *     to test with that has no labels is left out with a note.
   * @param options the shape of the images, and how to split
   * @return the images, in the order of the files if they are not split
   * @throws DataSetException if the files are not as described above; the message has the line and
   *     the column
   * @throws IOException if a file cannot be read
   */
  public static Loaded load(Path path, DataOptions options) throws IOException {
    if (!Files.isDirectory(path)) {
      return load(path, Optional.empty(), options, List.of());
    }
    List<Path> files = files(path);
    if (files.size() == 1) {
      return load(files.get(0), Optional.empty(), options, List.of());
    }
    Path train = only(path, files, "train");
    Path test = only(path, files, "test");
    try (CsvFile file = CsvFile.open(test)) {
      if (!file.hasLabels()) {
        String note = "%s has no labels and is left out.".formatted(test.getFileName());
        return load(train, Optional.empty(), options, List.of(note));
      }
    }
    return load(train, Optional.of(test), options, List.of());
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(f -> NAME.matcher(String.valueOf(f.getFileName())).matches())
          .sorted()
          .toList();
    }
  }

  private static Path only(Path directory, List<Path> files, String word) throws DataSetException {
    List<Path> found =
        files.stream()
            .filter(f -> String.valueOf(f.getFileName()).toLowerCase(Locale.ROOT).contains(word))
            .toList();
    if (found.size() != 1) {
      throw new DataSetException(
          directory.toString(),
          "one CSV file, or one with \"train\" and one with \"test\" in its name",
          files.isEmpty() ? "none" : names(files));
    }
    return found.get(0);
  }

  private static String names(List<Path> files) {
    return Loaded.listing(files.stream().map(f -> String.valueOf(f.getFileName())).toList());
  }

  private static Loaded load(
      Path train, Optional<Path> test, DataOptions options, List<String> notes) throws IOException {
    CsvLabels labels = new CsvLabels();
    Part trainPart = read(train, options.shape(), labels);
    if (test.isEmpty()) {
      CsvLabels.Classes classes = labels.classes(train.toString());
      return Loaded.split(
          train.toString(), trainPart.build(classes), options, noted(notes, classes));
    }
    Part testPart = read(test.get(), Optional.of(trainPart.shape()), labels);
    CsvLabels.Classes classes = labels.classes(train.toString());
    DataSet data = new DataSet(trainPart.build(classes), testPart.build(classes));
    return Loaded.of(data, noted(notes, classes));
  }

  private static List<String> noted(List<String> notes, CsvLabels.Classes classes) {
    List<String> all = new ArrayList<>(notes);
    classes.note().ifPresent(all::add);
    return all;
  }

  private static Part read(Path path, Optional<Shape> wanted, CsvLabels labels) throws IOException {
    try (CsvFile file = CsvFile.open(path)) {
      Shape shape = file.shape(wanted);
      ImageSet.Builder builder = ImageSet.builder(shape);
      return new Part(shape, builder, file.readAll(builder, labels));
    }
  }

  /** The images of a file whose classes are not known yet. */
  @SuppressWarnings("ArrayRecordComponent") // carries, is not compared
  private record Part(Shape shape, ImageSet.Builder builder, int[] labels) {

    ImageSet build(CsvLabels.Classes classes) {
      return builder.build(classes.of(labels), classes.names());
    }
  }
}
