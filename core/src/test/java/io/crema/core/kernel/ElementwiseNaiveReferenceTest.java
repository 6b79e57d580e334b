package io.crema.core.kernel;

import static io.crema.core.kernel.Values.ROUNDING;
import static io.crema.core.kernel.Values.assertClose;
import static io.crema.core.kernel.Values.assertSameBits;
import static io.crema.core.kernel.Values.random;
import static io.crema.core.kernel.Values.scaled;
import static io.crema.core.kernel.Values.toFloats;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sums and activations: the kernels under test against doubles and the scalar kernels. */
class ElementwiseNaiveReferenceTest {

  private static final String SIZES = "io.crema.core.kernel.Values#sizes";

  private static final float[] SLOPES = {0f, 0.01f, 0.3f};

  /** Rounding of a value up to 1 that is computed in double. */
  private static final double ONE_ROUNDING = ROUNDING;

  /** Rounding of a product of up to three factors up to 1, one of them a difference. */
  private static final double THREE_ROUNDINGS = 3 * ROUNDING;

  /** Largest relative error of one rounding to double. */
  private static final double DOUBLE_ROUNDING = 0x1p-53;

  private final Kernels kernels = Kernels.lookup();
  private final Kernels scalar = new ScalarKernels();

  private interface Forward {
    void run(Kernels tested, float[] input, float[] output);
  }

  private interface Backward {
    void run(Kernels tested, float[] output, float[] dOutput, float[] dInput);
  }

  private static double[] map(float[] values, DoubleUnaryOperator function) {
    double[] mapped = new double[values.length];
    Arrays.setAll(mapped, i -> function.applyAsDouble(values[i]));
    return mapped;
  }

  private static double[] map(float[] a, float[] b, DoubleBinaryOperator function) {
    double[] mapped = new double[a.length];
    Arrays.setAll(mapped, i -> function.applyAsDouble(a[i], b[i]));
    return mapped;
  }

  /** Against the reference and the scalar kernels, then in place. */
  private void checkForward(
      Forward forward, float[] input, DoubleUnaryOperator reference, double tolerance) {
    float[] untouched = input.clone();
    float[] output = new float[input.length];
    forward.run(kernels, input, output);
    assertClose(output, map(input, reference), tolerance);
    assertSameBits(input, untouched);

    float[] byScalar = new float[input.length];
    forward.run(scalar, input, byScalar);
    assertSameBits(output, byScalar);

    float[] inPlace = input.clone();
    forward.run(kernels, inPlace, inPlace);
    assertSameBits(inPlace, output);
  }

  /** Against the reference, a function of output and its gradient; then as the forward pass. */
  private void checkBackward(
      Backward backward, float[] output, DoubleBinaryOperator reference, double tolerance) {
    float[] dOutput = random(output.length, 20);
    float[] untouched = output.clone();
    float[] dInput = new float[output.length];
    backward.run(kernels, output, dOutput, dInput);
    assertClose(dInput, map(output, dOutput, reference), tolerance);
    assertSameBits(output, untouched);

    float[] byScalar = new float[output.length];
    backward.run(scalar, output, dOutput, byScalar);
    assertSameBits(dInput, byScalar);

    float[] inPlace = dOutput.clone();
    backward.run(kernels, output, inPlace, inPlace);
    assertSameBits(inPlace, dInput);
  }

  // sums

  @ParameterizedTest
  @MethodSource(SIZES)
  void addRows_randomValues_isTheNaiveSum(int columns) {
    int rows = 41;
    float[] values = random(rows * columns, 1);
    float[] start = random(columns, 2);
    double[] expected = new double[columns];
    for (int c = 0; c < columns; c++) {
      expected[c] = start[c];
      for (int row = 0; row < rows; row++) {
        expected[c] += values[row * columns + c];
      }
    }
    float[] sums = start.clone();
    kernels.addRows(rows, columns, values, sums, new Scratch());
    // each addition rounds a sum that is at most the number of its terms
    assertClose(sums, expected, ROUNDING * rows * (rows + 1));
    float[] byScalar = start.clone();
    scalar.addRows(rows, columns, values, byScalar, new Scratch());
    assertSameBits(sums, byScalar);
  }

