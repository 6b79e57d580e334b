package io.crema.examples.reader;

import com.fasterxml.jackson.core.JsonGenerator;
import io.crema.vision.dataset.ImageSet;
import java.io.IOException;
import java.util.List;

/** Writes class names as JSON, unless they are plain numbers. */
public final class ClassNames {

  private static final String FIELD = "classNames";

  private ClassNames() {}

  /** Writes the names if they are other than numbers. */
  public static void writeTo(JsonGenerator json, List<String> names) throws IOException {
    if (!areNumbers(names)) {
      json.writeArrayFieldStart(FIELD);
      for (String name : names) {
        json.writeString(name);
      }
      json.writeEndArray();
    }
  }

  /** {@return whether the classes have no names but their numbers, as digits have} */
  public static boolean areNumbers(List<String> names) {
    return names.equals(ImageSet.numbers(names.size()));
  }
}
