package io.crema.core.kernel;

import static io.crema.core.kernel.Values.assertSameBits;
import static io.crema.core.kernel.Values.random;
import static io.crema.core.kernel.Values.randomSigns;
import static io.crema.core.kernel.Values.toFloats;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Element-wise operations on several arrays: the kernels under test against doubles, rounded once,
 * and against the scalar kernels.
 */
class JoinNaiveReferenceTest {

  private static final String SIZES = "io.crema.core.kernel.Values#sizes";

  /** Arrays may be longer than what is used. */
  private static final int MARGIN = 5;

  private final Kernels kernels = Kernels.lookup();
  private final Kernels scalar = new ScalarKernels();

  private interface Join {
    void run(Kernels tested, float[] a, float[] b, float[] output);
  }

  /** Against the reference and the scalar kernels, then into each of the inputs. */
  private void check(int n, Join join, DoubleBinaryOperator reference) {
    float[] a = random(n + MARGIN, 1);
    float[] b = random(n + MARGIN, 2);
    float[] output = random(n + MARGIN, 3);
    double[] expected = new double[n + MARGIN];
    Arrays.setAll(expected, i -> i < n ? reference.applyAsDouble(a[i], b[i]) : output[i]);
    float[] untouchedA = a.clone();
    float[] untouchedB = b.clone();
    float[] byScalar = output.clone();
    join.run(kernels, a, b, output);
    assertSameBits(output, toFloats(expected)); // of two floats each operation rounds once
    assertSameBits(a, untouchedA);
    assertSameBits(b, untouchedB);
    join.run(scalar, a, b, byScalar);
    assertSameBits(output, byScalar);
    join.run(kernels, a, b, a);
    assertSameBits(Arrays.copyOf(a, n), Arrays.copyOf(output, n));
    join.run(kernels, untouchedA, b, b);
    assertSameBits(Arrays.copyOf(b, n), Arrays.copyOf(output, n));
  }

  @ParameterizedTest
  @MethodSource(SIZES)
  void sum_randomValues_isExact(int n) {
    check(n, (tested, a, b, output) -> tested.sum(n, a, b, false, output), Double::sum);
    check(
        n,
        (tested, a, b, output) -> tested.sum(n, a, b, true, output),
        (x, y) -> Math.max(x + y, 0));
  }

  @Test
  void sum_rectifiedNotANumberAndNegativeZero_areAsTheRectifierHasThem() {
    float[] a = new float[41];
    float[] zeros = new float[41];
    Arrays.fill(a, Float.NaN);
    kernels.sum(41, a, zeros, true, a);
    assertThat(a).containsOnly(Float.NaN);
    Arrays.fill(a, -0f);
    kernels.sum(41, a, a, true, a);
    assertThat(a).containsOnly(0f);
    Arrays.fill(a, -0f);
    kernels.sum(41, a, a, false, a);
    assertThat(a).containsOnly(-0f);
  }

  @ParameterizedTest
  @MethodSource(SIZES)
  void multiply_randomValues_isExact(int n) {
    check(n, (tested, a, b, output) -> tested.multiply(n, a, b, output), (x, y) -> x * y);
  }

  @ParameterizedTest
  @MethodSource(SIZES)
  void scale_randomValues_isExact(int n) {
    check(n, (tested, a, b, output) -> tested.scale(n, 1 / 3f, a, output), (x, y) -> x * (1 / 3f));
  }

  // maximum

  @ParameterizedTest
  @MethodSource(SIZES)
  void maximum_randomValues_isTheLarger(int n) {
    check(n, (tested, a, b, output) -> tested.maximum(n, a, b, output), Math::max);
  }

  @Test
  void maximum_notANumber_isNaN() {
    float[] a = new float[41];
    float[] nan = new float[41];
    float[] output = new float[41];
    Arrays.fill(nan, Float.NaN);
    kernels.maximum(41, a, nan, output);
    assertThat(output).containsOnly(Float.NaN);
    kernels.maximum(41, nan, a, output);
    assertThat(output).containsOnly(Float.NaN);
  }

  /** Values of which every third is equal in two inputs, so that there are ties of all kinds. */
  @ParameterizedTest
  @MethodSource(SIZES)
  void maximumBackward_manyTies_givesAllToTheFirst(int n) {
    float[][] inputs = new float[4][];
    Arrays.setAll(inputs, k -> randomSigns(n + MARGIN, 10 + k));
    float[] dOutput = random(n + MARGIN, 14);
    float[] output = inputs[0].clone();
    for (int k = 1; k < inputs.length; k++) {
      kernels.maximum(n, output, inputs[k], output);
    }
    for (int k = 0; k < inputs.length; k++) {
      float[] dInput = random(n + MARGIN, 15);
      float[] byScalar = dInput.clone();
      float[] expected = dInput.clone();
      for (int i = 0; i < n; i++) {
        expected[i] = k == first(inputs, i) ? dOutput[i] : 0f;
      }
      kernels.maximumBackward(n, inputs[k], output, inputs, k, dOutput, dInput);
      assertSameBits(dInput, expected);
      scalar.maximumBackward(n, inputs[k], output, inputs, k, dOutput, byScalar);
      assertSameBits(byScalar, expected);
    }
  }

  /** The first input that is the largest at an index. */
  private static int first(float[][] inputs, int i) {
    int first = 0;
    for (int k = 1; k < inputs.length; k++) {
      first = inputs[k][i] > inputs[first][i] ? k : first;
    }
    return first;
  }

  @Test
  void maximumBackward_notANumber_goesToNone() {
    float[] nan = new float[41];
    float[] zeros = new float[41];
    float[] ones = new float[41];
    Arrays.fill(nan, Float.NaN);
    Arrays.fill(ones, 1f);
    float[] dInput = new float[41];
    kernels.maximumBackward(41, nan, nan, new float[0][], 0, ones, dInput);
    assertThat(dInput).containsOnly(0f);
    kernels.maximumBackward(41, zeros, nan, new float[][] {nan}, 1, ones, dInput);
    assertThat(dInput).containsOnly(0f);
  }

  // concatenation

  @ParameterizedTest
  @MethodSource(SIZES)
  void concat_threeInputs_putsTheirChannelsSideBySide(int channels) {
    int rows = 11;
    int[] widths = {channels, 5, 8};
    int total = channels + 13;
    float[] output = new float[rows * total];
    Arrays.fill(output, Float.NaN);
    int offset = 0;
    for (int width : widths) {
      float[] input = random(rows * width, 20 + offset);
      kernels.concat(rows, width, input, total, offset, output);
      for (int i = 0; i < rows * width; i++) {
        assertThat(output[i / width * total + offset + i % width]).isEqualTo(input[i]);
      }
      float[] again = new float[rows * width];
      kernels.slice(rows, width, output, total, offset, again);
      assertSameBits(again, input);
      offset += width;
    }
    assertThat(output).doesNotContain(Float.NaN);
  }

  @Test
  void concat_oneInput_leavesTheOtherChannels() {
    float[] output = {1, 2, 3, 4, 5, 6};
    kernels.concat(2, 1, new float[] {7, 8}, 3, 1, output);
    assertThat(output).containsExactly(1, 7, 3, 4, 8, 6);
    float[] part = {0, 0, 0, 0, 9};
    kernels.slice(2, 2, output, 3, 1, part);
    assertThat(part).containsExactly(7, 3, 8, 6, 9);
  }
}