  @ParameterizedTest
  @MethodSource(SIZES)
  void addRows_fewRowsAndNothingBehindThem_staysInTheArray(int columns) {
    for (int rows = 1; rows <= 20; rows++) {
      float[] values = random(rows * columns, 1);
      float[] sums = new float[columns];
      kernels.addRows(rows, columns, values, sums, new Scratch());
      float[] byScalar = new float[columns];
      scalar.addRows(rows, columns, values, byScalar, new Scratch());
      assertSameBits(sums, byScalar);
    }
  }

  @ParameterizedTest
  @MethodSource(SIZES)
  void addRows_smallBetweenLarge_addsInAscendingOrder(int columns) {
    float[] values = new float[3 * columns];
    Arrays.fill(values, 0, columns, 0x1p30f);
    Arrays.fill(values, columns, 2 * columns, 1f); // lost, unless the large ones cancel first
    Arrays.fill(values, 2 * columns, 3 * columns, -0x1p30f);
    float[] sums = new float[columns];
    kernels.addRows(3, columns, values, sums, new Scratch());
    assertThat(sums).containsOnly(0f);
  }

  @ParameterizedTest
  @MethodSource(SIZES)
  void add_partOfArray_addsThereAlone(int n) {
    float[] from = random(n + 9, 3);
    float[] start = random(n + 9, 4);
    double[] expected = map(from, start, Double::sum);
    for (int i = 0; i < start.length; i++) {
      expected[i] = i >= 4 && i < n + 4 ? expected[i] : start[i];
    }
    float[] to = start.clone();
    kernels.add(4, n + 4, from, to);
    assertSameBits(to, toFloats(expected)); // a sum of two floats rounds once
  }

