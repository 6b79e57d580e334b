package io.crema.core.kernel;

/**
 * The exponential that a function is made of: {@code exp(-(a t + b t^2 + c t^3))} for {@code t =
 * min(|x|, end)}. It lies from 0 to 1, so nothing overflows, and is 0 at the end.
 *
 * @param end the least t where the exponential is below half of the smallest float, about
 * @param a factor of t
 * @param b factor of t^2
 * @param c factor of t^3
 */
record Decay(float end, float a, float b, float c) {

  /** {@code exp(-|x|)}. */
  static final Decay PLAIN = new Decay(104f, 1f, 0f, 0f);

  /** {@code exp(-x^2 / 2)}. */
  static final Decay BELL = new Decay(14.43f, 0f, 0.5f, 0f);

  /** {@code exp(-2 sqrt(2 / pi) (|x| + 0.044715 |x|^3))}. */
  static final Decay GELU_TANH = new Decay(10.75f, 1.595769f, 0f, 0.071354814f);

  static final float LOG2_E = 0x1.715476p0f;

  /** The logarithm of 2 in two parts; the first has 10 bits, so that its multiples are exact. */
  static final float LN2_HIGH = 0x1.63p-1f;

  static final float LN2_LOW = -0x1.bd0106p-13f;

  /** Added to a float, leaves its nearest whole number in the lowest bits. */
  static final float TO_WHOLE = 0x1.8p23f;

  static final int FRACTION_BITS = 23;
  static final int EXPONENT_BIAS = 127;

  /** The exponential is computed times 2^64, as the least powers of two are no normal floats. */
  static final int RAISED_BIAS = EXPONENT_BIAS + 64;

  static final float LOWER = 0x1p-64f;

  /*
   * Minimax polynomial (exp(r) - 1 - r) / r^2 for |r| up to ln(2) / 2, by Lawson's iteration on 4000
   * Chebyshev nodes. In exact arithmetic exp(r) - 1 errs by 2^-26.2 of itself.
   */
  static final float EXP_2 = 0.49999997f;
  static final float EXP_3 = 0.16666543f;
  static final float EXP_4 = 0.0416672f;
  static final float EXP_5 = 0.008366515f;
  static final float EXP_6 = 0.0013882522f;

  /** {@code min(|x|, end)}, or NaN. */
  float magnitude(float x) {
    float t = Math.abs(x);
    return t > end ? end : t;
  }

  /** {@return the exponential} The rounding of its last product is made up for. */
  float of(float x) {
    float t = magnitude(x);
    float factor = Math.fma(Math.fma(t, -c, -b), t, -a);
    float exponent = t * factor;
    float rest = Math.fma(t, factor, -exponent);
    float whole = Math.fma(exponent, LOG2_E, TO_WHOLE);
    float power = power(whole, RAISED_BIAS);
    float r = remainder(exponent, whole - TO_WHOLE) + rest;
    return Math.fma(power, expm1Near0(r), power) * LOWER;
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
