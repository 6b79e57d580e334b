package io.crema.core.kernel;

import static io.crema.core.kernel.Values.ROUNDING;
import static io.crema.core.kernel.Values.assertClose;
import static io.crema.core.kernel.Values.assertSameBits;
import static io.crema.core.kernel.Values.random;
import static io.crema.core.kernel.Values.scaled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.crema.core.random.SplitMix64;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Softmax and the losses against their definitions and central differences, all in double. */
class LossFiniteDifferenceTest {

  private static final String SIZES = "io.crema.core.kernel.Values#sizes";

  private static final int ROWS = 3;
  private static final float SCALE = 0.125f;

  /** Step of the central differences. */
  private static final double STEP = 1e-4;

  /**
   * Central differences err by a sixth of the third derivative, below 1, times the step squared.
   */
  private static final double DIFFERENCE_ERROR = STEP * STEP;

  /** Losses are up to 20 and some dozen operations long, all in double. */
  private static final double LOSS_ERROR = 20 * 16 * 0x1p-53;

  private final Kernels kernels = Kernels.lookup();
  private final Kernels scalar = new ScalarKernels();

  private interface Loss {
    double of(double[] outputs);
  }

  private static double[] toDoubles(float[] values, int from, int count) {
    double[] doubles = new double[count];
    Arrays.setAll(doubles, i -> values[from + i]);
    return doubles;
  }

  private static double[] centralDifferences(Loss loss, double[] at) {
    double[] gradient = new double[at.length];
    for (int i = 0; i < at.length; i++) {
      double[] moved = at.clone();
      moved[i] = at[i] + STEP;
      double above = loss.of(moved);
      moved[i] = at[i] - STEP;
      gradient[i] = (above - loss.of(moved)) / (2 * STEP);
    }
    return gradient;
  }

  /** By definition, so only for inputs whose exponentials are finite. */
  private static double[] softmax(double[] x) {
    double sum = Arrays.stream(x).map(Math::exp).sum();
    return Arrays.stream(x).map(v -> Math.exp(v) / sum).toArray();
  }

  /** A thousand and twenty-four shares thrown at random: exact in float, and the sum is 1. */
  private static float[] distributions(int columns, long seed) {
    SplitMix64 random = new SplitMix64(seed);
    float[] targets = new float[ROWS * columns];
    for (int row = 0; row < ROWS; row++) {
      for (int share = 0; share < 1024; share++) {
        targets[row * columns + random.nextInt(columns)] += 0x1p-10f;
      }
    }
    return targets;
  }

  // softmax

  @ParameterizedTest
  @MethodSource(SIZES)
  void softmaxForward_randomValues_isTheDefinition(int columns) {
    float[] input = scaled(9f, random(ROWS * columns, 1));
    float[] output = new float[ROWS * columns];
    kernels.softmaxForward(ROWS, columns, input, output);
    for (int row = 0; row < ROWS; row++) {
      float[] probabilities = Arrays.copyOfRange(output, row * columns, (row + 1) * columns);
      assertClose(probabilities, softmax(toDoubles(input, row * columns, columns)), ROUNDING);
    }
    float[] byScalar = new float[ROWS * columns];
    scalar.softmaxForward(ROWS, columns, input, byScalar);
    assertSameBits(output, byScalar);
    kernels.softmaxForward(ROWS, columns, input, input);
    assertSameBits(input, output);
  }

  @Test
  void softmaxForward_logitsOfTenThousand_doesNotOverflow() {
    float[] values = {1e4f, -1e4f, 1e4f, -1e4f, -1e4f, -1e4f};
    kernels.softmaxForward(2, 3, values, values);
    float third = 1f / 3;
    assertThat(values).containsExactly(0.5f, 0f, 0.5f, third, third, third);
  }

  @Test
  void softmaxForward_nanInARow_isNaNInThatRowAlone() {
    float[] values = {0f, Float.NaN, 0f, 0f};
    kernels.softmaxForward(2, 2, values, values);
    assertThat(values).containsExactly(Float.NaN, Float.NaN, 0.5f, 0.5f);
  }

