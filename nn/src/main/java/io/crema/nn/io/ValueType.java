package io.crema.nn.io;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * The types of values that are read, as floats; little-endian in a file.
 *
 * <p>All but F64 are read exactly: an integer that no float equals becomes NaN, for which the
 * reader has a message. F64 is rounded to the nearest float.
 */
enum ValueType {
  /** Float: 8 bits of exponent, 23 of fraction. */
  F32(Float.BYTES) {
    @Override
    void read(ByteBuffer from, float[] to, int first, int count) {
      from.asFloatBuffer().get(to, first, count);
    }

    @Override
    void write(ByteBuffer to, float[] from, int first, int count) {
      to.asFloatBuffer().put(from, first, count);
    }
  },

  /** Half of IEEE 754: 5 bits of exponent, 10 of fraction. */
  F16(Short.BYTES) {
    @Override
    void read(ByteBuffer from, float[] to, int first, int count) {
      for (int i = 0; i < count; i++) {
        to[first + i] = HalfFloat.toFloat(from.getShort(i * Short.BYTES));
      }
    }

    @Override
    void write(ByteBuffer to, float[] from, int first, int count) {
      for (int i = 0; i < count; i++) {
        to.putShort(i * Short.BYTES, HalfFloat.of(from[first + i]));
      }
    }
  },

  /** The upper half of a float: 8 bits of exponent, 7 of fraction. */
  BF16(Short.BYTES) {
    @Override
    void read(ByteBuffer from, float[] to, int first, int count) {
      for (int i = 0; i < count; i++) {
        to[first + i] = Float.intBitsToFloat(from.getShort(i * Short.BYTES) << Short.SIZE);
      }
    }
  },

  /** Double: 11 bits of exponent, 52 of fraction. */
  F64(Double.BYTES) {
    @Override
    void read(ByteBuffer from, float[] to, int first, int count) {
      for (int i = 0; i < count; i++) {
        to[first + i] = (float) from.getDouble(i * Double.BYTES);
      }
    }
  },

  /** Signed integer of 64 bits. */
  I64(Long.BYTES) {
    @Override
    void read(ByteBuffer from, float[] to, int first, int count) {
      for (int i = 0; i < count; i++) {
        to[first + i] = exact(from.getLong(i * Long.BYTES));
      }
    }
  },

  /** Signed integer of 32 bits. */
  I32(Integer.BYTES) {
    @Override
    void read(ByteBuffer from, float[] to, int first, int count) {
      for (int i = 0; i < count; i++) {
        to[first + i] = exact(from.getInt(i * Integer.BYTES));
      }
    }
  },

  /** Unsigned integer of 32 bits. */
  U32(Integer.BYTES) {
    @Override
    void read(ByteBuffer from, float[] to, int first, int count) {
      for (int i = 0; i < count; i++) {
        to[first + i] = exact(Integer.toUnsignedLong(from.getInt(i * Integer.BYTES)));
      }
    }
  },

  /** Signed integer of 16 bits. */
  I16(Short.BYTES) {
    @Override
    void read(ByteBuffer from, float[] to, int first, int count) {
      for (int i = 0; i < count; i++) {
        to[first + i] = from.getShort(i * Short.BYTES);
      }
    }
  },

  /** Unsigned integer of 16 bits. */
  U16(Short.BYTES) {
    @Override
    void read(ByteBuffer from, float[] to, int first, int count) {
      for (int i = 0; i < count; i++) {
        to[first + i] = Short.toUnsignedInt(from.getShort(i * Short.BYTES));
      }
    }
  },

  /** Signed integer of 8 bits. */
  I8(Byte.BYTES) {
    @Override
    void read(ByteBuffer from, float[] to, int first, int count) {
      for (int i = 0; i < count; i++) {
        to[first + i] = from.get(i);
      }
    }
  },

  /** Unsigned integer of 8 bits. */
  U8(Byte.BYTES) {
    @Override
    void read(ByteBuffer from, float[] to, int first, int count) {
      for (int i = 0; i < count; i++) {
        to[first + i] = Byte.toUnsignedInt(from.get(i));
      }
    }
  },

  /** A byte: 0 for false, any other for true, which is read as 1. */
  BOOL(Byte.BYTES) {
    @Override
    void read(ByteBuffer from, float[] to, int first, int count) {
      for (int i = 0; i < count; i++) {
        to[first + i] = from.get(i) == 0 ? 0f : 1f;
      }
    }
  };

  /** All of them, in words: {@value}. */
  static final String NAMES = "F32, F16, BF16, F64, I64, I32, U32, I16, U16, I8, U8 or BOOL";

  private final int bytes;

  ValueType(int bytes) {
    this.bytes = bytes;
  }

  /** {@return the type that a file calls so, if it is one that is read} */
  static Optional<ValueType> named(String name) {
    return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
  }

  /** {@return the size of one value in bytes} */
  int bytes() {
    return bytes;
  }

  /**
   * Reads values from the start of a buffer.
   *
   * @param from little-endian
   */
  abstract void read(ByteBuffer from, float[] to, int first, int count);

  /**
   * Writes values to the start of a buffer.
   *
   * @param to little-endian
   */
  void write(ByteBuffer to, float[] from, int first, int count) {
    throw readOnly();
  }

  private UnsupportedOperationException readOnly() {
    return new UnsupportedOperationException(name() + " is read only");
  }

  /** {@return the float that equals an integer, or NaN if there is none} */
  private static float exact(long integer) {
    float nearest = (float) integer;
    return (long) nearest == integer && integer != Long.MAX_VALUE ? nearest : Float.NaN;
  }

  /** {@return whether values that are no finite floats are integers in the file} */
  boolean isInteger() {
    return name().startsWith("I") || name().startsWith("U");
  }
}
