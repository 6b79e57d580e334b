package io.crema.mnist.idx;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/** The bytes of an IDX file, out of gzip if they were in it, with the position for messages. */
final class IdxSource implements Closeable {

  /** The length of a file whose length is not known. */
  static final long UNKNOWN = -1;

  private static final int BUFFER_BYTES = 1 << 16;

  private final String name;
  private final InputStream in;
  private final long length;
  private long position;

  private IdxSource(String name, InputStream in, long length) {
    this.name = name;
    this.in = in;
    this.length = length;
  }

  /**
   * {@return the source over a stream, which is inflated if it begins as gzip does}
   *
   * @param name the path or name, for messages
   * @param in the bytes of the file; closed with the source
   * @param length the number of bytes in {@code in}, or {@link #UNKNOWN}
   */
  static IdxSource of(String name, InputStream in, long length) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(in, BUFFER_BYTES);
    buffered.mark(2);
    boolean gzip = buffered.read() == 0x1F && buffered.read() == 0x8B;
    buffered.reset();
    return gzip
        ? new IdxSource(name + " (inflated)", new GzipInput(name, buffered), UNKNOWN)
        : new IdxSource(name, buffered, length);
  }

  /** {@return the path or name; with {@code (inflated)} if the bytes come out of gzip} */
  String name() {
    return name;
  }

  /** {@return whether the number of bytes is known without reading them} */
  boolean isLengthKnown() {
    return length != UNKNOWN;
  }

  /**
   * Reads exactly as many bytes as asked.
   *
   * @param expected what the bytes are, for the message if they are not all there
   */
  void read(byte[] to, int offset, int count, String expected) throws IOException {
    int got = in.readNBytes(to, offset, count);
    position += got;
    if (got < count) {
      throw wrong(position, expected, position == 0 ? "an empty file" : "the end of the data");
    }
  }

  /** Compares the length, where it is known, with what the header calls for. */
  void requireLength(long expected, String what) throws IdxFormatException {
    if (!isLengthKnown() || length == expected) {
      return;
    }
    if (length < expected) {
      throw wrong(length, what, "the end of the data");
    }
    throw wrong(expected, "the end of the data", (length - expected) + " bytes more");
  }

  /** Looks whether anything follows; out of gzip this also compares the checksum. */
  void requireEnd() throws IOException {
    if (in.read() >= 0) {
      throw wrong(position, "the end of the data", "more bytes");
    }
  }

  IdxFormatException wrong(long offset, String expected, String found) {
    return new IdxFormatException(name, offset, expected, found);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
