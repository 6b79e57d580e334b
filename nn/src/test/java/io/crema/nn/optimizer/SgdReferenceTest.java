package io.crema.nn.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Gradient descent in double: momentum as in Sutskever et al. 2013, equations 1 and 2; Nesterov's
 * as in their equations 3 and 4, that is with gradients taken at {@code x + mu v}. What is stored
 * as the weight is {@code x + mu v}, as everywhere in neural networks, so the equations are run on
 * x here and compared there.
 */
class SgdReferenceTest {

  /** Rounding of a weight and a velocity, together at most 8, at each step. */
  private static final double TOLERANCE = OptimizerRun.STEPS * 8 * 6e-8;

  private static double[] reference(Sgd sgd, double weightDecay) {
    double[] stored = new double[OptimizerRun.SIZE];
    float[] start = OptimizerRun.start();
    for (int i = 0; i < stored.length; i++) {
      stored[i] =
          sgd.nesterov()
              ? nesterov(sgd, weightDecay, start[i], i)
              : classical(sgd, weightDecay, start[i], i);
    }
    return stored;
  }

  /** v = mu v - rate g(x), x = x + v. */
  private static double classical(Sgd sgd, double weightDecay, double start, int i) {
    double x = start;
    double v = 0;
    for (int step = 1; step <= OptimizerRun.STEPS; step++) {
      double g = OptimizerRun.gradient(step)[i] + weightDecay * x;
      v = sgd.momentum() * v - sgd.learningRate() * g;
      x += v;
    }
    return x;
  }

  /** v = mu v - rate g(x + mu v), x = x + v. */
  private static double nesterov(Sgd sgd, double weightDecay, double start, int i) {
    double x = start;
    double v = 0;
    for (int step = 1; step <= OptimizerRun.STEPS; step++) {
      double ahead = x + sgd.momentum() * v;
      double g = OptimizerRun.gradient(step)[i] + weightDecay * ahead;
      v = sgd.momentum() * v - sgd.learningRate() * g;
      x += v;
    }
    return x + sgd.momentum() * v;
  }

  private static Stream<Sgd> variants() {
    Sgd plain = new Sgd(0.05);
    return Stream.of(
        plain,
        plain.momentum(0.9),
        plain.nesterov(0.9),
        plain.nesterov(0),
        new Sgd(0.05, 0, false, 0.1),
        new Sgd(0.05, 0.8, false, 0.1),
        new Sgd(0.05, 0.8, true, 0.1));
  }

  @ParameterizedTest
  @MethodSource("variants")
  void sgd_fiftySteps_followsTheEquations(Sgd sgd) {
    float[][] trained = OptimizerRun.run(sgd, step -> sgd.learningRate());

    double[] weights = reference(sgd, sgd.weightDecay());
    double[] bias = reference(sgd, 0); // no decay
    for (int i = 0; i < weights.length; i++) {
      assertThat((double) trained[OptimizerRun.WEIGHTS][i])
          .isCloseTo(weights[i], within(TOLERANCE));
      assertThat((double) trained[OptimizerRun.BIAS][i]).isCloseTo(bias[i], within(TOLERANCE));
    }
  }

  @Test
  void variants_equalStart_endApart() {
    double[] ends = variants().mapToDouble(sgd -> reference(sgd, sgd.weightDecay())[4]).toArray();

    // plain and nesterov(0) are the same thing
    assertThat(ends[0]).isEqualTo(ends[3]);
    for (int other : new int[] {1, 2, 4, 5, 6}) {
      assertThat(Math.abs(ends[other] - ends[0])).isGreaterThan(1e-3);
    }
    assertThat(Math.abs(ends[2] - ends[1])).isGreaterThan(1e-3);
  }

  @Test
  void constructor_valueOutOfRange_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Sgd(-1))
        .withMessage("Sgd learningRate: expected a number above 0, got -1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Sgd(Double.POSITIVE_INFINITY))
        .withMessage("Sgd learningRate: expected a number above 0, got Infinity");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Sgd(0.1).momentum(1))
        .withMessage("Sgd momentum: expected 0.0 to below 1.0, got 1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Sgd(0.1, 0, false, -1e-4))
        .withMessage("Sgd weightDecay: expected 0.0 to below 1.0, got -1.0E-4");
  }
}
