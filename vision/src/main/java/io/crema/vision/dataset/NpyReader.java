package io.crema.vision.dataset;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** Reads the values of an array from the first to the last. */
final class NpyReader implements Closeable {

  private static final int BUFFER_VALUES = 1 << 13;

  private final NpyArray array;
  private final NpyType type;
  private final InputStream in;
  private final ByteBuffer buffer;
  private long remaining;

  NpyReader(NpyArray array) throws IOException {
    this.array = array;
    this.type = array.header().type();
    this.remaining = array.header().values();
    this.buffer = ByteBuffer.allocate(BUFFER_VALUES * type.bytes()).order(type.order()).limit(0);
    this.in = new BufferedInputStream(array.opener().open(), 1 << 16);
    try {
      in.skipNBytes(array.header().headerBytes());
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  /** Reads bytes as they stand, of a type of one byte; not together with {@link #next}. */
  void readBytes(byte[] to) throws IOException {
    requireRead(in.readNBytes(to, 0, to.length), to.length);
    taken(to.length);
  }

  /** {@return the next value} */
  double next() throws IOException {
    if (!buffer.hasRemaining()) {
      int bytes = (int) Math.min(buffer.capacity(), remaining * type.bytes());
      requireRead(in.readNBytes(buffer.array(), 0, bytes), bytes);
      buffer.clear().limit(bytes);
    }
    double value = type.read(buffer);
    taken(1);
    return value;
  }

  private void requireRead(int found, int expected) throws DataSetException {
    if (found < expected) {
      throw new DataSetException(array.source(), "data for " + array.header(), "its end before");
    }
  }

  /** After the last value, reads the end, where archives compare checksums. */
  private void taken(int values) throws IOException {
    remaining -= values;
    if (remaining == 0 && in.read() >= 0) {
      throw new DataSetException(array.source(), "the end after " + array.header(), "more bytes");
    }
  }

  /** {@return an exception about the value read last} */
  DataSetException wrong(String expected, double found) {
    long index = array.header().values() - remaining - 1;
    String text =
        found == Math.rint(found) && Math.abs(found) < 1e15 ? (long) found + "" : found + "";
    return new DataSetException(array.source(), "value " + index, expected, text);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
