package io.crema.vision.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What an NPY file says of itself before its data.
 *
 * @param type the type of the values
 * @param fortran whether the first index varies fastest
 * @param dims the lengths of the axes, each at least 1
 * @param headerBytes the length of the header
 */
@SuppressWarnings("ArrayRecordComponent") // carries, is not compared
record NpyHeader(NpyType type, boolean fortran, int[] dims, int headerBytes) {

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int MOST_BYTES = 1 << 16;
  private static final int SHORT_PREFIX = MAGIC.length + 4;
  private static final int LONG_PREFIX = MAGIC.length + 6;

  /**
   * Reads a header.
   *
   * @param source the name of the array, for messages
   * @param in the file from its start; read to the first value
   */
  static NpyHeader read(String source, InputStream in) throws IOException {
    byte[] start = in.readNBytes(MAGIC.length + 2);
    if (start.length < MAGIC.length + 2 || !Arrays.equals(Arrays.copyOf(start, 6), MAGIC)) {
      throw new DataSetException(source, "byte 0", "a NumPy array (NPY)", "other bytes");
    }
    int major = start[MAGIC.length];
    if (major < 1 || major > 3) {
      throw new DataSetException(source, "byte 6", "version 1, 2 or 3", String.valueOf(major));
    }
    int prefix = major == 1 ? SHORT_PREFIX : LONG_PREFIX;
    long length = littleEndian(in.readNBytes(prefix - start.length));
    if (length > MOST_BYTES) {
      throw new DataSetException(
          source, "byte 8", "a header of at most %d bytes".formatted(MOST_BYTES), length + "");
    }
    byte[] header = in.readNBytes((int) length);
    if (header.length < length) {
      throw new DataSetException(source, "byte 8", "a header of " + length + " bytes", "the end");
    }
    String text = new String(header, StandardCharsets.UTF_8);
    return new NpyHeaderParser(source, text, prefix).parse((int) length + prefix);
  }

  private static long littleEndian(byte[] bytes) {
    long value = 0;
    for (int i = bytes.length - 1; i >= 0; i--) {
      value = (value << 8) | (bytes[i] & 0xFF);
    }
    return value;
  }

  /** {@return the length of the data in bytes} */
  long dataBytes() {
    return values() * type.bytes();
  }

  /** {@return the number of values} */
  long values() {
    return Arrays.stream(dims).asLongStream().reduce(1, (a, b) -> a * b);
  }

  /** {@return type and shape, such as {@code uint8 [60000, 28, 28]}} */
  @Override
  public String toString() {
    return type + " " + Arrays.toString(dims);
  }
}
