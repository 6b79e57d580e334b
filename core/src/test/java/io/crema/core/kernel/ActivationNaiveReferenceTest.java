package io.crema.core.kernel;

import static io.crema.core.kernel.Values.assertSameBits;
import static io.crema.core.kernel.Values.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.crema.core.kernel.ElementFunction.Curve;
import io.crema.core.kernel.ElementFunction.ExponentialLinear;
import io.crema.core.kernel.ElementFunction.HardSigmoid;
import io.crema.core.kernel.ElementFunction.Rectifier;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Element functions: the kernels under test against their formulas in double and each other. */
class ActivationNaiveReferenceTest {

  /** A prime, so that all exponents and many fractions have their turn. */
  private static final int STRIDE = 4099;

  private static final float[] EDGES = {
    0f,
    -0f,
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    Float.MIN_NORMAL,
    -Float.MIN_NORMAL,
    Float.MAX_VALUE,
    -Float.MAX_VALUE,
    1f,
    -1f,
    3f,
    -3f,
    6f,
    Math.nextUp(-3f),
    Math.nextDown(-3f),
    10.75f,
    -10.75f,
    14.43f,
    -14.43f,
    -30f,
    87.5f,
    -87.5f,
    103.98f,
    -103.98f,
    104f,
    -104f,
    -105f
  };

  private final Kernels kernels = Kernels.lookup();
  private final Kernels scalar = new ScalarKernels();

  /**
   * A function, its value and derivative in double, and how far a float may be off: so many units
   * in the last place, or so much. The derivative is given by the input.
   */
  private record Case(
      ElementFunction function,
      DoubleUnaryOperator value,
      double ulps,
      double error,
      DoubleUnaryOperator derivative,
      double derivativeUlps,
      double derivativeError) {

    @Override
    public String toString() {
      return function.toString();
    }
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  /** {@code x sigmoid(s)} without {@code -infinity * 0}. */
  private static double gated(double x, double s) {
    return s < -700 ? -0.0 : x * sigmoid(s);
  }

  /** The derivative of that for the derivative {@code ds} of s. */
  private static double gatedDerivative(double x, double s, double ds) {
    return Math.abs(s) > 700 ? sigmoid(s) : sigmoid(s) + x * sigmoid(s) * sigmoid(-s) * ds;
  }

  private static double geluExponent(double x) {
    return 2 * Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x);
  }

  private static double geluExponentDerivative(double x) {
    return 2 * Math.sqrt(2 / Math.PI) * (1 + 3 * 0.044715 * x * x);
  }

  private static double softplus(double x) {
    return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  }

  private static double mish(double x) {
    return x < -700 ? -0.0 : x * Math.tanh(softplus(x));
  }

  private static double mishDerivative(double x) {
    double y = Math.tanh(softplus(x));
    double steepness = 1 / Math.cosh(Math.min(softplus(x), 300));
    return Math.abs(x) > 300 ? y : y + x * sigmoid(x) * steepness * steepness;
  }

  private static Case rectifier(float slope, float threshold, float maximum) {
    return new Case(
        new Rectifier(slope, threshold, maximum),
        x -> Math.min(x > threshold ? x : slope * (x - threshold), maximum),
        2,
        0,
        x -> x <= threshold ? slope : x >= maximum ? 0 : 1,
        0,
        0);
  }

  private static Case exponentialLinear(float alpha, float scale) {
    double depth = (double) alpha * scale;
    return new Case(
        new ExponentialLinear(alpha, scale),
        x -> x >= 0 ? scale * x : depth * Math.expm1(x),
        4,
        0,
        x -> x > 0 ? scale : depth * Math.exp(x),
        1,
        Math.max(1, depth) * 0x1p-22);
  }

  private static Case hardSigmoid(float slope, float offset) {
    DoubleUnaryOperator value = x -> Math.min(Math.max((double) slope * x + offset, 0), 1);
    return new Case(
        new HardSigmoid(slope, offset),
        value,
        0.5,
        0,
        x -> (float) value.applyAsDouble(x) > 0 && (float) value.applyAsDouble(x) < 1 ? slope : 0,
        0,
        0);
  }

