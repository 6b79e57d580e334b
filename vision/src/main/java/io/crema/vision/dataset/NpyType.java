package io.crema.vision.dataset;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The type of the values of a NumPy array.
 *
 * @param kind {@code b} for truth values, {@code u} and {@code i} for whole numbers without and
 *     with a sign, {@code f} for floats
 * @param bytes the size of a value
 * @param order the order of its bytes
 */
record NpyType(char kind, int bytes, ByteOrder order) {

  /** The types that are read, for messages. */
  static final String KNOWN = "bool, uint8 to uint64, int8 to int64, float32 or float64";

  private static final Pattern DESCR = Pattern.compile("([<>|])(b1|[ui][1248]|f[48])");

  /** {@return the type that a description such as {@code <f4} names, if it is one that is read} */
  static Optional<NpyType> parse(String descr) {
    Matcher matcher = DESCR.matcher(descr);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String type = matcher.group(2);
    int bytes = type.charAt(1) - '0';
    boolean ordered = !matcher.group(1).equals("|");
    ByteOrder order = matcher.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    return ordered || bytes == 1
        ? Optional.of(new NpyType(type.charAt(0), bytes, order))
        : Optional.empty();
  }

  /** {@return whether the values are bytes from 0 to 255, such as those of pictures} */
  boolean isPixel() {
    return kind == 'u' && bytes == 1;
  }

  /** {@return whether pixels of this type may be shares from 0 to 1} */
  boolean mayBeShare() {
    return kind == 'f' || kind == 'b';
  }

  /**
   * Reads the next value, as near as a double comes to it.
   *
   * @param from has the order of this type
   */
  double read(ByteBuffer from) {
    return switch (bytes) {
      case 1 -> readByte(from.get());
      case 2 -> kind == 'u' ? Short.toUnsignedInt(from.getShort()) : from.getShort();
      case 4 -> read4(from);
      default -> read8(from);
    };
  }

  private double readByte(byte value) {
    return switch (kind) {
      case 'b' -> value == 0 ? 0 : 1;
      case 'u' -> Byte.toUnsignedInt(value);
      default -> value;
    };
  }

  private double read4(ByteBuffer from) {
    return switch (kind) {
      case 'f' -> from.getFloat();
      case 'u' -> Integer.toUnsignedLong(from.getInt());
      default -> from.getInt();
    };
  }

  private double read8(ByteBuffer from) {
    if (kind == 'f') {
      return from.getDouble();
    }
    long value = from.getLong();
    return kind == 'u' && value < 0 ? (value >>> 1) * 2.0 : value;
  }

  /** {@return the name in NumPy, such as {@code float32}} */
  @Override
  public String toString() {
    return switch (kind) {
      case 'b' -> "bool";
      case 'u' -> "uint" + 8 * bytes;
      case 'i' -> "int" + 8 * bytes;
      default -> "float" + 8 * bytes;
    };
  }
}
