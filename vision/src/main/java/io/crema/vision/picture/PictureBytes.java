package io.crema.vision.picture;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The bytes of a picture file under their name, and the errors they give rise to. */
final class PictureBytes {

  private final String name;
  private final byte[] array;

  /** Takes the array as it is. */
  PictureBytes(String name, byte[] array) {
    this.name = name;
    this.array = array;
  }

  String name() {
    return name;
  }

  /** {@return the bytes themselves} Not to be modified. */
  byte[] array() {
    return array;
  }

  int length() {
    return array.length;
  }

  /** {@return the byte at a position, from 0 to 255} */
  int byteAt(long at) throws PictureException {
    require(at, 1);
    return array[(int) at] & 0xFF;
  }

  /** {@return the big-endian number of two bytes} */
  int shortAt(long at) throws PictureException {
    require(at, 2);
    return byteAt(at) << 8 | byteAt(at + 1);
  }

  /** {@return the big-endian number of four bytes} */
  int intAt(long at) throws PictureException {
    require(at, 4);
    return shortAt(at) << 16 | shortAt(at + 2);
  }

  /** {@return the little-endian number of two bytes} */
  int littleShortAt(long at) throws PictureException {
    require(at, 2);
    return byteAt(at) | byteAt(at + 1) << 8;
  }

  /** {@return the little-endian number of four bytes} */
  int littleIntAt(long at) throws PictureException {
    require(at, 4);
    return littleShortAt(at) | littleShortAt(at + 2) << 16;
  }

  /** {@return whether the file has the Latin letters at a position} */
  boolean has(String letters, int at) {
    for (int i = 0; i < letters.length(); i++) {
      if (at + i >= array.length || (array[at + i] & 0xFF) != letters.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Refuses a file that ends before the last of some bytes. */
  void require(long from, long count) throws PictureException {
    if (from < 0 || count < 0 || from + count > array.length) {
      throw truncated();
    }
  }

  /** Refuses a picture with more pixels than are read, or with none. */
  void requireSize(int width, int height) throws PictureException {
    String found = grouped(width) + " x " + grouped(height);
    if (width < 1 || height < 1) {
      throw corrupt("a size of " + found);
    }
    if (width > PictureReader.MAX_SOURCE_SIDE
        || height > PictureReader.MAX_SOURCE_SIDE
        || (long) width * height > PictureReader.MAX_SOURCE_PIXELS) {
      throw refused(
          "expected at most %s pixels a side and %s in all, found %s"
              .formatted(
                  grouped(PictureReader.MAX_SOURCE_SIDE),
                  grouped(PictureReader.MAX_SOURCE_PIXELS),
                  found));
    }
  }

  /** {@return a number as it stands in messages: 1,024} */
  static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  PictureException truncated() {
    return corrupt("its end is missing");
  }

  PictureException corrupt(String why) {
    return corrupt(why, null);
  }

  PictureException corrupt(String why, @Nullable Throwable cause) {
    return new PictureException(name, "corrupt picture (%s)".formatted(why), cause);
  }

  PictureException refused(String problem) {
    return new PictureException(name, problem, null);
  }
}
