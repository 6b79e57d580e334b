package io.crema.examples.reader;

import com.fasterxml.jackson.core.JsonGenerator;
import io.crema.mnist.dataset.Mnist;
import io.crema.nn.io.TrainingRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What the classes are called: as the model says, else as the data say, else by their numbers. */
public final class ClassNames {

  /** The names in a training record, a line each: {@value}. */
  public static final String RECORD = "classNames";

  private static final List<String> NUMBERS =
      IntStream.range(0, Mnist.CLASSES).mapToObj(Integer::toString).toList();

  private ClassNames() {}

  /**
   * {@return the names, one a class}
   *
   * @param record of the model
   * @param data where the data are; null for the bundled ones
   * @throws IOException if there are more or fewer, or one is not fit for a name
   */
  public static List<String> of(TrainingRecord record, @Nullable Path data) throws IOException {
    return record.values().containsKey(RECORD) ? of(record) : of(data);
  }

  /**
   * {@return the names of a model, or numbers}
   *
   * @throws IOException if there are more or fewer, or one is not fit for a name
   */
  public static List<String> of(TrainingRecord record) throws IOException {
    String names = record.values().get(RECORD);
    return names == null ? NUMBERS : Mnist.classNames("model: " + RECORD, names);
  }

  /**
   * {@return the names of the data, or numbers}
   *
   * @param data where the data are; null for the bundled ones
   * @throws IOException as {@link Mnist#classNames(Path)}
   */
  public static List<String> of(@Nullable Path data) throws IOException {
    return data == null ? NUMBERS : Mnist.classNames(data);
  }

  /** {@return the record, with the names if they are other than numbers} */
  public static TrainingRecord add(TrainingRecord record, List<String> names) {
    return areNumbers(names) ? record : record.with(RECORD, String.join("\n", names));
  }

  /** Writes the names if they are other than numbers. */
  public static void writeTo(JsonGenerator json, List<String> names) throws IOException {
    if (!areNumbers(names)) {
      json.writeArrayFieldStart(RECORD);
      for (String name : names) {
        json.writeString(name);
      }
      json.writeEndArray();
    }
  }

  /** {@return whether the classes have no names but their numbers, as digits have} */
  public static boolean areNumbers(List<String> names) {
    return names.equals(NUMBERS);
  }
}
