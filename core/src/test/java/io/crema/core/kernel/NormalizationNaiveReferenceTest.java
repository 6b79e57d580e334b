package io.crema.core.kernel;

import static io.crema.core.kernel.Values.ROUNDING;
import static io.crema.core.kernel.Values.assertClose;
import static io.crema.core.kernel.Values.assertSameBits;
import static io.crema.core.kernel.Values.random;
import static io.crema.core.kernel.Values.scaled;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Batch normalization: the kernels under test against doubles and the scalar kernels. */
class NormalizationNaiveReferenceTest {

  private static final String SIZES = "io.crema.core.kernel.Values#sizes";

  /** One block and less, several, and one that is left over. */
  private static final int[] ROWS = {1, 2, 5, 256, 600};

  /** A chain over a block of values up to 2 and their squares up to 4, and the last rounding. */
  static final double MOMENT_TOLERANCE = 4 * Normalization.BLOCK * ROUNDING;

  /** A difference up to 2, times a factor up to 4, plus 1; each rounds once. */
  private static final double FORWARD_TOLERANCE = (2 * 4 + 8 + 9) * ROUNDING;

  /** Sums over a block of products up to 2, times a factor up to 4, and what is made of them. */
  static final double BACKWARD_TOLERANCE = 64 * Normalization.BLOCK * ROUNDING;

  private final Kernels kernels = Kernels.lookup();
  private final Kernels scalar = new ScalarKernels();

  static double[] means(int rows, int channels, float[] values) {
    double[] means = new double[channels];
    for (int i = 0; i < rows * channels; i++) {
      means[i % channels] += (double) values[i] / rows;
    }
    return means;
  }

  /** In two passes. */
  static double[] variances(int rows, int channels, float[] values) {
    double[] means = means(rows, channels, values);
    double[] variances = new double[channels];
    for (int i = 0; i < rows * channels; i++) {
      double difference = values[i] - means[i % channels];
      variances[i % channels] += difference * difference / rows;
    }
    return variances;
  }

  static float[] positive(int length, long seed) {
    float[] values = random(length, seed);
    for (int i = 0; i < length; i++) {
      values[i] = 1 + Math.abs(values[i]);
    }
    return values;
  }

  // moments

  @ParameterizedTest
  @MethodSource(SIZES)
  void batchMoments_randomValues_areThoseOfTwoPasses(int channels) {
    for (int rows : ROWS) {
      float[] values = random(rows * channels, rows);
      float[] untouched = values.clone();
      float[] mean = new float[channels];
      float[] variance = new float[channels];
      kernels.batchMoments(rows, channels, values, mean, variance, new Scratch());
      assertClose(mean, means(rows, channels, values), MOMENT_TOLERANCE);
      assertClose(variance, variances(rows, channels, values), MOMENT_TOLERANCE);
      assertSameBits(values, untouched);

      float[] scalarMean = new float[channels];
      float[] scalarVariance = new float[channels];
      scalar.batchMoments(rows, channels, values, scalarMean, scalarVariance, new Scratch());
      assertSameBits(mean, scalarMean);
      assertSameBits(variance, scalarVariance);
    }
  }

  @ParameterizedTest
  @MethodSource(SIZES)
  void batchMoments_meanFarAboveTheDeviation_doesNotCancel(int channels) {
    int rows = 600;
    float[] values = random(rows * channels, 3);
    for (int i = 0; i < values.length; i++) {
      values[i] += 4096; // squares near 2^24, where a float has no fractions left
    }
    float[] mean = new float[channels];
    float[] variance = new float[channels];
    kernels.batchMoments(rows, channels, values, mean, variance, new Scratch());
    assertClose(mean, means(rows, channels, values), 4097 * ROUNDING);
    assertClose(variance, variances(rows, channels, values), MOMENT_TOLERANCE);
  }

  @ParameterizedTest
  @MethodSource(SIZES)
  void batchMoments_arrayThatGoesOn_givesTheSameBits(int channels) {
    int rows = 5;
    float[] values = random(rows * channels + 70, 4);
    Arrays.fill(values, rows * channels, values.length, Float.NaN);
    float[] mean = new float[channels];
    float[] variance = new float[channels];
    kernels.batchMoments(rows, channels, values, mean, variance, new Scratch());
    float[] exact = Arrays.copyOf(values, rows * channels);
    float[] exactMean = new float[channels];
    float[] exactVariance = new float[channels];
    kernels.batchMoments(rows, channels, exact, exactMean, exactVariance, new Scratch());
    assertSameBits(mean, exactMean);
    assertSameBits(variance, exactVariance);
  }

