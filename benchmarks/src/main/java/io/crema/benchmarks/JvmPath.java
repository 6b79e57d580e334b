package io.crema.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the measuring JVM stood, which JMH writes down and nobody else needs to know. */
final class JvmPath {

  private static final String FIELD = "jvm";
  private static final String WITHOUT = "java";

  private JvmPath() {}

  /**
   * Writes {@value #WITHOUT} in place of the path, and leaves all else as it is.
   *
   * @param file results as JMH writes them. Overwritten.
   * @throws IOException if it cannot be read or written
   */
  static void leaveOut(Path file) throws IOException {
    JsonFactory json = new JsonFactory();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonParser in = json.createParser(Files.readAllBytes(file));
        JsonGenerator out = json.createGenerator(bytes)) {
      out.setPrettyPrinter(new DefaultPrettyPrinter());
      while (in.nextToken() != null) {
        if (in.currentToken() == JsonToken.VALUE_STRING && FIELD.equals(in.currentName())) {
          out.writeString(WITHOUT);
        } else {
          out.copyCurrentEventExact(in);
        }
      }
    }
    Files.write(file, bytes.toByteArray());
  }
}
