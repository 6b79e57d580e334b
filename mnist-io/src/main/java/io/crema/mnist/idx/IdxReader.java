package io.crema.mnist.idx;

import io.crema.core.tensor.Shape;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;

/**
 * Reads an IDX file from front to back, plain or inside gzip; which of the two is told by the
 * content, never by the name.
 *
 * <pre>{@code
 * try (IdxReader reader = IdxReader.open(Path.of("train-images-idx3-ubyte.gz"))) {
 *   byte[] image = new byte[reader.header().itemSize()];
 *   while (reader.remaining() > 0) {
 *     reader.readBytes(image, 0, image.length);
 *   }
 * }
 * }</pre>
 *
 * <p>The header is read when the reader is opened. Where the length of the file is known, that of a
 * plain file on disk, it is compared with the header at once. Elsewhere missing data shows when a
 * read comes upon it, and the read that takes the last value also looks whether anything follows it
 * and whether the checksum of gzip agrees. No read allocates more than twice what the file has
 * delivered, whatever the header claims.
 *
 * <p>Every read that comes upon a defect throws {@link IdxFormatException}; after that the reader
 * can only be closed. Not for several threads at once.
 */
public final class IdxReader implements Closeable {

  /** Values allocated before the file has shown that it holds more. */
  private static final int FIRST_PIECE = 1 << 16;

  private static final int BUFFER_BYTES = 1 << 16;

  private final IdxSource source;
  private final IdxHeader header;
  private final String data;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
  private int remaining;

  private IdxReader(IdxSource source) throws IOException {
    this.source = source;
    this.header = IdxHeaderParser.parse(source);
    this.data = "%d bytes of data for %s".formatted(header.dataBytes(), header);
    this.remaining = header.shape().size();
    source.requireLength(header.headerBytes() + header.dataBytes(), data);
  }