  private static Stream<Case> cases() {
    return Stream.concat(
        Stream.of(
            rectifier(0f, 0f, Float.POSITIVE_INFINITY),
            rectifier(0.01f, 0f, Float.POSITIVE_INFINITY),
            rectifier(0f, 0f, 6f),
            rectifier(0f, 1f, Float.POSITIVE_INFINITY),
            rectifier(0.25f, 0.5f, 0.75f),
            exponentialLinear(1f, 1f),
            exponentialLinear(0.3f, 1f),
            exponentialLinear(1.6732632f, 1.050701f),
            hardSigmoid(1 / 6f, 0.5f),
            hardSigmoid(0.2f, 0.5f),
            hardSigmoid(3f, -2f)),
        curves());
  }

  private static Stream<Case> curves() {
    return Stream.of(
        new Case(
            Curve.GELU,
            x -> x < -40 ? -0.0 : x * NormalDistribution.probabilityUpTo(x),
            10,
            0x1p-142,
            x ->
                NormalDistribution.probabilityUpTo(x)
                    + Math.max(Math.min(x, 40), -40) * NormalDistribution.density(x),
            1,
            0x1p-22),
        new Case(
            Curve.GELU_TANH,
            x -> gated(x, geluExponent(x)),
            7,
            0x1p-25,
            x -> gatedDerivative(x, geluExponent(x), geluExponentDerivative(x)),
            1,
            0x1p-22),
        new Case(
            Curve.HARD_SWISH,
            x -> x <= -3 ? 0 : x * Math.min(x + 3, 6) / 6,
            3,
            0,
            x -> x <= -3 ? 0 : x >= 3 ? 1 : x / 3 + 0.5,
            1,
            0x1p-23),
        new Case(
            Curve.MISH,
            ActivationNaiveReferenceTest::mish,
            5,
            0x1p-142,
            ActivationNaiveReferenceTest::mishDerivative,
            1,
            0x1p-21),
        new Case(
            Curve.SILU, x -> gated(x, x), 4, 0x1p-142, x -> gatedDerivative(x, x, 1), 1, 0x1p-22),
        new Case(
            Curve.SOFTPLUS,
            ActivationNaiveReferenceTest::softplus,
            2,
            0,
            ActivationNaiveReferenceTest::sigmoid,
            3,
            0),
        new Case(
            Curve.SOFTSIGN,
            x -> Double.isInfinite(x) ? Math.signum(x) : x / (1 + Math.abs(x)),
            2,
            0,
            x -> 1 / (1 + Math.abs(x)) / (1 + Math.abs(x)),
            4,
            0));
  }

  /** Sigmoid and tangent are slow, and their derivatives follow from their outputs. */
  private static Stream<Case> fromDouble() {
    return Stream.of(
        new Case(
            Curve.SIGMOID,
            x -> x > 0 ? sigmoid(x) : Math.exp(x) / (1 + Math.exp(x)),
            0.51,
            0,
            x -> sigmoid(x) * sigmoid(-x),
            1,
            0x1p-22),
        new Case(
            Curve.TANH, Math::tanh, 0.51, 0, x -> 1 / Math.cosh(x) / Math.cosh(x), 1, 0x1p-22));
  }

  /** Numbers of every sign and exponent, subnormal ones too, and the edges; without NaN. */
  private static float[] sweep(int stride) {
    int count = (int) ((1L << 32) / stride);
    float[] values = new float[count + EDGES.length];
    int n = 0;
    for (int i = 0; i < count; i++) {
      float value = Float.intBitsToFloat(i * stride);
      if (Float.isFinite(value)) {
        values[n++] = value;
      }
    }
    System.arraycopy(EDGES, 0, values, n, EDGES.length);
    return Arrays.copyOf(values, n + EDGES.length);
  }

  private static void assertWithin(
      String what,
      float[] x,
      float[] actual,
      DoubleUnaryOperator formula,
      double ulps,
      double error) {
    for (int i = 0; i < x.length; i++) {
      double expected = formula.applyAsDouble(x[i]);
      double allowed = Math.max(error, ulps * Math.ulp((float) expected));
      boolean overflows = Math.abs(expected) > Float.MAX_VALUE;
      boolean right =
          overflows ? Float.isInfinite(actual[i]) : Math.abs(actual[i] - expected) <= allowed;
      if (!right) {
        fail("%s of %s: expected %s within %s, got %s", what, x[i], expected, allowed, actual[i]);
      }
    }
  }

