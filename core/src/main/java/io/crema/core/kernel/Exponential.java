package io.crema.core.kernel;

/**
 * The exponential in float, scaled by a power of two that keeps it a normal float. {@link
 * VectorExponential} has the same operations in the same order.
 */
final class Exponential {

  static final float LOG2_E = 0x1.715476p0f;

  /** The logarithm of 2 in two parts; the first has 10 bits, so that its multiples are exact. */
  static final float LN2_HIGH = 0x1.63p-1f;

  static final float LN2_LOW = -0x1.bd0106p-13f;

  /** Added to a float, leaves its nearest whole number in the lowest bits. */
  static final float TO_WHOLE = 0x1.8p23f;

  static final int FRACTION_BITS = 23;
  static final int EXPONENT_BIAS = 127;

  /** The bias for an exponential times 2^64: of numbers down to -130. */
  static final int RAISED_BIAS = EXPONENT_BIAS + 64;

  /** Takes that factor back. */
  static final float LOWER = 0x1p-64f;

  /** The bias for an exponential times 2^-32: of numbers up to 110. */
  static final int LOWERED_BIAS = EXPONENT_BIAS - 32;

  /** The number 1 on the scale of a lowered exponential. */
  static final float LOWERED_ONE = 0x1p-32f;

  /*
   * Minimax polynomial (exp(r) - 1 - r) / r^2 for |r| up to ln(2) / 2, by Lawson's iteration on 4000
   * Chebyshev nodes. In exact arithmetic exp(r) - 1 errs by 2^-26.2 of itself.
   */
  static final float EXP_2 = 0.49999997f;
  static final float EXP_3 = 0.16666543f;
  static final float EXP_4 = 0.0416672f;
  static final float EXP_5 = 0.008366515f;
  static final float EXP_6 = 0.0013882522f;

  private Exponential() {}

  /** {@code exp(a b)} times the power of two of the bias; the product is not rounded. */
  static float exp(float a, float b, int bias) {
    float whole = Math.fma(a * b, LOG2_E, TO_WHOLE);
    float power = power(whole, bias);
    float n = whole - TO_WHOLE;
    float r = Math.fma(n, -LN2_LOW, Math.fma(a, b, n * -LN2_HIGH));
    return Math.fma(power, expm1Near0(r), power);
  }

  /** {@code exp(x) - 1} for x from -30 to 0. */
  static float expm1(float x) {
    float whole = Math.fma(x, LOG2_E, TO_WHOLE);
    float power = power(whole, EXPONENT_BIAS);
    float r = remainder(x, whole - TO_WHOLE);
    return Math.fma(power, expm1Near0(r), power - 1f);
  }

  /** {@code exp(r) - 1} for |r| up to ln(2) / 2. */
  private static float expm1Near0(float r) {
    float p = Math.fma(r, EXP_6, EXP_5);
    p = Math.fma(p, r, EXP_4);
    p = Math.fma(p, r, EXP_3);
    p = Math.fma(p, r, EXP_2);
    return Math.fma(r * r, p, r);
  }

  /** {@code x - n log(2)}. */
  private static float remainder(float x, float n) {
    return Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, x));
  }

  /** 2 to the power of the whole number in the lowest bits. */
  private static float power(float whole, int bias) {
    return Float.intBitsToFloat((Float.floatToRawIntBits(whole) + bias) << FRACTION_BITS);
  }
}
