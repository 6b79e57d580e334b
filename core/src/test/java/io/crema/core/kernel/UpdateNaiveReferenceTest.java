package io.crema.core.kernel;

import static io.crema.core.kernel.Values.ROUNDING;
import static io.crema.core.kernel.Values.assertClose;
import static io.crema.core.kernel.Values.assertSameBits;
import static io.crema.core.kernel.Values.random;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One step of Adam and of gradient descent against the documented formulas in double. */
class UpdateNaiveReferenceTest {

  private static final String SIZES = "io.crema.core.kernel.Values#sizes";

  /** Elements before and behind the range that is updated. */
  private static final int MARGIN = 5;

  /** Moments and velocities are sums of three terms up to 1, each rounded at most twice. */
  private static final double MOMENT_TOLERANCE = 6 * ROUNDING;

  /**
   * Weights up to 1 round three times. Adam's quotient is at most 10, as the second moment is at
   * least 0.01, and its numerator's error grows ten times: a hundred roundings, times the step.
   */
  private static final double ADAM_TOLERANCE = (3 + 100 * 0.02) * ROUNDING;

  /** A weight up to 3 rounds three times and carries the error of its velocity. */
  private static final double SGD_TOLERANCE = 9 * ROUNDING + MOMENT_TOLERANCE;

  private final Kernels kernels = Kernels.lookup();
  private final Kernels scalar = new ScalarKernels();

  private static float[] secondMoments(int length, long seed) {
    float[] values = random(length, seed);
    for (int i = 0; i < length; i++) {
      values[i] = 0.01f + 0.98f * Math.abs(values[i]);
    }
    return values;
  }

  private static double[] toDoubles(float[] values) {
    double[] doubles = new double[values.length];
    Arrays.setAll(doubles, i -> values[i]);
    return doubles;
  }

  private static void assertMarginsUntouched(int n, float[] actual, float[] start) {
    assertThat(Arrays.copyOf(actual, MARGIN)).containsExactly(Arrays.copyOf(start, MARGIN));
    assertThat(Arrays.copyOfRange(actual, MARGIN + n, actual.length))
        .containsExactly(Arrays.copyOfRange(start, MARGIN + n, start.length));
  }

  // Adam

  static final AdamStep ADAM = new AdamStep(0.9f, 0.999f, 0.01f, 1e-7f, 0f);
  static final AdamStep ADAM_W = new AdamStep(0.8f, 0.99f, 0.02f, 1e-3f, 0.05f);

  @ParameterizedTest
  @MethodSource(SIZES)
  void adam_partOfArray_isTheDocumentedStepThereAlone(int n) {
    for (AdamStep step : List.of(ADAM, ADAM_W)) {
      float[] w = random(n + 2 * MARGIN, 1);
      float[] g = random(n + 2 * MARGIN, 2);
      float[] m = random(n + 2 * MARGIN, 3);
      float[] v = secondMoments(n + 2 * MARGIN, 4);
      float[][] start = {w.clone(), g.clone(), m.clone(), v.clone()};
      float[][] byScalar = {w.clone(), g.clone(), m.clone(), v.clone()};
      double[] expectedW = toDoubles(w);
      double[] expectedM = toDoubles(m);
      double[] expectedV = toDoubles(v);
      naiveAdam(MARGIN, MARGIN + n, expectedW, toDoubles(g), expectedM, expectedV, step);
      kernels.adam(MARGIN, MARGIN + n, w, g, m, v, step);
      assertClose(m, expectedM, MOMENT_TOLERANCE);
      assertClose(v, expectedV, MOMENT_TOLERANCE);
      assertClose(w, expectedW, ADAM_TOLERANCE);
      scalar.adam(MARGIN, MARGIN + n, byScalar[0], byScalar[1], byScalar[2], byScalar[3], step);
      float[][] actual = {w, g, m, v};
      for (int i = 0; i < 4; i++) {
        assertSameBits(actual[i], byScalar[i]);
        assertMarginsUntouched(n, actual[i], start[i]);
      }
      assertSameBits(g, start[1]);
    }
  }

  private static void naiveAdam(
      int first, int end, double[] w, double[] g, double[] m, double[] v, AdamStep step) {
    for (int i = first; i < end; i++) {
      m[i] = step.beta1() * m[i] + (1 - (double) step.beta1()) * g[i];
      v[i] = step.beta2() * v[i] + (1 - (double) step.beta2()) * g[i] * g[i];
      w[i] =
          w[i]
              - step.decay() * w[i]
              - step.stepSize() * m[i] / (Math.sqrt(v[i]) + step.epsilonHat());
    }
  }

  @Test
  void adam_gradientThatWasAlwaysZero_leavesTheWeight() {
    float[] w = {0.5f, -0f, -3f};
    kernels.adam(0, 3, w, new float[3], new float[3], new float[3], ADAM);
    assertThat(w).containsExactly(0.5f, 0f, -3f);
  }

  @Test
  void adam_nanGradient_showsInTheWeight() {
    float[] w = {0.5f, 0.5f};
    kernels.adam(0, 2, w, new float[] {Float.NaN, 0f}, new float[2], new float[2], ADAM);
    assertThat(w).containsExactly(Float.NaN, 0.5f);
  }

  // weight decay

  @ParameterizedTest
  @MethodSource(SIZES)
  void shrink_partOfArray_takesTheShareOffThereAlone(int n) {
    float share = 0.3f;
    float[] w = random(n + 2 * MARGIN, 8);
    float[] start = w.clone();
    float[] byScalar = w.clone();
    double[] expected = toDoubles(w);
    for (int i = MARGIN; i < MARGIN + n; i++) {
      expected[i] -= share * expected[i];
    }
    kernels.shrink(MARGIN, MARGIN + n, w, share);
    assertClose(w, expected, ROUNDING);
    scalar.shrink(MARGIN, MARGIN + n, byScalar, share);
    assertSameBits(w, byScalar);
    assertMarginsUntouched(n, w, start);
  }