  @Test
  void batchMoments_constantChannels_haveNoVariance() {
    float[] values = new float[900];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 3 == 0 ? 0.1f : -7.7f;
    }
    float[] mean = new float[3];
    float[] variance = new float[3];
    kernels.batchMoments(300, 3, values, mean, variance, new Scratch());
    assertThat(mean).containsExactly(0.1f, -7.7f, -7.7f);
    assertThat(variance).containsOnly(0f);
  }

  @Test
  void batchMoments_notANumber_showsInItsChannelAlone() {
    float[] values = {1f, 2f, 1f, Float.NaN};
    float[] mean = new float[2];
    float[] variance = new float[2];
    kernels.batchMoments(2, 2, values, mean, variance, new Scratch());
    assertThat(mean).containsExactly(1f, Float.NaN);
    assertThat(variance).containsExactly(0f, Float.NaN);
  }

  // normalization

  @ParameterizedTest
  @MethodSource(SIZES)
  void normalizeForward_randomValues_isTheFormula(int channels) {
    for (int rows : ROWS) {
      for (boolean rectify : new boolean[] {false, true}) {
        int n = rows * channels;
        float[] input = random(n, 5);
        float[] mean = random(channels, 6);
        float[] inverse = positive(channels, 7);
        float[] gamma = scaled(2f, random(channels, 8));
        float[] beta = random(channels, 9);
        double[] expected = new double[n];
        for (int i = 0; i < n; i++) {
          int c = i % channels;
          double value = (input[i] - (double) mean[c]) * inverse[c] * gamma[c] + beta[c];
          expected[i] = rectify ? Math.max(value, 0) : value;
        }
        float[] output = random(n + 9, 10);
        float[] byScalar = output.clone();
        float[] rest = Arrays.copyOfRange(output, n, n + 9);
        kernels.normalizeForward(
            rows,
            channels,
            input,
            mean,
            inverse,
            gamma,
            beta,
            null,
            rectify,
            output,
            new Scratch());
        assertClose(output, expected, FORWARD_TOLERANCE);
        assertThat(Arrays.copyOfRange(output, n, n + 9)).containsExactly(rest);
        scalar.normalizeForward(
            rows,
            channels,
            input,
            mean,
            inverse,
            gamma,
            beta,
            null,
            rectify,
            byScalar,
            new Scratch());
        assertSameBits(output, byScalar);
      }
    }
  }

  @Test
  void normalizeForward_rectifiedNotANumberAndNegativeZero_areAsTheRectifierHasThem() {
    float[] input = new float[40];
    Arrays.fill(input, Float.NaN);
    float[] one = {1f};
    float[] output = new float[40];
    kernels.normalizeForward(
        40, 1, input, new float[1], one, one, new float[1], null, true, output, new Scratch());
    assertThat(output).containsOnly(Float.NaN);
    Arrays.fill(input, -0f);
    float[] minusZero = {-0f};
    kernels.normalizeForward(
        40, 1, input, new float[1], one, one, minusZero, null, true, output, new Scratch());
    assertThat(output).containsOnly(0f);
  }

  // gradient

  @ParameterizedTest
  @MethodSource(SIZES)
  void normalizeBackward_randomValues_isTheFormula(int channels) {
    for (int rows : ROWS) {
      int n = rows * channels;
      float[] input = random(n, 11);
      float[] dOutput = random(n, 12);
      float[] mean = random(channels, 13);
      float[] inverse = positive(channels, 14);
      float[] gamma = random(channels, 15);
      float[] startGamma = random(channels, 16);
      float[] startBeta = random(channels, 17);
      double[] sums = new double[channels];
      double[] products = new double[channels];
      for (int i = 0; i < n; i++) {
        int c = i % channels;
        sums[c] += dOutput[i];
        products[c] += dOutput[i] * normalized(input[i], mean[c], inverse[c]);
      }
      double[] expected = new double[n];
      for (int i = 0; i < n; i++) {
        int c = i % channels;
        double own = normalized(input[i], mean[c], inverse[c]);
        double left = dOutput[i] - sums[c] / rows - own * products[c] / rows;
        expected[i] = (double) gamma[c] * inverse[c] * left;
      }
      float[][] actual = {startGamma.clone(), startBeta.clone(), new float[n]};
      kernels.normalizeBackward(
          rows,
          channels,
          input,
          mean,
          inverse,
          gamma,
          dOutput,
          actual[0],
          actual[1],
          actual[2],
          new Scratch());
      for (int c = 0; c < channels; c++) {
        products[c] += startGamma[c];
        sums[c] += startBeta[c];
      }
      int blocks = (rows + Normalization.BLOCK - 1) / Normalization.BLOCK;
      assertClose(actual[0], products, blocks * BACKWARD_TOLERANCE);
      assertClose(actual[1], sums, blocks * BACKWARD_TOLERANCE);
      assertClose(actual[2], expected, BACKWARD_TOLERANCE);

      float[][] byScalar = {startGamma.clone(), startBeta.clone(), new float[n]};
      scalar.normalizeBackward(
          rows,
          channels,
          input,
          mean,
          inverse,
          gamma,
          dOutput,
          byScalar[0],
          byScalar[1],
          byScalar[2],
          new Scratch());
      float[][] withoutInput = {startGamma.clone(), startBeta.clone()};
      kernels.normalizeBackward(
          rows,
          channels,
          input,
          mean,
          inverse,
          gamma,
          dOutput,
          withoutInput[0],
          withoutInput[1],
          null,
          new Scratch());
      for (int i = 0; i < 3; i++) {
        assertSameBits(actual[i], byScalar[i]);
      }
      assertSameBits(withoutInput[0], actual[0]);
      assertSameBits(withoutInput[1], actual[1]);
    }
  }

  static double normalized(float value, double mean, double inverse) {
    return (value - mean) * inverse;
  }

  @Test
  void normalizeBackward_sumsOverManyBlocks_areAsExactAsOne() {
    int rows = 1 << 18;
    float[] dOutput = new float[rows];
    Arrays.fill(dOutput, 0.1f); // a chain in float would be off by hundreds
    float[] one = {1f};
    float[] dBeta = new float[1];
    kernels.normalizeBackward(
        rows,
        1,
        new float[rows],
        new float[1],
        one,
        one,
        dOutput,
        new float[1],
        dBeta,
        null,
        new Scratch());
    double exact = rows * (double) 0.1f;
    assertClose(dBeta, new double[] {exact}, Normalization.BLOCK * ROUNDING * exact);
  }
}
