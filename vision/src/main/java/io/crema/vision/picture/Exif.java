package io.crema.vision.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads the orientation out of Exif data, which is a TIFF file without pixels: a header with the
 * position of a directory, and in it entries of 12 bytes each (tag, type, count, value).
 *
 * <p>All other tags are skipped. Broken data counts as data without an orientation, since a broken
 * remark on a picture does not make the picture a broken one.
 */
final class Exif {

  private static final short LITTLE_ENDIAN_MARK = 0x4949;
  private static final short BIG_ENDIAN_MARK = 0x4D4D;
  private static final short TIFF = 42;
  private static final int HEADER_BYTES = 8;
  private static final int ENTRY_BYTES = 12;
  private static final int VALUE_OFFSET = 8;
  private static final int ORIENTATION_TAG = 0x0112;
  private static final int SHORT = 3;
  private static final int LONG = 4;

  private Exif() {}

  /**
   * {@return the orientation, {@link Orientation#UPRIGHT} if the data is broken or has none}
   *
   * @param array holds the Exif data. Not modified.
   * @param from the position of the first byte of the data
   * @param to the position after its last byte
   */
  static int orientation(byte[] array, int from, int to) {
    ByteBuffer tiff = ByteBuffer.wrap(array, from, Math.max(0, to - from)).slice();
    if (tiff.limit() < HEADER_BYTES || !readHeader(tiff)) {
      return Orientation.UPRIGHT;
    }
    long directory = Integer.toUnsignedLong(tiff.getInt());
    if (directory + Short.BYTES > tiff.limit()) {
      return Orientation.UPRIGHT;
    }
    return orientation(tiff.position((int) directory));
  }

  /** Sets the byte order and moves to the position of the directory. */
  private static boolean readHeader(ByteBuffer tiff) {
    short mark = tiff.getShort();
    tiff.order(mark == LITTLE_ENDIAN_MARK ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    boolean known = mark == LITTLE_ENDIAN_MARK || mark == BIG_ENDIAN_MARK;
    return tiff.getShort() == TIFF && known;
  }

  private static int orientation(ByteBuffer directory) {
    int entries = Short.toUnsignedInt(directory.getShort());
    int first = directory.position();
    int whole = Math.min(entries, directory.remaining() / ENTRY_BYTES);
    for (int i = 0; i < whole; i++) {
      int entry = first + i * ENTRY_BYTES;
      if (Short.toUnsignedInt(directory.getShort(entry)) == ORIENTATION_TAG) {
        return value(directory, entry);
      }
    }
    return Orientation.UPRIGHT;
  }

  private static int value(ByteBuffer directory, int entry) {
    int value =
        switch (directory.getShort(entry + 2)) {
          case SHORT -> Short.toUnsignedInt(directory.getShort(entry + VALUE_OFFSET));
          case LONG -> directory.getInt(entry + VALUE_OFFSET);
          default -> Orientation.UPRIGHT;
        };
    return directory.getInt(entry + 4) == 1 && Orientation.isKnown(value)
        ? value
        : Orientation.UPRIGHT;
  }
}