  @ParameterizedTest
  @MethodSource(SIZES)
  void sumOfSquares_partOfArray_isTheExactSumButForRounding(int n) {
    float[] values = random(n + 9, 5);
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 4; i < n + 4; i++) {
      sum = sum.add(new BigDecimal(values[i]).pow(2));
    }
    double actual = kernels.sumOfSquares(4, n + 4, values);
    assertThat(actual)
        .isCloseTo(sum.doubleValue(), within(n * DOUBLE_ROUNDING * sum.doubleValue()));
    assertThat(actual).isEqualTo(scalar.sumOfSquares(4, n + 4, values));
  }

  @Test
  void sumOfSquares_largeBeforeSmall_addsInAscendingOrder() {
    float[] values = new float[1000];
    Arrays.fill(values, 1f); // each is lost on 2^60, all 999 together are not
    values[0] = 0x1p30f;
    assertThat(kernels.sumOfSquares(0, values.length, values)).isEqualTo(0x1p60);
  }

  @Test
  void sumOfSquares_squaresBeyondFloat_isFinite() {
    float[] values = {Float.MAX_VALUE, 0f, -Float.MAX_VALUE};
    double square = (double) Float.MAX_VALUE * Float.MAX_VALUE;
    assertThat(kernels.sumOfSquares(0, 3, values)).isEqualTo(2 * square);
    assertThat(kernels.sumOfSquares(1, 1, values)).isZero();
  }

  // rectifiers

  @ParameterizedTest
  @MethodSource(SIZES)
  void relu_randomValues_isExact(int n) {
    for (float slope : SLOPES) {
      checkForward(
          (tested, input, output) -> tested.reluForward(n, slope, input, output),
          random(n, 6),
          x -> x > 0 ? x : (float) (slope * x),
          0);
      checkBackward(
          (tested, output, dOutput, dInput) ->
              tested.reluBackward(n, slope, output, dOutput, dInput),
          random(n, 7),
          (y, dy) -> y > 0 ? dy : (float) (slope * dy),
          0);
    }
  }

  @ParameterizedTest
  @MethodSource(SIZES)
  void relu_moreValuesThanAskedFor_leavesTheRestAlone(int n) {
    float[] input = random(n + 20, 8);
    for (float slope : SLOPES) {
      float[] values = input.clone();
      kernels.reluForward(n, slope, values, values);
      kernels.reluBackward(n, slope, values, values, values);
      assertThat(Arrays.copyOfRange(values, n, n + 20))
          .containsExactly(Arrays.copyOfRange(input, n, n + 20));
    }
  }

  @Test
  void reluForward_zerosAndInfinities_hasNoNegativeZero() {
    float[] values = {-0f, 0f, -3f, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY};
    kernels.reluForward(5, 0f, values, values);
    assertThat(values).containsExactly(0f, 0f, 0f, 0f, Float.POSITIVE_INFINITY);
  }

  @ParameterizedTest
  @MethodSource(SIZES)
  void reluBackward_outputsNextToZero_passesThePositiveAlone(int n) {
    float[] outputs = {0f, -0f, Float.MIN_VALUE, -Float.MIN_VALUE};
    float[] expected = {0.5f, 0.5f, 2f, 0.5f};
    for (int i = 0; i < outputs.length; i++) {
      float[] output = new float[n];
      float[] gradient = new float[n];
      Arrays.fill(output, outputs[i]);
      Arrays.fill(gradient, 2f);
      kernels.reluBackward(n, 0.25f, output, gradient, gradient);
      assertThat(gradient).containsOnly(expected[i]);
    }
  }

  @Test
  void reluForward_nan_isNaNUnderEverySlope() {
    for (float slope : SLOPES) {
      float[] values = new float[40];
      Arrays.fill(values, Float.NaN);
      kernels.reluForward(40, slope, values, values);
      assertThat(values).containsOnly(Float.NaN);
    }
  }

  // sigmoid and hyperbolic tangent

  @ParameterizedTest
  @MethodSource(SIZES)
  void sigmoid_randomValues_isTheShiftedTangent(int n) {
    checkForward(
        (tested, input, output) -> tested.sigmoidForward(n, input, output),
        scaled(9f, random(n, 9)),
        x -> (1 + Math.tanh(x / 2)) / 2,
        ONE_ROUNDING);
    checkBackward(
        (tested, output, dOutput, dInput) -> tested.sigmoidBackward(n, output, dOutput, dInput),
        toFloats(map(random(n, 10), x -> (x + 1) / 2)),
        (y, dy) -> dy * y * (1 - y),
        THREE_ROUNDINGS);
  }

  @Test
  void sigmoidForward_extremeValues_saturates() {
    float[] values = {-1e4f, 1e4f, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, 0f, Float.NaN};
    kernels.sigmoidForward(6, values, values);
    assertThat(values).containsExactly(0f, 1f, 0f, 1f, 0.5f, Float.NaN);
  }

  @ParameterizedTest
  @MethodSource(SIZES)
  void tanh_randomValues_isTheQuotientOfExponentials(int n) {
    checkForward(
        (tested, input, output) -> tested.tanhForward(n, input, output),
        scaled(5f, random(n, 11)),
        x -> Math.expm1(2 * x) / (Math.expm1(2 * x) + 2),
        ONE_ROUNDING);
    checkBackward(
        (tested, output, dOutput, dInput) -> tested.tanhBackward(n, output, dOutput, dInput),
        random(n, 12),
        (y, dy) -> dy * (1 - y * y),
        THREE_ROUNDINGS);
  }

  @Test
  void tanhForward_extremeValues_saturates() {
    float[] values = {-1e4f, 1e4f, Float.NEGATIVE_INFINITY, -0f, Float.NaN};
    kernels.tanhForward(5, values, values);
    assertThat(values).containsExactly(-1f, 1f, -1f, -0f, Float.NaN);
  }
}
