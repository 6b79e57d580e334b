package io.crema.core.kernel;

/**
 * Values and derivatives of {@link ElementFunction.Curve}s in float: of the input x, its {@link
 * Decay} u and what both functions take from them. {@link VectorActivations} has the same
 * operations in the same order.
 */
final class ScalarFunctions {

  /** {@code 1 / sqrt(2 pi)}. */
  static final float NORMAL_DENSITY = 0.3989423f;

  /*
   * Minimax polynomials by Lawson's iteration on 4000 Chebyshev nodes.
   *
   * (log(1 + u) - u) / u^2 for u from 0 to 1. In exact arithmetic log(1 + u) errs by 2^-27.7 of
   * itself.
   */
  static final float LOG_2 = -0.49999902f;
  static final float LOG_3 = 0.33329964f;
  static final float LOG_4 = -0.24954134f;
  static final float LOG_5 = 0.19675939f;
  static final float LOG_6 = -0.15305592f;
  static final float LOG_7 = 0.10603653f;
  static final float LOG_8 = -0.056959517f;
  static final float LOG_9 = 0.019851454f;
  static final float LOG_10 = -0.0032440233f;

  /*
   * P(X > t) exp(t^2 / 2) / v in v = TAIL_K / (t + TAIL_K), for standard normal X and t from 0 to
   * 14.43. In exact arithmetic it errs by 2^-26.
   */
  static final float TAIL_K = 3.75f;
  static final float TAIL_0 = 0.10640049f;
  static final float TAIL_1 = 0.106024f;
  static final float TAIL_2 = 0.102330714f;
  static final float TAIL_3 = 0.06447853f;
  static final float TAIL_4 = 0.12747794f;
  static final float TAIL_5 = -0.10027504f;
  static final float TAIL_6 = 0.20186f;
  static final float TAIL_7 = -0.13859054f;
  static final float TAIL_8 = 0.030293908f;

  private ScalarFunctions() {}

  /** {@code P(X > t)}. */
  private static float normalTail(float t, float u) {
    float v = TAIL_K / (t + TAIL_K);
    float p = Math.fma(v, TAIL_8, TAIL_7);
    p = Math.fma(p, v, TAIL_6);
    p = Math.fma(p, v, TAIL_5);
    p = Math.fma(p, v, TAIL_4);
    p = Math.fma(p, v, TAIL_3);
    p = Math.fma(p, v, TAIL_2);
    p = Math.fma(p, v, TAIL_1);
    p = Math.fma(p, v, TAIL_0);
    return p * v * u;
  }

  static float gelu(float x, float u) {
    float t = Decay.BELL.magnitude(x);
    float tail = normalTail(t, u);
    return x < 0f ? -t * tail : x * (1f - tail);
  }

  static float geluDerivative(float x, float u) {
    float t = Decay.BELL.magnitude(x);
    float tail = normalTail(t, u);
    float slope = t * NORMAL_DENSITY;
    return x < 0f ? Math.fma(-slope, u, tail) : Math.fma(slope, u, 1f - tail);
  }

  /** {@code x w} or, below 0, {@code x u w}. */
  private static float gated(Decay decay, float x, float u) {
    float w = 1f / (1f + u);
    return x < 0f ? -decay.magnitude(x) * (u * w) : x * w;
  }

  /** The derivative of that with {@code slope} times |x|, the derivative of u by |x| over -u. */
  private static float gatedDerivative(float x, float u, float slope) {
    float w = 1f / (1f + u);
    float rest = u * w;
    float product = slope * w;
    return x < 0f ? Math.fma(-product, rest, rest) : Math.fma(product, rest, w);
  }

  static float geluTanh(float x, float u) {
    return gated(Decay.GELU_TANH, x, u);
  }

  static float geluTanhDerivative(float x, float u) {
    float t = Decay.GELU_TANH.magnitude(x);
    float slope = Math.fma(t * t, 3f * Decay.GELU_TANH.c(), Decay.GELU_TANH.a());
    return gatedDerivative(x, u, t * slope);
  }

  static float silu(float x, float u) {
    return gated(Decay.PLAIN, x, u);
  }

  static float siluDerivative(float x, float u) {
    return gatedDerivative(x, u, Decay.PLAIN.magnitude(x));
  }

  /*
   * With e = exp(x) and n = e (e + 2), tanh(log(1 + e)) = n / (n + 2), and the derivative of x times
   * that is n / (n + 2) + 4 x e (1 + e) / (n + 2)^2. For positive x all are divided by powers of e.
   */

  static float mish(float x, float u) {
    float t = Decay.PLAIN.magnitude(x);
    float twice = u + u;
    float numerator = x < 0f ? Math.fma(u, u, twice) : twice + 1f;
    float denominator = numerator + (x < 0f ? 2f : twice * u);
    return (x < 0f ? -t : x) * (numerator / denominator);
  }

  static float mishDerivative(float x, float u) {
    float t = Decay.PLAIN.magnitude(x);
    float twice = u + u;
    float numerator = x < 0f ? Math.fma(u, u, twice) : twice + 1f;
    float inverse = 1f / (numerator + (x < 0f ? 2f : twice * u));
    float product = Math.fma(u, u, u) * (x < 0f ? -t : t * u) * inverse;
    return Math.fma(4f * product, inverse, numerator * inverse);
  }

  static float softplus(float x, float u) {
    float p = Math.fma(u, LOG_10, LOG_9);
    p = Math.fma(p, u, LOG_8);
    p = Math.fma(p, u, LOG_7);
    p = Math.fma(p, u, LOG_6);
    p = Math.fma(p, u, LOG_5);
    p = Math.fma(p, u, LOG_4);
    p = Math.fma(p, u, LOG_3);
    p = Math.fma(p, u, LOG_2);
    return (x > 0f ? x : 0f) + Math.fma(u * u, p, u);
  }

  static float softplusDerivative(float x, float u) {
    float w = 1f / (1f + u);
    return x < 0f ? u * w : w;
  }

  static float softsign(float x) {
    float t = Math.abs(x);
    t = t > Float.MAX_VALUE ? Float.MAX_VALUE : t;
    return Math.copySign(t / (1f + t), x);
  }

  static float softsignDerivative(float x) {
    float inverse = 1f / (1f + Math.abs(x));
    return inverse * inverse;
  }

  static float hardSwish(float x) {
    float above = x + 3f;
    float gate = (above > 6f ? 6f : above) * (1 / 6f);
    return above <= 0f ? 0f : x * gate;
  }

  static float hardSwishDerivative(float x) {
    float inside = Math.fma(x, 1 / 3f, 0.5f);
    return x <= -3f ? 0f : x >= 3f ? 1f : inside;
  }
}
