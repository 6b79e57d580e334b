package io.crema.core.kernel;

import static io.crema.core.kernel.Values.ROUNDING;
import static io.crema.core.kernel.Values.assertClose;
import static io.crema.core.kernel.Values.assertSameBits;
import static io.crema.core.kernel.Values.random;
import static io.crema.core.kernel.Values.toFloats;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sums: the kernels under test against doubles and the scalar kernels. */
class ElementwiseNaiveReferenceTest {

  private static final String SIZES = "io.crema.core.kernel.Values#sizes";

  /** Largest relative error of one rounding to double. */
  private static final double DOUBLE_ROUNDING = 0x1p-53;

  private final Kernels kernels = Kernels.lookup();
  private final Kernels scalar = new ScalarKernels();

  private static double[] map(float[] a, float[] b, DoubleBinaryOperator function) {
    double[] mapped = new double[a.length];
    Arrays.setAll(mapped, i -> function.applyAsDouble(a[i], b[i]));
    return mapped;
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
}
