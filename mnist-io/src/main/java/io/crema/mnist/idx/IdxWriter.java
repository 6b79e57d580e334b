package io.crema.mnist.idx;

import io.crema.core.file.ReplacingFile;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;

/**
 * Writes an IDX file from front to back, plain or inside gzip.
 *
 * <pre>{@code
 * IdxHeader header = new IdxHeader(IdxType.UNSIGNED_BYTE, Shape.of(10));
 * try (IdxWriter writer = IdxWriter.gzip(Path.of("labels.gz"), header)) {
 *   writer.writeInts(new int[] {7, 2, 1, 0, 4, 1, 4, 9, 5, 9}, 0, 10);
 * }
 * }</pre>
 *
 * <p>The values go to a temporary file in the same directory. {@link #close()} forces it to disk
 * and moves it into place atomically, instead of a file that may be there, if every value was
 * written; otherwise it deletes it, and what was there before stays. Not for several threads at
 * once.
 */
public final class IdxWriter implements Closeable {

  private static final int BUFFER_BYTES = 1 << 16;

  private final Path path;
  private final IdxHeader header;
  private final ReplacingFile file;
  private final OutputStream out;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
  private int remaining;
  private boolean failed;
  private boolean closed;

  private IdxWriter(Path path, IdxHeader header, ReplacingFile file, boolean gzip)
      throws IOException {
    this.path = path;
    this.header = header;
    this.file = file;
    OutputStream open = keepOpen(file);
    this.out =
        new BufferedOutputStream(
            gzip ? new GZIPOutputStream(open, BUFFER_BYTES) : open, BUFFER_BYTES);
    this.remaining = header.shape().size();
    out.write(bytes(header));
  }

  /**
   * Begins a plain file.
   *
   * @param path where the file shall appear
   * @param header type and shape of the values to come
   * @return the writer, before the first value
   * @throws IOException if the temporary file cannot be made
   */
  public static IdxWriter plain(Path path, IdxHeader header) throws IOException {
    return begin(path, header, false);
  }

  /**
   * Begins a gzip file.
   *
   * @param path where the file shall appear, whatever its name ends in
   * @param header type and shape of the values to come
   * @return the writer, before the first value
   * @throws IOException if the temporary file cannot be made
   */
  public static IdxWriter gzip(Path path, IdxHeader header) throws IOException {
    return begin(path, header, true);
  }