  @Test
  void shrink_shareBelowHalfAUnitInTheLastPlace_leavesTheWeight() {
    float[] w = {1f, -1f, 0f};
    kernels.shrink(0, 3, w, 0x1p-26f);
    assertThat(w).containsExactly(1f, -1f, 0f);
  }

  // gradient descent

  record Descent(float learningRate, float momentum, boolean nesterov, float decay) {}

  static final List<Descent> DESCENTS =
      List.of(
          new Descent(0.1f, 0f, false, 0f),
          new Descent(0.1f, 0f, false, 0.3f),
          new Descent(0.1f, 0.9f, false, 0f),
          new Descent(0.1f, 0.9f, false, 0.3f),
          new Descent(0.1f, 0.9f, true, 0f),
          new Descent(0.1f, 0.9f, true, 0.3f));

  private static void descend(
      Kernels tested, int first, int end, float[] w, float[] g, float[] v, Descent d) {
    tested.sgd(first, end, w, g, v, d.learningRate, d.momentum, d.nesterov, d.decay);
  }

  @ParameterizedTest
  @MethodSource(SIZES)
  void sgd_partOfArray_isTheDocumentedStepThereAlone(int n) {
    for (Descent descent : DESCENTS) {
      float[] w = random(n + 2 * MARGIN, 5);
      float[] g = random(n + 2 * MARGIN, 6);
      float[] v = random(n + 2 * MARGIN, 7);
      float[][] start = {w.clone(), g.clone(), v.clone()};
      float[][] byScalar = {w.clone(), g.clone(), v.clone()};
      double[] expectedW = toDoubles(w);
      double[] expectedV = toDoubles(v);
      naiveDescent(MARGIN, MARGIN + n, expectedW, toDoubles(g), expectedV, descent);
      descend(kernels, MARGIN, MARGIN + n, w, g, v, descent);
      assertClose(v, expectedV, MOMENT_TOLERANCE);
      assertClose(w, expectedW, SGD_TOLERANCE);
      descend(scalar, MARGIN, MARGIN + n, byScalar[0], byScalar[1], byScalar[2], descent);
      float[][] actual = {w, g, v};
      for (int i = 0; i < 3; i++) {
        assertSameBits(actual[i], byScalar[i]);
        assertMarginsUntouched(n, actual[i], start[i]);
      }
      assertSameBits(g, start[1]);
    }
  }

  private static void naiveDescent(
      int first, int end, double[] w, double[] g, double[] v, Descent d) {
    for (int i = first; i < end; i++) {
      double step = d.learningRate * (g[i] + d.decay * w[i]);
      v[i] = d.momentum * v[i] - step;
      w[i] += d.nesterov ? d.momentum * v[i] - step : v[i];
    }
  }

  @Test
  void sgd_handMadeValues_takesTheThreeSteps() {
    float[] g = {2f};
    float[] plain = {1f};
    descend(kernels, 0, 1, plain, g, new float[1], new Descent(0.25f, 0f, false, 0f));
    assertThat(plain).containsExactly(0.5f);

    float[] momentum = {1f};
    descend(kernels, 0, 1, momentum, g, new float[] {4f}, new Descent(0.25f, 0.5f, false, 0f));
    assertThat(momentum).containsExactly(2.5f); // v = 2 - 0.5

    float[] nesterov = {1f};
    descend(kernels, 0, 1, nesterov, g, new float[] {4f}, new Descent(0.25f, 0.5f, true, 0f));
    assertThat(nesterov).containsExactly(1.25f); // 1 + 0.5 * 1.5 - 0.5
  }

  // penalties and limits

  @ParameterizedTest
  @MethodSource(SIZES)
  void addPenalty_partOfArray_isTheDocumentedGradientThereAlone(int n) {
    float[] w = random(n + 2 * MARGIN, 30);
    float[] gradient = random(n + 2 * MARGIN, 31);
    w[MARGIN] = 0f;
    float[] start = gradient.clone();
    double[] expected = toDoubles(gradient);
    for (int i = MARGIN; i < MARGIN + n; i++) {
      expected[i] += 0.3f * Math.signum(w[i]) + 2 * (double) 0.2f * w[i];
    }
    kernels.addPenalty(MARGIN, MARGIN + n, w, 0.3f, 0.2f, gradient);
    assertClose(gradient, expected, 4 * ROUNDING);
    assertMarginsUntouched(n, gradient, start);
  }

  @ParameterizedTest
  @MethodSource(SIZES)
  void limitNorms_someUnits_areScaledDownToTheLimit(int units) {
    int rows = 9;
    int first = units / 3;
    for (int length : new int[] {1, 5}) {
      int columns = units * length;
      float[] values = random(rows * columns, 32);
      double[] expected = toDoubles(values);
      double[] squares = new double[units];
      for (int i = 0; i < expected.length; i++) {
        squares[i % columns / length] += expected[i] * expected[i];
      }
      for (int i = 0; i < expected.length; i++) {
        int unit = i % columns / length;
        expected[i] *= unit < first ? 1 : Math.min(1, 1.5 / Math.sqrt(squares[unit]));
      }
      kernels.limitNorms(rows, units, length, first, units, 1.5, values, new double[columns]);
      assertClose(values, expected, 2 * ROUNDING);
    }
  }
}