  private static void check(Kernels tested, Case each, int stride) {
    float[] x = sweep(stride);
    int n = x.length;
    float[] y = new float[n];
    tested.activate(each.function(), n, x, y);
    assertWithin("value", x, y, each.value(), each.ulps(), each.error());
    float[] ones = new float[n];
    Arrays.fill(ones, 1f);
    float[] derivative = new float[n];
    float[] at = each.function().readsInput() ? x : y;
    tested.activateBackward(each.function(), n, at, ones, derivative);
    double error = each.derivativeError();
    assertWithin("derivative", x, derivative, each.derivative(), each.derivativeUlps(), error);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void activate_allExponents_isTheFormulaWithinTheStatedError(Case each) {
    check(kernels, each, STRIDE);
  }

  @ParameterizedTest
  @MethodSource("fromDouble")
  void activate_functionInDouble_isTheRoundedFormula(Case each) {
    check(kernels, each, 64 * STRIDE);
  }

  private static List<ElementFunction> functions() {
    return ElementFunctions.all();
  }

  @ParameterizedTest
  @MethodSource("functions")
  void activate_anySize_hasTheBitsOfTheScalarKernels(ElementFunction function) {
    for (int n : Values.sizes().toArray()) {
      float[] x = Values.scaled(9f, random(n + 20, 9));
      float[] untouched = x.clone();
      float[] dOutput = random(n + 20, 20);
      float[] y = dOutput.clone();
      float[] byScalar = dOutput.clone();
      kernels.activate(function, n, x, y);
      scalar.activate(function, n, x, byScalar);
      assertSameBits(y, byScalar); // the last 20 are as they were
      assertSameBits(x, untouched);

      float[] at = function.readsInput() ? x : y.clone();
      float[] dInput = x.clone();
      float[] dInputByScalar = x.clone();
      kernels.activateBackward(function, n, at, dOutput, dInput);
      scalar.activateBackward(function, n, at, dOutput, dInputByScalar);
      assertSameBits(dInput, dInputByScalar);
    }
  }

  @ParameterizedTest
  @MethodSource("functions")
  void activate_allExponents_hasTheBitsOfTheScalarKernels(ElementFunction function) {
    float[] x = sweep(64 * STRIDE);
    float[] special = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY};
    for (int i = 0; i < x.length; i += 64) {
      x[i] = special[i / 64 % special.length];
    }
    float[] y = new float[x.length];
    float[] byScalar = new float[x.length];
    kernels.activate(function, x.length, x, y);
    scalar.activate(function, x.length, x, byScalar);
    assertSameBits(y, byScalar);
    float[] at = function.readsInput() ? x : y;
    float[] ones = new float[x.length];
    Arrays.fill(ones, 1f);
    float[] dInput = new float[x.length];
    kernels.activateBackward(function, x.length, at, ones, dInput);
    scalar.activateBackward(function, x.length, at, ones, byScalar);
    assertSameBits(dInput, byScalar);
  }

  @ParameterizedTest
  @MethodSource("functions")
  void activate_functionOfTheOutput_worksInPlace(ElementFunction function) {
    if (function.readsInput()) {
      return;
    }
    float[] x = Values.scaled(9f, random(207, 9));
    float[] y = new float[207];
    kernels.activate(function, 207, x, y);
    kernels.activate(function, 207, x, x);
    assertSameBits(x, y);

    float[] dOutput = random(207, 20);
    float[] dInput = new float[207];
    kernels.activateBackward(function, 207, y, dOutput, dInput);
    kernels.activateBackward(function, 207, y, dOutput, dOutput);
    assertSameBits(dOutput, dInput);
  }

  /** The value at an infinity or NaN, in all lanes. */
  private float at(ElementFunction function, float x) {
    float[] values = new float[40];
    Arrays.fill(values, x);
    float[] y = new float[40];
    kernels.activate(function, 40, values, y);
    float[] first = new float[40];
    Arrays.fill(first, y[0]);
    assertSameBits(y, first);
    return y[0];
  }

  private float derivativeAt(ElementFunction function, float x) {
    float[] values = new float[40];
    Arrays.fill(values, function.readsInput() ? x : at(function, x));
    float[] d = new float[40];
    Arrays.fill(d, 1f);
    float[] dInput = new float[40];
    kernels.activateBackward(function, 40, values, d, dInput);
    return dInput[0];
  }

