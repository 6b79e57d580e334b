package io.crema.nn.io;

import java.io.IOException;
import java.io.InputStream;

/** The bytes of a safetensors file, with the position for messages. */
final class SafetensorsSource {

  /** The length of a file whose length is not known. */
  static final long UNKNOWN = -1;

  private final String name;
  private final InputStream in;
  private final long length;
  private long position;

  /**
   * A source at its start.
   *
   * @param name the path or name, for messages
   * @param in the bytes of the file
   * @param length the number of bytes in {@code in}, or {@link #UNKNOWN}
   */
  SafetensorsSource(String name, InputStream in, long length) {
    this.name = name;
    this.in = in;
    this.length = length;
  }

  boolean isLengthKnown() {
    return length != UNKNOWN;
  }

  long length() {
    return length;
  }

  long position() {
    return position;
  }

  /** {@return the next bytes, as many as asked, or fewer if the file ends before} */
  byte[] readUpTo(int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    position += bytes.length;
    return bytes;
  }

  /**
   * Reads exactly as many bytes as asked.
   *
   * @param subject what the bytes are, for the message if they are not all there
   */
  void read(byte[] to, int count, String subject) throws IOException {
    int got = in.readNBytes(to, 0, count);
    position += got;
    if (got < count) {
      throw wrong(position, subject, (count - got) + " bytes more", "the end of the file");
    }
  }

  /** Looks whether anything follows. */
  void requireEnd() throws IOException {
    if (in.read() >= 0) {
      throw wrong(position, "values", "the end of the file", "more bytes");
    }
  }

  SafetensorsException wrong(long offset, String subject, String expected, String found) {
    return new SafetensorsException(name, offset, subject, expected, found);
  }

  SafetensorsException wrong(
      long offset, String subject, String expected, String found, Throwable cause) {
    return new SafetensorsException(name, offset, subject, expected, found, cause);
  }
}
