package io.crema.core.kernel;

import static io.crema.core.kernel.NormalizationNaiveReferenceTest.BACKWARD_TOLERANCE;
import static io.crema.core.kernel.NormalizationNaiveReferenceTest.MOMENT_TOLERANCE;
import static io.crema.core.kernel.NormalizationNaiveReferenceTest.means;
import static io.crema.core.kernel.NormalizationNaiveReferenceTest.normalized;
import static io.crema.core.kernel.NormalizationNaiveReferenceTest.positive;
import static io.crema.core.kernel.NormalizationNaiveReferenceTest.variances;
import static io.crema.core.kernel.Values.ROUNDING;
import static io.crema.core.kernel.Values.assertClose;
import static io.crema.core.kernel.Values.assertSameBits;
import static io.crema.core.kernel.Values.random;
import static io.crema.core.kernel.Values.toFloats;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Batch normalization of a batch that is computed in parts: the kernels under test against doubles
 * over all rows and against the scalar kernels.
 */
class BatchInPartsNormalizationTest {

  private static final String SIZES = "io.crema.core.kernel.Values#sizes";

  /** Rows of the parts: one, some, a block, and more than one block. */
  private static final int[] PARTS = {1, 7, 256, 1, 335};

  private static final int ALL = IntStream.of(PARTS).sum();

  private final Kernels kernels = Kernels.lookup();
  private final Kernels scalar = new ScalarKernels();
  private final Scratch scratch = new Scratch();

  private static float[] rows(float[] values, int channels, int first, int count) {
    return Arrays.copyOfRange(values, first * channels, (first + count) * channels);
  }

  // moments

  private double[] mergedMoments(int channels, float[] values) {
    double[] totals = new double[2 * channels];
    Arrays.fill(totals, Double.NaN);
    float[] mean = new float[channels];
    float[] variance = new float[channels];
    int before = 0;
    for (int count : PARTS) {
      float[] part = rows(values, channels, before, count);
      kernels.batchMoments(count, channels, part, mean, variance, scratch);
      kernels.mergeMoments(channels, before, count, mean, variance, totals);
      before += count;
    }
    for (int c = 0; c < channels; c++) {
      totals[channels + c] /= ALL;
    }
    return totals;
  }

  @ParameterizedTest
  @MethodSource(SIZES)
  void mergeMoments_severalParts_areThoseOfTwoPassesOverAllRows(int channels) {
    float[] values = random(ALL * channels, 1);
    for (int i = 0; i < values.length / 2; i++) {
      values[i] += 3; // parts with different means
    }
    double[] totals = mergedMoments(channels, values);
    float[] means = toFloats(Arrays.copyOf(totals, channels));
    float[] variances = toFloats(Arrays.copyOfRange(totals, channels, 2 * channels));
    assertClose(means, means(ALL, channels, values), 4 * MOMENT_TOLERANCE);
    assertClose(variances, variances(ALL, channels, values), 16 * MOMENT_TOLERANCE);
  }

  @Test
  void mergeMoments_meanFarAboveTheDeviation_doesNotCancel() {
    float[] values = random(3 * ALL, 2);
    for (int i = 0; i < values.length; i++) {
      values[i] += 4096;
    }
    double[] totals = mergedMoments(3, values);
    float[] variances = toFloats(Arrays.copyOfRange(totals, 3, 6));
    assertClose(toFloats(totals), means(ALL, 3, values), 2 * 4097 * ROUNDING);
    assertClose(variances, variances(ALL, 3, values), MOMENT_TOLERANCE);
  }

  @ParameterizedTest
  @MethodSource(SIZES)
  void mergeMoments_onePart_givesItsMomentsBack(int channels) {
    float[] mean = random(channels, 3);
    float[] variance = positive(channels, 4);
    double[] totals = new double[2 * channels];
    Arrays.fill(totals, Double.NaN);
    kernels.mergeMoments(channels, 0, 41, mean, variance, totals);
    for (int c = 0; c < channels; c++) {
      assertThat((float) totals[c]).isEqualTo(mean[c]);
      assertThat((float) (totals[channels + c] / 41)).isEqualTo(variance[c]);
    }
  }

  // addend

  @ParameterizedTest
  @MethodSource(SIZES)
  void normalizeForward_addend_isThatOfSeparatePasses(int channels) {
    for (int rows : PARTS) {
      int n = rows * channels;
      float[] input = random(n, 5);
      float[] mean = random(channels, 6);
      float[] inverse = positive(channels, 7);
      float[] gamma = random(channels, 8);
      float[] beta = random(channels, 9);
      float[] addend = random(n, 10);
      float[] untouched = addend.clone();
      for (boolean rectify : new boolean[] {false, true}) {
        float[] expected = new float[n];
        kernels.normalizeForward(
            rows, channels, input, mean, inverse, gamma, beta, null, false, expected, scratch);
        for (int i = 0; i < n; i++) {
          expected[i] += addend[i];
          expected[i] = rectify ? Math.max(expected[i], 0f) : expected[i];
        }
        float[] output = new float[n];
        kernels.normalizeForward(
            rows, channels, input, mean, inverse, gamma, beta, addend, rectify, output, scratch);
        assertSameBits(output, expected);
        float[] byScalar = new float[n];
        scalar.normalizeForward(
            rows, channels, input, mean, inverse, gamma, beta, addend, rectify, byScalar, scratch);
        assertSameBits(output, byScalar);
      }
      assertSameBits(addend, untouched);
    }
  }

