package io.crema.core.kernel;

/**
 * A function of one value that {@link ElementwiseKernels#activate} applies to arrays: the
 * activations of networks.
 *
 * <p>{@link ScalarFunctions} and {@link VectorActivations} compute values and derivatives, in the
 * same operations and so with the same bits. Where a function has a limit at an infinity, that is
 * its value there; NaN stays NaN.
 */
public sealed interface ElementFunction {

  /** The rectifier {@code max(x, 0)}. */
  ElementFunction RELU = new Rectifier(0f, 0f, Float.POSITIVE_INFINITY);

  /**
   * {@return whether the derivative is computed from the input; if not, from the output} Functions
   * of the second kind may work in place.
   */
  boolean readsInput();

  /**
   * {@return the function's value}
   *
   * @param x the input
   */
  float value(float x);

  /**
   * {@return the function's derivative}
   *
   * @param at the input or the output, see {@link #readsInput}
   */
  float derivative(float at);

  /**
   * {@code min(x > threshold ? x : slope * (x - threshold), maximum)}.
   *
   * @param slope at least 0
   * @param threshold at least 0
   * @param maximum above the threshold; may be infinite
   */
  record Rectifier(float slope, float threshold, float maximum) implements ElementFunction {

    /** {@return whether there is no maximum} */
    boolean isUnbounded() {
      return maximum == Float.POSITIVE_INFINITY;
    }

    @Override
    public boolean readsInput() {
      return false;
    }

    @Override
    public float value(float x) {
      if (x <= threshold) {
        return slope == 0f ? 0f : slope * (x - threshold);
      }
      return x > maximum ? maximum : x;
    }

    @Override
    public float derivative(float y) {
      if (y > 0f) {
        return isUnbounded() || y < maximum ? 1f : 0f;
      }
      return slope;
    }
  }

  /**
   * {@code scale * (x >= 0 ? x : alpha * (exp(x) - 1))}.
   *
   * @param alpha at least 0
   * @param scale above 0
   */
  record ExponentialLinear(float alpha, float scale) implements ElementFunction {

    /** Below this exp(x) is nothing beside 1. */
    static final float END = -30f;

    /** {@return the distance of the lowest value from 0} */
    float depth() {
      return alpha * scale;
    }

    @Override
    public boolean readsInput() {
      return false;
    }

    @Override
    public float value(float x) {
      return x >= 0f ? scale * x : depth() * Exponential.expm1(x < END ? END : x);
    }

    @Override
    public float derivative(float y) {
      return y > 0f ? scale : y + depth();
    }
  }

  /**
   * {@code min(max(slope * x + offset, 0), 1)}.
   *
   * @param slope above 0
   * @param offset any finite number
   */
  record HardSigmoid(float slope, float offset) implements ElementFunction {

    @Override
    public boolean readsInput() {
      return false;
    }

    @Override
    public float value(float x) {
      float y = Math.fma(x, slope, offset);
      return y <= 0f ? 0f : y >= 1f ? 1f : y;
    }

    @Override
    public float derivative(float y) {
      return y <= 0f || y >= 1f ? 0f : slope;
    }
  }

  /** The functions without parameters. */
  enum Curve implements ElementFunction {
    /** {@code x * P(X <= x)} for X of the standard normal distribution. */
    GELU(true, ScalarFunctions::gelu, ScalarFunctions::geluDerivative),
    /** {@code x / 2 * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 x^3)))}. */
    GELU_TANH(true, ScalarFunctions::geluTanh, ScalarFunctions::geluTanhDerivative),
    /** {@code x * min(max(x + 3, 0), 6) / 6}. */
    HARD_SWISH(true, ScalarFunctions::hardSwish, ScalarFunctions::hardSwishDerivative),
    /** {@code x * tanh(log(1 + exp(x)))}. */
    MISH(true, ScalarFunctions::mish, ScalarFunctions::mishDerivative),
    /** {@code 1 / (1 + exp(-x))}, rounded from double. */
    SIGMOID(false, RoundedFunctions::sigmoid, y -> y * (1f - y)),
    /** {@code x / (1 + exp(-x))}. */
    SILU(true, ScalarFunctions::silu, ScalarFunctions::siluDerivative),
    /** {@code log(1 + exp(x))}. */
    SOFTPLUS(true, ScalarFunctions::softplus, ScalarFunctions::softplusDerivative),
    /** {@code x / (1 + |x|)}. */
    SOFTSIGN(true, ScalarFunctions::softsign, ScalarFunctions::softsignDerivative),
    /** Hyperbolic tangent, rounded from double. */
    TANH(false, RoundedFunctions::tanh, y -> Math.fma(-y, y, 1f));

    /** A function of one float. */
    private interface Part {
      float of(float x);
    }

    private final boolean readsInput;

    @SuppressWarnings("ImmutableEnumChecker") // static methods
    private final Part value;

    @SuppressWarnings("ImmutableEnumChecker") // static methods
    private final Part derivative;

    Curve(boolean readsInput, Part value, Part derivative) {
      this.readsInput = readsInput;
      this.value = value;
      this.derivative = derivative;
    }

    @Override
    public boolean readsInput() {
      return readsInput;
    }

    @Override
    public float value(float x) {
      return value.of(x);
    }

    @Override
    public float derivative(float at) {
      return derivative.of(at);
    }
  }
}
