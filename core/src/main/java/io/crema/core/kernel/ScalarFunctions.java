package io.crema.core.kernel;

import static io.crema.core.kernel.Exponential.LOWER;
import static io.crema.core.kernel.Exponential.LOWERED_BIAS;
import static io.crema.core.kernel.Exponential.LOWERED_ONE;
import static io.crema.core.kernel.Exponential.RAISED_BIAS;

/**
 * Values and derivatives of {@link ElementFunction.Curve}s in float. {@link VectorCurves} has the
 * same operations in the same order.
 *
 * <p>Inputs are bounded to where the function still changes, so that no exponential overflows.
 */
final class ScalarFunctions {

  /** The number below which exp(x) is less than half of the smallest float. */
  static final float FIRST = -104f;

  /** From here {@code 1 / (1 + exp(-x))} is 1. */
  static final float SIGMOID_LAST = 60f;

  /** From here {@code tanh(log(1 + exp(x)))} is 1. */
  static final float MISH_LAST = 20f;

  /** The bounds of {@code exp(-x^2 / 2)}, of either sign, and of GELU by tanh. */
  static final float GELU_LAST = 14.43f;

  static final float GELU_TANH_FIRST = -10.75f;
  static final float GELU_TANH_LAST = 8f;

  /** {@code 2 sqrt(2 / pi)}, and 0.044715 times that. */
  static final float GELU_TANH_A = 1.595769f;

  static final float GELU_TANH_C = 0.071354814f;

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

  private static float bounded(float x, float first, float last) {
    return atMost(atLeast(x, first), last);
  }

  private static float atLeast(float x, float first) {
    return x < first ? first : x;
  }

  private static float atMost(float x, float last) {
    return x > last ? last : x;
  }

  // GELU

  /** {@code exp(-t^2 / 2)}. */
  private static float bell(float t) {
    return Exponential.exp(t, t * -0.5f, RAISED_BIAS) * LOWER;
  }

  /** {@code P(X > t)} for u = exp(-t^2 / 2). */
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

  static float gelu(float x) {
    float t = atMost(Math.abs(x), GELU_LAST);
    float tail = normalTail(t, bell(t));
    return Math.fma(-t, tail, x < 0f ? 0f : x);
  }

  static float geluDerivative(float x) {
    float t = atMost(Math.abs(x), GELU_LAST);
    float u = bell(t);
    float below = Math.fma(t * -NORMAL_DENSITY, u, normalTail(t, u));
    return x < 0f ? below : 1f - below;
  }

  // SiLU and GELU by tanh: x times the sigmoid of a multiple of x, s

  /** The derivative for the lowered exp(-s) and {@code slope} = x ds/dx. */
  private static float gatedDerivative(float e, float slope) {
    float inverse = 1f / (e + LOWERED_ONE);
    float w = inverse * LOWERED_ONE;
    float rest = e * inverse;
    return Math.fma(slope * w, rest, w);
  }

  static float geluTanh(float x) {
    float t = atLeast(x, GELU_TANH_FIRST);
    float c = atMost(t, GELU_TANH_LAST);
    float e = Exponential.exp(c, Math.fma(c * c, -GELU_TANH_C, -GELU_TANH_A), LOWERED_BIAS);
    return t * (LOWERED_ONE / (e + LOWERED_ONE));
  }

  static float geluTanhDerivative(float x) {
    float c = bounded(x, GELU_TANH_FIRST, GELU_TANH_LAST);
    float square = c * c;
    float e = Exponential.exp(c, Math.fma(square, -GELU_TANH_C, -GELU_TANH_A), LOWERED_BIAS);
    return gatedDerivative(e, c * Math.fma(square, 3f * GELU_TANH_C, GELU_TANH_A));
  }

  static float silu(float x) {
    float t = atLeast(x, FIRST);
    float e = Exponential.exp(atMost(t, SIGMOID_LAST), -1f, LOWERED_BIAS);
    return t * (LOWERED_ONE / (e + LOWERED_ONE));
  }

  static float siluDerivative(float x) {
    float c = bounded(x, FIRST, SIGMOID_LAST);
    return gatedDerivative(Exponential.exp(c, -1f, LOWERED_BIAS), c);
  }

  /*
   * With e = exp(x) and n = e (e + 2), tanh(log(1 + e)) = n / (n + 2), and the derivative of x times
   * that is n / (n + 2) + 4 x e (1 + e) / (n + 2)^2.
   */

  static float mish(float x) {
    float t = atLeast(x, FIRST);
    float raised = Exponential.exp(atMost(t, MISH_LAST), 1f, RAISED_BIAS);
    float e = raised * LOWER;
    float above = e + 2f;
    float w = raised * above / Math.fma(e, above, 2f);
    return t * (w * LOWER);
  }

  static float mishDerivative(float x) {
    float c = bounded(x, FIRST, MISH_LAST);
    float e = Exponential.exp(c, 1f, RAISED_BIAS) * LOWER;
    float above = e + 2f;
    float inverse = 1f / Math.fma(e, above, 2f);
    float product = Math.fma(e, e, e) * inverse * (c * 4f);
    return Math.fma(product, inverse, e * above * inverse);
  }

  // Softplus

  static float softplus(float x) {
    float u = Exponential.exp(atMost(Math.abs(x), -FIRST), -1f, RAISED_BIAS) * LOWER;
    float square = u * u;
    float p = Math.fma(u, LOG_10, LOG_9);
    p = Math.fma(p, square, Math.fma(u, LOG_8, LOG_7));
    p = Math.fma(p, square, Math.fma(u, LOG_6, LOG_5));
    p = Math.fma(p, square, Math.fma(u, LOG_4, LOG_3));
    p = Math.fma(p, u, LOG_2);
    return (x > 0f ? x : 0f) + Math.fma(square, p, u);
  }

  static float softplusDerivative(float x) {
    float e = Exponential.exp(bounded(x, FIRST, SIGMOID_LAST), -1f, LOWERED_BIAS);
    return LOWERED_ONE / (e + LOWERED_ONE);
  }

  // without an exponential

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
