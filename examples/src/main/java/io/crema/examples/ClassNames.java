package io.crema.examples;

import io.crema.mnist.dataset.Mnist;
import io.crema.nn.io.TrainingRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What the classes are called: as the model says, else as the data say, else by their numbers. */
final class ClassNames {

  /** A file beside the data, with a name a line: {@value}. */
  static final String FILE = "classes.txt";

  /** The names in a training record, a line each: {@value}. */
  static final String RECORD = "classNames";

  private static final List<String> NUMBERS =
      IntStream.range(0, Mnist.CLASSES).mapToObj(Integer::toString).toList();
  private static final int MOST_BYTES = 10_000;

  private ClassNames() {}

  /**
   * {@return the names, one a class}
   *
   * @param record of the model
   * @param data where the data are; null for the bundled ones
   * @throws IOException if there are more or fewer
   */
  static List<String> of(TrainingRecord record, @Nullable Path data) throws IOException {
    String names = record.values().get(RECORD);
    return names == null ? of(data) : checked("model: " + RECORD, names);
  }

  /**
   * {@return the names of the data, or numbers}
   *
   * @param data where the data are; null for the bundled ones
   * @throws IOException if there is a file of names that cannot be read, or has more or fewer
   */
  static List<String> of(@Nullable Path data) throws IOException {
    Path file = data == null ? null : data.resolve(FILE);
    if (file == null || !Files.exists(file)) {
      return NUMBERS;
    }
    if (Files.size(file) > MOST_BYTES) {
      throw new IOException(
          "%s: expected at most %d bytes, found %d".formatted(file, MOST_BYTES, Files.size(file)));
    }
    return checked(file.toString(), Files.readString(file, StandardCharsets.UTF_8));
  }

  /** {@return the record, with the names if they are other than numbers} */
  static TrainingRecord add(TrainingRecord record, List<String> names) {
    return names.equals(NUMBERS) ? record : record.with(RECORD, String.join("\n", names));
  }

  private static List<String> checked(String source, String text) throws IOException {
    List<String> names =
        text.lines().map(line -> line.replaceAll("\\p{Cntrl}", "").strip()).toList();
    if (names.size() != Mnist.CLASSES || names.contains("")) {
      throw new IOException(
          "%s: expected %d lines with a name each, found %s"
              .formatted(source, Mnist.CLASSES, names));
    }
    return names;
  }
}
