package io.crema.mnist.idx;

import java.util.Optional;

/** The type of the numbers in an IDX file; those of more than one byte are big-endian. */
public enum IdxType {
  /** Whole numbers from 0 to 255, as pixels and labels are. */
  UNSIGNED_BYTE(0x08, 1, 0, 255),
  /** Whole numbers from -128 to 127. */
  SIGNED_BYTE(0x09, 1, Byte.MIN_VALUE, Byte.MAX_VALUE),
  /** Whole numbers of 16 bits, signed. */
  SHORT(0x0B, 2, Short.MIN_VALUE, Short.MAX_VALUE),
  /** Whole numbers of 32 bits, signed. */
  INT(0x0C, 4, Integer.MIN_VALUE, Integer.MAX_VALUE),
  /** IEEE 754 numbers of 32 bits. */
  FLOAT(0x0D, 4),
  /** IEEE 754 numbers of 64 bits. */
  DOUBLE(0x0E, 8);

  private final int code;
  private final int bytes;
  private final boolean whole;
  private final int min;
  private final int max;

  IdxType(int code, int bytes) {
    this(code, bytes, false, 0, 0);
  }

  IdxType(int code, int bytes, int min, int max) {
    this(code, bytes, true, min, max);
  }

  IdxType(int code, int bytes, boolean whole, int min, int max) {
    this.code = code;
    this.bytes = bytes;
    this.whole = whole;
    this.min = min;
    this.max = max;
  }

  /** {@return the type of a given code, if there is one} */
  static Optional<IdxType> ofCode(int code) {
    for (IdxType type : values()) {
      if (type.code == code) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  /** {@return the third byte of a file of this type, from 0x08 to 0x0E} */
  public int code() {
    return code;
  }

  /** {@return the bytes that one value takes: 1, 2, 4 or 8} */
  public int bytes() {
    return bytes;
  }

  /** {@return whether the values are whole numbers, each of which an {@code int} can hold} */
  public boolean isWhole() {
    return whole;
  }

  /** {@return whether an {@code int} is a value of this type; false for all if not whole} */
  boolean holds(int value) {
    return whole && min <= value && value <= max;
  }

  /** {@return the values of a whole type in words, such as {@code 0 to 255}} */
  String range() {
    return min + " to " + max;
  }

  /** {@return the name in words, such as {@code unsigned byte}} */
  @Override
  public String toString() {
    return switch (this) {
      case UNSIGNED_BYTE -> "unsigned byte";
      case SIGNED_BYTE -> "signed byte";
      case SHORT -> "short";
      case INT -> "int";
      case FLOAT -> "float";
      case DOUBLE -> "double";
    };
  }
}