  @ParameterizedTest
  @MethodSource(SIZES)
  void softmaxBackward_randomValues_isTheCentralDifference(int columns) {
    float[] input = scaled(3f, random(ROWS * columns, 2));
    float[] dOutput = random(ROWS * columns, 3);
    float[] output = new float[ROWS * columns];
    kernels.softmaxForward(ROWS, columns, input, output);
    float[] dInput = new float[ROWS * columns];
    kernels.softmaxBackward(ROWS, columns, output, dOutput, dInput);
    for (int row = 0; row < ROWS; row++) {
      int from = row * columns;
      Loss weighted =
          x -> {
            double[] y = softmax(x);
            double sum = 0;
            for (int i = 0; i < columns; i++) {
              sum += y[i] * dOutput[from + i];
            }
            return sum;
          };
      // the chain's partial sums stay below 1, as probabilities do
      assertClose(
          Arrays.copyOfRange(dInput, from, from + columns),
          centralDifferences(weighted, toDoubles(input, from, columns)),
          DIFFERENCE_ERROR + (columns + 4) * ROUNDING);
    }
    float[] byScalar = new float[ROWS * columns];
    scalar.softmaxBackward(ROWS, columns, output, dOutput, byScalar);
    assertSameBits(dInput, byScalar);
    kernels.softmaxBackward(ROWS, columns, output, dOutput, dOutput);
    assertSameBits(dOutput, dInput);
  }

  // cross-entropy

  /**
   * The paper's form of label smoothing (Szegedy et al. 2016, section 7): the cross-entropy with
   * the targets and that with a uniform distribution, mixed.
   */
  private static double crossEntropy(double[] logits, float[] targets, int from, double smoothing) {
    double[] probabilities = softmax(logits);
    double withTargets = 0;
    double withUniform = 0;
    for (int i = 0; i < logits.length; i++) {
      withTargets -= targets[from + i] * Math.log(probabilities[i]);
      withUniform -= Math.log(probabilities[i]) / logits.length;
    }
    return (1 - smoothing) * withTargets + smoothing * withUniform;
  }

  @ParameterizedTest
  @MethodSource(SIZES)
  void softmaxCrossEntropy_mixedTargets_isTheDefinitionAndItsCentralDifference(int columns) {
    assertCrossEntropyIsTheDefinition(columns, 0);
  }

  @ParameterizedTest
  @MethodSource(SIZES)
  void softmaxCrossEntropy_smoothedTargets_isTheDefinitionAndItsCentralDifference(int columns) {
    assertCrossEntropyIsTheDefinition(columns, 0.1);
    assertCrossEntropyIsTheDefinition(columns, 0.75);
  }

  private void assertCrossEntropyIsTheDefinition(int columns, double smoothing) {
    float[] logits = scaled(5f, random(ROWS * columns, 4));
    float[] targets = distributions(columns, 5);
    double[] losses = new double[ROWS + 3];
    float[] dLogits = new float[ROWS * columns];
    kernels.softmaxCrossEntropy(
        ROWS, columns, logits, targets, SCALE, smoothing, losses, 2, dLogits);
    for (int row = 0; row < ROWS; row++) {
      int from = row * columns;
      double[] at = toDoubles(logits, from, columns);
      double[] gradient =
          centralDifferences(x -> SCALE * crossEntropy(x, targets, from, smoothing), at);
      assertThat(losses[2 + row])
          .isCloseTo(crossEntropy(at, targets, from, smoothing), within(columns * LOSS_ERROR));
      assertClose(
          Arrays.copyOfRange(dLogits, from, from + columns),
          gradient,
          SCALE * (DIFFERENCE_ERROR + ROUNDING));
    }
    assertThat(losses[0] + losses[1] + losses[ROWS + 2]).isZero();
    double[] lossesByScalar = new double[ROWS + 3];
    float[] byScalar = new float[ROWS * columns];
    scalar.softmaxCrossEntropy(
        ROWS, columns, logits, targets, SCALE, smoothing, lossesByScalar, 2, byScalar);
    assertThat(losses).containsExactly(lossesByScalar);
    assertSameBits(dLogits, byScalar);
  }

