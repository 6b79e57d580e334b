package io.crema.core.kernel;

/**
 * The sigmoid and the hyperbolic tangent, computed in double and rounded to float.
 *
 * <p>For every float the results are those of {@link StrictMath#exp} and {@link StrictMath#tanh} in
 * double, rounded. {@link VectorRoundedFunctions} has the same operations in the same order.
 */
final class RoundedFunctions {

  /** Below this the sigmoid is less than half of the smallest float. */
  static final float SIGMOID_FIRST = -105f;

  /** Above this exp(-x) is nothing beside 1. */
  static final float SIGMOID_LAST = 40f;

  /** From here the hyperbolic tangent rounds to 1. */
  static final float TANH_LAST = 10f;

  static final double LOG2_E = 0x1.71547652b82fep0;
  static final double LN2 = 0x1.62e42fefa39efp-1;

  /** Added to a double, leaves its nearest whole number in the lowest bits. */
  static final double TO_WHOLE = 0x1.8p52;

  static final int FRACTION_BITS = 52;
  static final int EXPONENT_BIAS = 1023;

  /*
   * Minimax polynomial (exp(r) - 1 - r) / r^2 for |r| up to ln(2) / 2, by Lawson's iteration on 400
   * Chebyshev nodes. In exact arithmetic exp(r) - 1 errs by 2^-49.3 of itself.
   */
  static final double EXP_2 = 0x1.fffffffffffbep-2;
  static final double EXP_3 = 0x1.555555555223bp-3;
  static final double EXP_4 = 0x1.5555555564c3ep-5;
  static final double EXP_5 = 0x1.111111213e7d0p-7;
  static final double EXP_6 = 0x1.6c16c13562a26p-10;
  static final double EXP_7 = 0x1.a0199bd5f858cp-13;
  static final double EXP_8 = 0x1.a01a793d3ce96p-16;
  static final double EXP_9 = 0x1.72da74c36f486p-19;
  static final double EXP_10 = 0x1.27dc566105ebap-22;

  private RoundedFunctions() {}

  /** {@code 1 / (1 + exp(-x))}. */
  static float sigmoid(float x) {
    float bounded = x < SIGMOID_FIRST ? SIGMOID_FIRST : x;
    double t = bounded > SIGMOID_LAST ? SIGMOID_LAST : bounded;
    double whole = Math.fma(t, -LOG2_E, TO_WHOLE);
    double power = power(whole);
    double n = whole - TO_WHOLE;
    double r = Math.fma(n, -LN2, -t);
    double e = Math.fma(power, expm1Near0(r), power);
    return (float) (1 / (1 + e));
  }

  /** {@code e / (e + 2)} for {@code e = exp(2 |x|) - 1}, with the sign of x. */
  static float tanh(float x) {
    float magnitude = Math.abs(x);
    double t = magnitude > TANH_LAST ? TANH_LAST : magnitude;
    double whole = Math.fma(t, 2 * LOG2_E, TO_WHOLE);
    double power = power(whole);
    double n = whole - TO_WHOLE;
    double r = Math.fma(n, -LN2, t + t);
    double e = Math.fma(power, expm1Near0(r), power - 1);
    return Math.copySign((float) (e / (e + 2)), x);
  }

  /** {@code exp(r) - 1} for |r| up to ln(2) / 2. */
  private static double expm1Near0(double r) {
    double r2 = r * r;
    double p89 = Math.fma(r, EXP_9, EXP_8);
    double p67 = Math.fma(r, EXP_7, EXP_6);
    double p45 = Math.fma(r, EXP_5, EXP_4);
    double p23 = Math.fma(r, EXP_3, EXP_2);
    double high = Math.fma(Math.fma(r2, EXP_10, p89), r2, p67);
    double low = Math.fma(p45, r2, p23);
    double p = Math.fma(high, r2 * r2, low);
    return Math.fma(r2, p, r);
  }

  /** 2 to the power of the whole number in the lowest bits. */
  private static double power(double whole) {
    return Double.longBitsToDouble(
        (Double.doubleToRawLongBits(whole) + EXPONENT_BIAS) << FRACTION_BITS);
  }
}
