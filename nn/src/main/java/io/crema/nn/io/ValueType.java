package io.crema.nn.io;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** The types of values that are read, each widened exactly to float; little-endian in a file. */
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

    @Override
    void write(ByteBuffer to, float[] from, int first, int count) {
      throw new UnsupportedOperationException("BF16 is read only");
    }
  };

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
  abstract void write(ByteBuffer to, float[] from, int first, int count);
}