  // gradient

  /** Adds up the sums of parts as a caller does. */
  private static double[] sums(
      Kernels tested, int[] parts, int channels, float[] input, float[] mean, float[] dOutput) {
    double[] all = new double[2 * channels];
    double[] totals = new double[2 * channels];
    Arrays.fill(totals, Double.NaN);
    int first = 0;
    for (int count : parts) {
      float[] in = rows(input, channels, first, count);
      float[] d = rows(dOutput, channels, first, count);
      tested.normalizeBackwardSums(count, channels, in, mean, d, totals, new Scratch());
      Arrays.setAll(all, i -> all[i] + totals[i]);
      first += count;
    }
    return all;
  }

  private static float[] data(
      Kernels tested,
      int[] parts,
      int channels,
      float[] input,
      float[][] constants,
      double[] totals,
      float[] dOutput) {
    float[] dInput = new float[input.length];
    int all = IntStream.of(parts).sum();
    int first = 0;
    for (int count : parts) {
      float[] part = new float[count * channels];
      tested.normalizeBackwardData(
          count,
          channels,
          all,
          rows(input, channels, first, count),
          constants[0],
          constants[1],
          constants[2],
          totals,
          rows(dOutput, channels, first, count),
          part,
          new Scratch());
      System.arraycopy(part, 0, dInput, first * channels, part.length);
      first += count;
    }
    return dInput;
  }

  @ParameterizedTest
  @MethodSource(SIZES)
  void normalizeBackward_inParts_isTheFormulaOverAllRows(int channels) {
    float[] input = random(ALL * channels, 11);
    float[] dOutput = random(ALL * channels, 12);
    float[][] constants = {
      random(channels, 13), positive(channels, 14), random(channels, 15)
    }; // mean, inverse deviation, gamma
    double[] sums = new double[channels];
    double[] products = new double[channels];
    for (int i = 0; i < input.length; i++) {
      int c = i % channels;
      sums[c] += dOutput[i];
      products[c] += dOutput[i] * normalized(input[i], constants[0][c], constants[1][c]);
    }
    double[] expected = new double[input.length];
    for (int i = 0; i < input.length; i++) {
      int c = i % channels;
      double own = normalized(input[i], constants[0][c], constants[1][c]);
      double left = dOutput[i] - sums[c] / ALL - own * products[c] / ALL;
      expected[i] = (double) constants[2][c] * constants[1][c] * left;
    }
    double[] totals = sums(kernels, PARTS, channels, input, constants[0], dOutput);
    float[] dInput = data(kernels, PARTS, channels, input, constants, totals, dOutput);
    assertClose(dInput, expected, BACKWARD_TOLERANCE);
    float[] dGamma = new float[channels];
    float[] dBeta = new float[channels];
    kernels.normalizeBackwardParameters(channels, constants[1], totals, dGamma, dBeta);
    assertClose(dGamma, products, PARTS.length * BACKWARD_TOLERANCE);
    assertClose(dBeta, sums, PARTS.length * BACKWARD_TOLERANCE);

    assertThat(totals).containsExactly(sums(scalar, PARTS, channels, input, constants[0], dOutput));
    assertSameBits(dInput, data(scalar, PARTS, channels, input, constants, totals, dOutput));
  }

  /** Sums of whole blocks are added in the same order, whoever adds them. */
  @ParameterizedTest
  @MethodSource(SIZES)
  void normalizeBackward_inPartsOfOneBlock_hasTheBitsOfTheWhole(int channels) {
    int[] parts = {Normalization.BLOCK, Normalization.BLOCK, 90};
    int all = IntStream.of(parts).sum();
    float[] input = random(all * channels, 16);
    float[] dOutput = random(all * channels, 17);
    float[][] constants = {random(channels, 18), positive(channels, 19), random(channels, 20)};
    float[][] whole = {random(channels, 21), random(channels, 22), new float[input.length]};
    float[] dGamma = whole[0].clone();
    float[] dBeta = whole[1].clone();
    kernels.normalizeBackward(
        all,
        channels,
        input,
        constants[0],
        constants[1],
        constants[2],
        dOutput,
        whole[0],
        whole[1],
        whole[2],
        scratch);
    double[] totals = sums(kernels, parts, channels, input, constants[0], dOutput);
    kernels.normalizeBackwardParameters(channels, constants[1], totals, dGamma, dBeta);
    assertSameBits(dGamma, whole[0]);
    assertSameBits(dBeta, whole[1]);
    assertSameBits(data(kernels, parts, channels, input, constants, totals, dOutput), whole[2]);
  }
}