  @Test
  void activate_minusInfinity_isTheLimit() {
    float least = Float.NEGATIVE_INFINITY;
    for (Curve curve : Curve.values()) {
      boolean odd = curve == Curve.TANH || curve == Curve.SOFTSIGN;
      assertThat(at(curve, least) + 0f).as("%s", curve).isEqualTo(odd ? -1f : 0f);
      assertThat(derivativeAt(curve, least)).as("derivative of %s", curve).isZero();
    }
    assertThat(at(new ExponentialLinear(2f, 3f), least)).isEqualTo(-6f);
    assertThat(at(new HardSigmoid(0.2f, 0.5f), least)).isZero();
    assertThat(at(ElementFunction.RELU, least)).isZero();
    assertThat(at(new Rectifier(0f, 1f, 6f), least)).isZero();
    assertThat(at(new Rectifier(0.1f, 0f, 6f), least)).isEqualTo(least);
  }

  @Test
  void activate_infinity_isTheLimit() {
    float most = Float.POSITIVE_INFINITY;
    for (Curve curve : Curve.values()) {
      boolean bounded = List.of(Curve.TANH, Curve.SOFTSIGN, Curve.SIGMOID).contains(curve);
      assertThat(at(curve, most)).as("%s", curve).isEqualTo(bounded ? 1f : most);
      assertThat(derivativeAt(curve, most))
          .as("derivative of %s", curve)
          .isEqualTo(bounded ? 0f : 1f);
    }
    assertThat(at(new ExponentialLinear(2f, 3f), most)).isEqualTo(most);
    assertThat(at(new HardSigmoid(0.2f, 0.5f), most)).isEqualTo(1f);
    assertThat(at(ElementFunction.RELU, most)).isEqualTo(most);
    assertThat(at(new Rectifier(0f, 1f, 6f), most)).isEqualTo(6f);
  }

  @ParameterizedTest
  @MethodSource("functions")
  void activate_nan_isNaN(ElementFunction function) {
    assertThat(at(function, Float.NaN)).isNaN();
  }

  @Test
  void activate_minusZero_keepsItsSignWhereTheFunctionGoesThroughZero() {
    for (Curve curve : Curve.values()) {
      if (curve != Curve.SIGMOID && curve != Curve.SOFTPLUS) {
        assertThat(at(curve, -0f)).as("%s", curve).isEqualTo(-0f);
      }
    }
    assertThat(at(new ExponentialLinear(1f, 1f), -0f)).isEqualTo(-0f);
    assertThat(at(ElementFunction.RELU, -0f)).isEqualTo(0f); // as Math.max
  }

  @Test
  void activateBackward_rectifierNextToZero_passesThePositiveAlone() {
    float[] outputs = {0f, -0f, Float.MIN_VALUE, -Float.MIN_VALUE};
    float[] expected = {0.5f, 0.5f, 2f, 0.5f};
    for (int i = 0; i < outputs.length; i++) {
      float[] output = new float[40];
      float[] gradient = new float[40];
      Arrays.fill(output, outputs[i]);
      Arrays.fill(gradient, 2f);
      ElementFunction leaky = new Rectifier(0.25f, 0f, Float.POSITIVE_INFINITY);
      kernels.activateBackward(leaky, 40, output, gradient, gradient);
      assertThat(gradient).containsOnly(expected[i]);
    }
  }

  // slopes by channel

  @ParameterizedTest
  @MethodSource("io.crema.core.kernel.Values#sizes")
  void prelu_anyChannels_isTheNaiveSum(int channels) {
    for (int rows : new int[] {1, 2, 16, 53}) {
      int n = rows * channels;
      float[] x = random(n, 1);
      float[] slopes = random(channels, 2);
      float[] d = random(n, 3);
      float[] y = new float[n];
      float[] dInput = new float[n];
      float[] start = random(channels, 4);
      float[] dSlopes = start.clone();
      kernels.preluForward(rows, channels, slopes, x, y, new Scratch());
      kernels.preluBackward(rows, channels, slopes, x, d, dSlopes, dInput, new Scratch());

      double[] sums = new double[channels];
      for (int i = 0; i < n; i++) {
        float slope = slopes[i % channels];
        assertThat(y[i]).isEqualTo(x[i] > 0 ? x[i] : slope * x[i]);
        assertThat(dInput[i]).isEqualTo(x[i] > 0 ? d[i] : slope * d[i]);
        sums[i % channels] += x[i] > 0 ? 0 : (double) x[i] * d[i];
      }
      for (int c = 0; c < channels; c++) {
        sums[c] += start[c];
      }
      Values.assertClose(dSlopes, sums, Values.ROUNDING * (rows + 1) * (rows + 17));

      float[] byScalar = start.clone();
      scalar.preluBackward(rows, channels, slopes, x, d, byScalar, dInput, new Scratch());
      assertSameBits(dSlopes, byScalar);
    }
  }
}