  /**
   * Opens a file and reads its header.
   *
   * @param path the file, plain or gzip
   * @return the reader, before the first value
   * @throws IdxFormatException if the file is empty or a directory; if its first two bytes are not
   *     zero; if its type is unknown; if its rank is not 1 to {@value IdxHeader#MAX_RANK}; if a
   *     length is less than 1 or their product greater than {@link Shape#MAX_SIZE}; if the file is
   *     shorter or longer than its header says; or if its gzip is corrupt
   * @throws IOException if the file is not there or cannot be read
   */
  public static IdxReader open(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      throw new IdxFormatException(path.toString(), 0, "an IDX file", "a directory");
    }
    SeekableByteChannel channel = Files.newByteChannel(path);
    try {
      long length = Files.isRegularFile(path) ? channel.size() : IdxSource.UNKNOWN;
      return open(path.toString(), Channels.newInputStream(channel), length);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * Reads the header from a stream, such as a resource on the class path.
   *
   * @param name what to call the stream in messages
   * @param in the bytes of the file, plain or gzip; closed with the reader, or at once if this
   *     method throws
   * @return the reader, before the first value
   * @throws IdxFormatException as {@link #open(Path)}, but for the length
   * @throws IOException if the stream cannot be read
   */
  public static IdxReader open(String name, InputStream in) throws IOException {
    return open(name, in, IdxSource.UNKNOWN);
  }

  private static IdxReader open(String name, InputStream in, long length) throws IOException {
    try {
      return new IdxReader(IdxSource.of(name, in, length));
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  /** {@return the path or name; with {@code (inflated)} behind it if the file is gzip} */
  public String name() {
    return source.name();
  }

  /** {@return the header} */
  public IdxHeader header() {
    return header;
  }

  /** {@return how many values are not read yet} */
  public int remaining() {
    return remaining;
  }

  /**
   * Reads values of one byte as they stand in the file.
   *
   * @param to overwritten from {@code offset} on by {@code count} values
   * @param offset where to begin in {@code to}
   * @param count how many values, from 0 to {@link #remaining()}
   * @throws IdxFormatException if the data ends before, or goes on after the last value, or if its
   *     gzip is corrupt
   * @throws IOException if the file cannot be read
   * @throws IllegalStateException if the type of the file has more than one byte
   * @throws IllegalArgumentException if fewer than {@code count} values remain
   * @throws IndexOutOfBoundsException if {@code to} has no room for them
   */
  public void readBytes(byte[] to, int offset, int count) throws IOException {
    requireType(header.type().bytes() == 1, "readBytes");
    requireRoom(to.length, offset, count);
    source.read(to, offset, count, data);
    taken(count);
  }

  /**
   * Reads whole numbers; unsigned bytes become 0 to 255.
   *
   * @param to overwritten from {@code offset} on by {@code count} values
   * @param offset where to begin in {@code to}
   * @param count how many values, from 0 to {@link #remaining()}
   * @throws IdxFormatException as {@link #readBytes(byte[], int, int)}
   * @throws IOException if the file cannot be read
   * @throws IllegalStateException if the type of the file is float or double
   * @throws IllegalArgumentException if fewer than {@code count} values remain
   * @throws IndexOutOfBoundsException if {@code to} has no room for them
   */
  public void readInts(int[] to, int offset, int count) throws IOException {
    requireType(header.type().isWhole(), "readInts");
    requireRoom(to.length, offset, count);
    for (int done = 0; done < count; ) {
      int end = done + fillBuffer(count - done);
      for (; done < end; done++) {
        to[offset + done] = nextInt();
      }
    }
    taken(count);
  }

  /**
   * Reads values of any type as floats; ints and doubles that are none are rounded to the nearest.
   *
   * @param to overwritten from {@code offset} on by {@code count} values
   * @param offset where to begin in {@code to}
   * @param count how many values, from 0 to {@link #remaining()}
   * @throws IdxFormatException as {@link #readBytes(byte[], int, int)}
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if fewer than {@code count} values remain
   * @throws IndexOutOfBoundsException if {@code to} has no room for them
   */
  public void readFloats(float[] to, int offset, int count) throws IOException {
    requireRoom(to.length, offset, count);
    for (int done = 0; done < count; ) {
      int end = done + fillBuffer(count - done);
      for (; done < end; done++) {
        to[offset + done] = (float) nextDouble();
      }
    }
    taken(count);
  }

  /**
   * Reads values of any type as doubles, exactly.
   *
   * @param to overwritten from {@code offset} on by {@code count} values
   * @param offset where to begin in {@code to}
   * @param count how many values, from 0 to {@link #remaining()}
   * @throws IdxFormatException as {@link #readBytes(byte[], int, int)}
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if fewer than {@code count} values remain
   * @throws IndexOutOfBoundsException if {@code to} has no room for them
   */
  public void readDoubles(double[] to, int offset, int count) throws IOException {
    requireRoom(to.length, offset, count);
    for (int done = 0; done < count; ) {
      int end = done + fillBuffer(count - done);
      for (; done < end; done++) {
        to[offset + done] = nextDouble();
      }
    }
    taken(count);
  }

  /**
   * Reads values of one byte into a new array.
   *
   * @param count how many values, from 0 to {@link #remaining()}
   * @return the values as {@link #readBytes(byte[], int, int)} gives them
   * @throws IOException as {@link #readBytes(byte[], int, int)}
   * @throws IllegalStateException if the type of the file has more than one byte
   * @throws IllegalArgumentException if fewer than {@code count} values remain
   */
  public byte[] readBytes(int count) throws IOException {
    byte[] values = new byte[firstPiece(count)];
    readBytes(values, 0, values.length);
    while (values.length < count) {
      int done = values.length;
      values = Arrays.copyOf(values, nextPiece(done, count));
      readBytes(values, done, values.length - done);
    }
    return values;
  }

  /**
   * Reads whole numbers into a new array.
   *
   * @param count how many values, from 0 to {@link #remaining()}
   * @return the values as {@link #readInts(int[], int, int)} gives them
   * @throws IOException as {@link #readInts(int[], int, int)}
   * @throws IllegalStateException if the type of the file is float or double
   * @throws IllegalArgumentException if fewer than {@code count} values remain
   */
  public int[] readInts(int count) throws IOException {
    int[] values = new int[firstPiece(count)];
    readInts(values, 0, values.length);
    while (values.length < count) {
      int done = values.length;
      values = Arrays.copyOf(values, nextPiece(done, count));
      readInts(values, done, values.length - done);
    }
    return values;
  }

  /**
   * Reads values of any type into a new array of floats.
   *
   * @param count how many values, from 0 to {@link #remaining()}
   * @return the values as {@link #readFloats(float[], int, int)} gives them
   * @throws IOException as {@link #readFloats(float[], int, int)}
   * @throws IllegalArgumentException if fewer than {@code count} values remain
   */
  public float[] readFloats(int count) throws IOException {
    float[] values = new float[firstPiece(count)];
    readFloats(values, 0, values.length);
    while (values.length < count) {
      int done = values.length;
      values = Arrays.copyOf(values, nextPiece(done, count));
      readFloats(values, done, values.length - done);
    }
    return values;
  }

  /**
   * Reads values of any type into a new array of doubles.
   *
   * @param count how many values, from 0 to {@link #remaining()}
   * @return the values as {@link #readDoubles(double[], int, int)} gives them
   * @throws IOException as {@link #readDoubles(double[], int, int)}
   * @throws IllegalArgumentException if fewer than {@code count} values remain
   */
  public double[] readDoubles(int count) throws IOException {
    double[] values = new double[firstPiece(count)];
    readDoubles(values, 0, values.length);
    while (values.length < count) {
      int done = values.length;
      values = Arrays.copyOf(values, nextPiece(done, count));
      readDoubles(values, done, values.length - done);
    }
    return values;
  }

  private int firstPiece(int count) {
    requireRemaining(count);
    return source.isLengthKnown() ? count : Math.min(count, FIRST_PIECE);
  }

  private static int nextPiece(int done, int count) {
    return (int) Math.min(count, 2L * done);
  }

  /** Puts values into the buffer, at most as many as fit. */
  private int fillBuffer(int wanted) throws IOException {
    int bytes = header.type().bytes();
    int count = Math.min(wanted, BUFFER_BYTES / bytes);
    source.read(buffer.array(), 0, count * bytes, data);
    buffer.clear();
    return count;
  }

  private int nextInt() {
    return switch (header.type()) {
      case UNSIGNED_BYTE -> buffer.get() & 0xFF;
      case SIGNED_BYTE -> buffer.get();
      case SHORT -> buffer.getShort();
      case INT -> buffer.getInt();
      case FLOAT, DOUBLE -> throw new AssertionError(header);
    };
  }

  private double nextDouble() {
    return switch (header.type()) {
      case FLOAT -> buffer.getFloat();
      case DOUBLE -> buffer.getDouble();
      default -> nextInt();
    };
  }

  private void taken(int count) throws IOException {
    remaining -= count;
    if (remaining == 0 && count > 0) {
      source.requireEnd();
    }
  }

  private void requireType(boolean fits, String method) {
    if (!fits) {
      throw new IllegalStateException(
          "%s: %s cannot read values of type %s".formatted(name(), method, header.type()));
    }
  }

  private void requireRoom(int length, int offset, int count) {
    requireRemaining(count);
    Objects.checkFromIndexSize(offset, count, length);
  }

  private void requireRemaining(int count) {
    if (count < 0 || count > remaining) {
      throw new IllegalArgumentException(
          "%s: expected a count from 0 to %d, the values that remain, got %d"
              .formatted(name(), remaining, count));
    }
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
