package io.crema.vision.dataset;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipException;

/**
 * Reads the fields of a CSV file one after the other. Spaces around a field and empty lines are
 * passed over; a quoted field may contain the delimiter.
 */
final class CsvFields {

  /** The longest field in bytes. */
  private static final int MOST_BYTES = 1024;

  private static final int MOST_DIGITS = 18;
  private static final int MAX_PIXEL = 255;
  private static final int END = -1;

  private final String source;
  private final InputStream in;
  private final int delimiter;
  private final byte[] buffer = new byte[1 << 16];
  private int next;
  private int limit;

  private final byte[] field = new byte[MOST_BYTES];
  private int length;
  private int line;
  private int column;
  private boolean lastOfLine = true;

  /**
   * @param source the name of the file, for messages
   * @param in its bytes; not closed
   * @param line the number of the first line, from 1
   * @param delimiter what separates fields
   */
  CsvFields(String source, InputStream in, int line, char delimiter) {
    this.source = source;
    this.in = in;
    this.line = line - 1;
    this.delimiter = delimiter;
  }

  /** Goes to the next field; false at the end of the file. */
  boolean next() throws IOException {
    int c = lastOfLine ? beginLine() : afterSpaces();
    if (c == END && lastOfLine) {
      return false;
    }
    column = lastOfLine ? 1 : column + 1;
    length = 0;
    int end = c == '"' ? readQuoted() : readPlain(c);
    lastOfLine = end != delimiter;
    if (end == '\r' && peek() == '\n') {
      next++;
    }
    return true;
  }

  /** Passes over empty lines; returns the first byte of the line after them. */
  private int beginLine() throws IOException {
    line++;
    int c = afterSpaces();
    while (c == '\n' || c == '\r') {
      if (c == '\r' && peek() == '\n') {
        next++;
      }
      line++;
      c = afterSpaces();
    }
    return c;
  }

  private int afterSpaces() throws IOException {
    int c = read();
    while (isSpace(c)) {
      c = read();
    }
    return c;
  }

  private boolean isSpace(int c) {
    return (c == ' ' || c == '\t') && c != delimiter;
  }

  private boolean isEnd(int c) {
    return c == delimiter || c == '\n' || c == '\r' || c == END;
  }

  private int readPlain(int first) throws IOException {
    int c = first;
    for (; !isEnd(c); c = read()) {
      append(c);
    }
    while (length > 0 && isSpace(field[length - 1])) {
      length--;
    }
    return c;
  }

  /** Reads a field after its opening quote; two quotes stand for one. */
  private int readQuoted() throws IOException {
    for (int c = read(); c != '"' || peek() == '"'; c = read()) {
      if (c == '\n' || c == '\r' || c == END) {
        throw wrong("a closing quote", c == END ? "the end of the file" : "the end of the line");
      }
      if (c == '"') {
        next++;
      }
      append(c);
    }
    int end = afterSpaces();
    if (!isEnd(end)) {
      throw wrong("a delimiter after the closing quote", "'" + (char) end + "'");
    }
    return end;
  }

  private void append(int c) throws DataSetException {
    if (length == MOST_BYTES) {
      throw wrong("at most " + MOST_BYTES + " bytes", "more");
    }
    field[length++] = (byte) c;
  }

  private int read() throws IOException {
    int c = peek();
    next++;
    return c;
  }

  private int peek() throws IOException {
    if (next >= limit) {
      fill();
    }
    return next < limit ? buffer[next] & 0xFF : END;
  }

  private void fill() throws IOException {
    next = 0;
    try {
      limit = in.readNBytes(buffer, 0, buffer.length);
    } catch (ZipException | EOFException e) {
      DataSetException wrong =
          new DataSetException(
              source, "line " + Math.max(1, line), "valid gzip data", "corrupt data");
      wrong.initCause(e);
      throw wrong;
    }
  }

  /** {@return whether the field is the last of its line} */
  boolean isLastOfLine() {
    return lastOfLine;
  }

  /** {@return the number of the line of the field, from 1} */
  int line() {
    return line;
  }

  /** {@return the number of the field in its line, from 1} */
  int column() {
    return column;
  }

  /** {@return whether the field is a whole number without a sign} */
  boolean isNumber() {
    for (int i = 0; i < length; i++) {
      if (!isDigit(field[i])) {
        return false;
      }
    }
    return length > 0;
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  /** {@return the field, which is a number, or its first digits if these are too many} */
  long number() {
    long value = 0;
    for (int i = 0; i < Math.min(length, MOST_DIGITS); i++) {
      value = 10 * value + field[i] - '0';
    }
    return value;
  }

  /** {@return the field as a pixel, from 0 to 255} */
  int pixel() throws DataSetException {
    int value = 0;
    for (int i = 0; i < length && value <= MAX_PIXEL; i++) {
      if (!isDigit(field[i])) {
        throw wrongPixel();
      }
      value = 10 * value + field[i] - '0';
    }
    if (length == 0 || value > MAX_PIXEL) {
      throw wrongPixel();
    }
    return value;
  }

  private DataSetException wrongPixel() {
    return wrong("a whole number from 0 to 255", quoted());
  }

  /** {@return the field as text} */
  String text() throws DataSetException {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(field, 0, length))
          .toString();
    } catch (CharacterCodingException e) {
      DataSetException wrong = wrong("text in UTF-8", quoted());
      wrong.initCause(e);
      throw wrong;
    }
  }

  /** {@return the field in quotes, for messages} */
  String quoted() {
    return '"' + new String(field, 0, length, StandardCharsets.UTF_8) + '"';
  }

  /** {@return the place of the field, for messages} */
  String place() {
    return "line %d, column %d".formatted(line, column);
  }

  /** {@return an exception about the field} */
  DataSetException wrong(String expected, String found) {
    return new DataSetException(source, place(), expected, found);
  }
}