  private static IdxWriter begin(Path path, IdxHeader header, boolean gzip) throws IOException {
    ReplacingFile file = ReplacingFile.open(path);
    try {
      return new IdxWriter(path, header, file, gzip);
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  private static byte[] bytes(IdxHeader header) {
    ByteBuffer bytes = ByteBuffer.allocate(header.headerBytes());
    bytes.putShort((short) 0);
    bytes.put((byte) header.type().code());
    bytes.put((byte) header.shape().rank());
    for (int length : header.shape().dims()) {
      bytes.putInt(length);
    }
    return bytes.array();
  }

  /** {@return a stream into the file whose end is not the end of the file's} */
  private static OutputStream keepOpen(ReplacingFile file) {
    return new FilterOutputStream(Channels.newOutputStream(file)) {
      @Override
      public void write(byte[] from, int offset, int count) throws IOException {
        out.write(from, offset, count);
      }

      @Override
      public void close() throws IOException {
        flush();
      }
    };
  }

  /** {@return the header} */
  public IdxHeader header() {
    return header;
  }

  /** {@return how many values are not written yet} */
  public int remaining() {
    return remaining;
  }

  /**
   * Writes values of one byte as they stand.
   *
   * @param from the values. Not modified.
   * @param offset where to begin in {@code from}
   * @param count how many values, from 0 to {@link #remaining()}
   * @throws IOException if the file cannot be written
   * @throws IllegalStateException if the type of the file has more than one byte
   * @throws IllegalArgumentException if fewer than {@code count} values remain
   * @throws IndexOutOfBoundsException if {@code from} does not have them
   */
  public void writeBytes(byte[] from, int offset, int count) throws IOException {
    requireType(header.type().bytes() == 1, "writeBytes");
    requireRange(from.length, offset, count);
    write(from, offset, count);
    remaining -= count;
  }

  /**
   * Writes whole numbers.
   *
   * @param from the values, each within the range of the type. Not modified.
   * @param offset where to begin in {@code from}
   * @param count how many values, from 0 to {@link #remaining()}
   * @throws IOException if the file cannot be written
   * @throws IllegalStateException if the type of the file is float or double
   * @throws IllegalArgumentException if fewer than {@code count} values remain or one is outside
   *     the range; then none is written
   * @throws IndexOutOfBoundsException if {@code from} does not have them
   */
  public void writeInts(int[] from, int offset, int count) throws IOException {
    requireType(header.type().isWhole(), "writeInts");
    requireRange(from.length, offset, count);
    for (int i = offset; i < offset + count; i++) {
      requireHeld(from[i], i);
    }
    for (int i = offset; i < offset + count; i++) {
      putInt(from[i]);
      drainIfFull();
    }
    drain();
    remaining -= count;
  }

  /**
   * Writes floats, into a file of doubles as well.
   *
   * @param from the values. Not modified.
   * @param offset where to begin in {@code from}
   * @param count how many values, from 0 to {@link #remaining()}
   * @throws IOException if the file cannot be written
   * @throws IllegalStateException if the type of the file is neither float nor double
   * @throws IllegalArgumentException if fewer than {@code count} values remain
   * @throws IndexOutOfBoundsException if {@code from} does not have them
   */
  public void writeFloats(float[] from, int offset, int count) throws IOException {
    requireType(!header.type().isWhole(), "writeFloats");
    requireRange(from.length, offset, count);
    boolean wide = header.type() == IdxType.DOUBLE;
    for (int i = offset; i < offset + count; i++) {
      if (wide) {
        buffer.putDouble(from[i]);
      } else {
        buffer.putFloat(from[i]);
      }
      drainIfFull();
    }
    drain();
    remaining -= count;
  }

  /**
   * Writes doubles.
   *
   * @param from the values. Not modified.
   * @param offset where to begin in {@code from}
   * @param count how many values, from 0 to {@link #remaining()}
   * @throws IOException if the file cannot be written
   * @throws IllegalStateException if the type of the file is not double
   * @throws IllegalArgumentException if fewer than {@code count} values remain
   * @throws IndexOutOfBoundsException if {@code from} does not have them
   */
  public void writeDoubles(double[] from, int offset, int count) throws IOException {
    requireType(header.type() == IdxType.DOUBLE, "writeDoubles");
    requireRange(from.length, offset, count);
    for (int i = offset; i < offset + count; i++) {
      buffer.putDouble(from[i]);
      drainIfFull();
    }
    drain();
    remaining -= count;
  }

  private void putInt(int value) {
    switch (header.type().bytes()) {
      case 1 -> buffer.put((byte) value);
      case 2 -> buffer.putShort((short) value);
      default -> buffer.putInt(value);
    }
  }

  private void drainIfFull() throws IOException {
    if (!buffer.hasRemaining()) {
      drain();
    }
  }

  private void drain() throws IOException {
    write(buffer.array(), 0, buffer.position());
    buffer.clear();
  }

  private void write(byte[] from, int offset, int count) throws IOException {
    boolean written = false;
    try {
      out.write(from, offset, count);
      written = true;
    } finally {
      failed |= !written;
    }
  }

  private void requireType(boolean fits, String method) {
    if (closed || failed) {
      throw new IllegalStateException(
          "%s: %s after %s".formatted(path, method, closed ? "close" : "a failed write"));
    }
    if (!fits) {
      throw new IllegalStateException(
          "%s: %s cannot write values of type %s".formatted(path, method, header.type()));
    }
  }

  private void requireRange(int length, int offset, int count) {
    if (count < 0 || count > remaining) {
      throw new IllegalArgumentException(
          "%s: expected a count from 0 to %d, the values that remain, got %d"
              .formatted(path, remaining, count));
    }
    Objects.checkFromIndexSize(offset, count, length);
  }

  private void requireHeld(int value, int index) {
    if (!header.type().holds(value)) {
      throw new IllegalArgumentException(
          "%s: value at %d: expected %s for %s, got %d"
              .formatted(path, index, header.type().range(), header.type(), value));
    }
  }

  /**
   * Moves the file into place if every value was written, and deletes the temporary file if not.
   * Has no effect the second time.
   *
   * @throws IllegalStateException if values are missing although no write has failed
   * @throws IOException if the file cannot be written, forced to disk or moved
   */
  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try (file) {
      out.close();
      if (remaining > 0 && !failed) {
        throw new IllegalStateException(
            "%s: expected %d values for %s, got %d"
                .formatted(path, header.shape().size(), header, header.shape().size() - remaining));
      }
      if (!failed) {
        file.commit();
      }
    }
  }
}
