package io.crema.mnist.dataset;

import io.crema.mnist.idx.IdxReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;

/** What classes are called: by the names of a file, else as known, else by their numbers. */
final class ClassNames {

  /** The file of names, in UTF-8, a line a class. */
  static final String FILE = "classes.txt";

  /** The longest name in characters, so that tables stay tables. */
  static final int MOST_CHARACTERS = 40;

  private static final int MOST_BYTES = 1 << 14;
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private ClassNames() {}

  /** {@return the names of the data in a directory, as many as classes} */
  static List<String> of(Path directory, int classes) throws IOException {
    Path file = directory.resolve(FILE);
    if (Files.exists(file)) {
      return parse(file.toString(), read(file), classes);
    }
    try (IdxReader labels = Mnist.testLabels(directory)) {
      return KnownDataSets.names(labels)
          .orElseGet(() -> IntStream.range(0, classes).mapToObj(Integer::toString).toList());
    }
  }

  private static String read(Path file) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MOST_BYTES + 1);
    }
    if (bytes.length > MOST_BYTES) {
      throw new IOException("%s: expected at most %d bytes".formatted(file, MOST_BYTES));
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IOException(file + ": expected text in UTF-8", e);
    }
  }

  /** {@return the names in some lines, after they are found to be fit for one} */
  static List<String> parse(String source, String lines, int classes) throws IOException {
    String text = lines.startsWith(BYTE_ORDER_MARK) ? lines.substring(1) : lines;
    List<String> names = text.lines().map(String::strip).toList();
    if (names.size() != classes) {
      throw new IOException(
          "%s: expected %d lines, a class name each, found %d"
              .formatted(source, classes, names.size()));
    }
    for (int i = 0; i < classes; i++) {
      requireName("%s: line %d".formatted(source, i + 1), names.get(i));
    }
    if (new HashSet<>(names).size() != classes) {
      throw new IOException(
          "%s: expected different class names, found %s".formatted(source, names));
    }
    return names;
  }

  private static void requireName(String place, String name) throws IOException {
    int length = name.codePointCount(0, name.length());
    if (length == 0 || length > MOST_CHARACTERS) {
      throw new IOException(
          "%s: expected a class name of 1 to %d characters, found %d"
              .formatted(place, MOST_CHARACTERS, length));
    }
    if (name.codePoints().anyMatch(ClassNames::isControl)) {
      throw new IOException(place + ": expected a class name without control characters");
    }
  }

  /** Also what turns the direction of text, or cannot be seen. */
  private static boolean isControl(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.CONTROL || type == Character.FORMAT || type == Character.SURROGATE;
  }
}
