package io.crema.vision.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;

/** Reads the names of classes from a text file in UTF-8, a line for each class. */
public final class ClassNamesFile {

  /** The longest name in characters, so that tables stay tables: {@value}. */
  public static final int MOST_CHARACTERS = 40;

  private static final int MOST_BYTES = 1 << 14;
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private ClassNamesFile() {}

  /**
   * Reads a file of names.
   *
   * @param file at most 16 KB; empty lines at its end are no names
   * @return the names, in the order of the lines
   * @throws IOException if the file cannot be read, or does not hold at least one name, all of them
   *     different and of 1 to {@value #MOST_CHARACTERS} characters
   */
  public static List<String> read(Path file) throws IOException {
    List<String> names = readAll(file);
    if (names.isEmpty()) {
      throw new IOException(file + ": expected a class name in each line, found no lines");
    }
    return names;
  }

  private static List<String> readAll(Path file) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MOST_BYTES + 1);
    }
    if (bytes.length > MOST_BYTES) {
      throw new IOException("%s: expected at most %d bytes".formatted(file, MOST_BYTES));
    }
    return parse(file.toString(), decode(file, bytes));
  }

  /**
   * Reads a file of names for a given number of classes.
   *
   * @param file at most 16 KB; empty lines at its end are no names
   * @param classes how many names there must be
   * @return the names, in the order of the lines
   * @throws IOException as {@link #read(Path)}, and if there are more or fewer names
   */
  public static List<String> read(Path file, int classes) throws IOException {
    return requireCount(file.toString(), readAll(file), classes);
  }

  /**
   * Reads names from text.
   *
   * @param source what to call the text in messages
   * @param lines a name in each line
   * @param classes how many names there must be
   * @return the names, in the order of the lines
   * @throws IOException if they are not as many different names of 1 to {@value #MOST_CHARACTERS}
   *     characters
   */
  public static List<String> parse(String source, String lines, int classes) throws IOException {
    return requireCount(source, parse(source, lines), classes);
  }

  private static String decode(Path file, byte[] bytes) throws IOException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IOException(file + ": expected text in UTF-8", e);
    }
  }

  private static List<String> parse(String source, String lines) throws IOException {
    String text = lines.startsWith(BYTE_ORDER_MARK) ? lines.substring(1) : lines;
    List<String> names = text.stripTrailing().lines().map(String::strip).toList();
    for (int i = 0; i < names.size(); i++) {
      requireName("%s: line %d".formatted(source, i + 1), names.get(i));
    }
    if (new HashSet<>(names).size() != names.size()) {
      throw new IOException(
          "%s: expected different class names, found %s".formatted(source, names));
    }
    return names;
  }

  private static List<String> requireCount(String source, List<String> names, int classes)
      throws IOException {
    if (names.size() != classes) {
      throw new IOException(
          "%s: expected %d lines, a class name each, found %d"
              .formatted(source, classes, names.size()));
    }
    return names;
  }

  /** Refuses what is not fit for the name of a class. */
  static void requireName(String place, String name) throws IOException {
    int length = name.codePointCount(0, name.length());
    if (length == 0 || length > MOST_CHARACTERS) {
      throw new IOException(
          "%s: expected a class name of 1 to %d characters, found %d"
              .formatted(place, MOST_CHARACTERS, length));
    }
    if (name.codePoints().anyMatch(ClassNamesFile::isControl)) {
      throw new IOException(place + ": expected a class name without control characters");
    }
  }

  /** {@return whether a character breaks a line, turns the direction of text or cannot be seen} */
  static boolean isControl(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