  @Test
  void softmaxCrossEntropy_logitsOfTenThousand_doesNotOverflow() {
    float[] logits = {1e4f, -1e4f, 0f, 1e4f, -1e4f, 0f, -1e4f, -1e4f, -1e4f};
    float[] targets = {0f, 1f, 0f, 1f, 0f, 0f, 0f, 0f, 1f};
    double[] losses = new double[3];
    float[] dLogits = new float[9];
    kernels.softmaxCrossEntropy(3, 3, logits, targets, 1f, 0, losses, 0, dLogits);
    assertThat(losses[0]).isEqualTo(2e4);
    assertThat(losses[1]).isZero();
    // the logarithm of 3 is added to 1e4, and what is left of it taken off again
    assertThat(losses[2]).isCloseTo(Math.log(3), within(2 * 1e4 * 0x1p-53));
    assertThat(dLogits).startsWith(1f, -1f, 0f, 0f, 0f, 0f);
    assertClose(
        Arrays.copyOfRange(dLogits, 6, 9), new double[] {1 / 3.0, 1 / 3.0, -2 / 3.0}, ROUNDING);
  }

  @Test
  void softmaxCrossEntropy_nanLogit_hasNaNLossAndGradient() {
    double[] losses = new double[1];
    float[] dLogits = new float[2];
    kernels.softmaxCrossEntropy(
        1, 2, new float[] {Float.NaN, 0f}, new float[] {0f, 1f}, 1f, 0, losses, 0, dLogits);
    assertThat(losses[0]).isNaN();
    assertThat(dLogits).containsOnly(Float.NaN);
  }

  // mean squared error

  @ParameterizedTest
  @MethodSource(SIZES)
  void meanSquaredError_randomValues_isTheDefinitionAndItsCentralDifference(int columns) {
    float[] outputs = random(ROWS * columns, 6);
    float[] targets = random(ROWS * columns, 7);
    double[] losses = new double[ROWS + 3];
    float[] dOutputs = new float[ROWS * columns];
    kernels.meanSquaredError(ROWS, columns, outputs, targets, SCALE, losses, 2, dOutputs);
    for (int row = 0; row < ROWS; row++) {
      int from = row * columns;
      Loss loss = x -> meanSquaredError(x, targets, from);
      double[] at = toDoubles(outputs, from, columns);
      // differences up to 2 round to float and are squared: 2 * 2 * 2 roundings
      assertThat(losses[2 + row]).isCloseTo(loss.of(at), within(8 * ROUNDING));
      // twice a difference up to 2, rounded four times; a parabola has no third derivative
      assertClose(
          Arrays.copyOfRange(dOutputs, from, from + columns),
          centralDifferences(x -> SCALE * loss.of(x), at),
          SCALE * 4.0 / columns * 4 * ROUNDING + 0x1p-50 / STEP);
    }
    assertThat(losses[0] + losses[1] + losses[ROWS + 2]).isZero();
    double[] lossesByScalar = new double[ROWS + 3];
    float[] byScalar = new float[ROWS * columns];
    scalar.meanSquaredError(ROWS, columns, outputs, targets, SCALE, lossesByScalar, 2, byScalar);
    assertThat(losses).containsExactly(lossesByScalar);
    assertSameBits(dOutputs, byScalar);
  }

  private static double meanSquaredError(double[] outputs, float[] targets, int from) {
    double sum = 0;
    for (int i = 0; i < outputs.length; i++) {
      sum += Math.pow(outputs[i] - targets[from + i], 2);
    }
    return sum / outputs.length;
  }

  @Test
  void meanSquaredError_handMadeValues_isTheMeanOverTheColumns() {
    double[] losses = new double[2];
    float[] dOutputs = new float[4];
    float[] outputs = {1f, 2f, 0f, -1f};
    float[] targets = {0f, 4f, 0f, -1f};
    kernels.meanSquaredError(2, 2, outputs, targets, 0.5f, losses, 0, dOutputs);
    assertThat(losses).containsExactly(2.5, 0);
    assertThat(dOutputs).containsExactly(0.5f, -1f, 0f, 0f);
  }
}
