package io.crema.nn.io;

/** Floats in 16 bits, as IEEE 754 defines binary16. Java knows them from version 20 on only. */
final class HalfFloat {

  /** The largest finite one. */
  static final float MAX_VALUE = 65_504f;

  /** From here on the nearest is infinity: half a step above the largest. */
  private static final float OVERFLOW = 65_520f;

  private static final float LEAST_NORMAL = 0x1p-14f;
  private static final float LEAST = 0x1p-24f;

  private static final int SIGN = 0x8000;
  private static final int EXPONENT = 0x7c00;
  private static final int FRACTION = 0x03ff;

  /** Bits of the fraction that a float has and a half has not. */
  private static final int EXTRA = 13;

  /** How much the exponent of a float is above that of the same half. */
  private static final int BIAS = 112 << 23;

  private HalfFloat() {}

  /** {@return the same number as a float} */
  static float toFloat(short half) {
    int sign = (half & SIGN) << 16;
    int rest = half & (EXPONENT | FRACTION);
    if ((rest & EXPONENT) == 0) {
      return Float.intBitsToFloat(sign | Float.floatToRawIntBits((rest & FRACTION) * LEAST));
    }
    int bits = rest << EXTRA;
    return Float.intBitsToFloat(
        sign | ((rest & EXPONENT) == EXPONENT ? bits + 2 * BIAS : bits + BIAS));
  }

  /** {@return whether a number is finite as a half too} */
  static boolean holds(float value) {
    return Math.abs(value) < OVERFLOW;
  }

  /**
   * {@return the nearest half, of two equally near the one with an even last bit}
   *
   * @param value one that a half {@link #holds}
   */
  static short of(float value) {
    int sign = (Float.floatToRawIntBits(value) >>> 16) & SIGN;
    float size = Math.abs(value);
    if (size < LEAST_NORMAL) {
      // From 1/2 on a float's last bit is the least half: the sum is rounded as it has to be.
      return (short)
          (sign | (Float.floatToRawIntBits(size + 0.5f) - Float.floatToRawIntBits(0.5f)));
    }
    int bits = Float.floatToRawIntBits(size) - BIAS;
    int even = (bits >>> EXTRA) & 1;
    int half = 1 << (EXTRA - 1);
    return (short) (sign | ((bits + half - 1 + even) >>> EXTRA));
  }
}
