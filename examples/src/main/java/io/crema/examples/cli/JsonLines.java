package io.crema.examples.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.crema.core.data.ClassNames;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** Writes JSON objects, each on a line of its own that is out at once. */
final class JsonLines {

  private static final JsonFactory FACTORY = new JsonFactory();

  private final PrintWriter out;

  JsonLines(PrintWriter out) {
    this.out = out;
  }

  /** The fields of an object. */
  interface Fields {

    void writeTo(JsonGenerator json) throws IOException;
  }

  /** Writes the names of classes as a field, unless they are just their numbers. */
  static void writeClassNames(JsonGenerator json, List<String> names) throws IOException {
    if (!ClassNames.areNumbers(names)) {
      json.writeArrayFieldStart("classNames");
      for (String name : names) {
        json.writeString(name);
      }
      json.writeEndArray();
    }
  }

  void write(Fields fields) throws IOException {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(line)) {
      json.writeStartObject();
      fields.writeTo(json);
      json.writeEndObject();
    }
    out.print(line.append('\n'));
    out.flush();
  }
}
