package io.crema.nn.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.crema.nn.train.LearningRateSchedule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SGDW against the paper's algorithm in double: Loshchilov &amp; Hutter 2019, algorithm 1. */
class SgdWPaperReferenceTest {

  private static final double ALPHA = 0.05;
  private static final double WEIGHT_DECAY = 0.1;

  /** Rounding of a weight and a velocity, together at most 8, at each step. */
  private static final double TOLERANCE = OptimizerRun.STEPS * 8 * 6e-8;

  /** The schedule's multiplier of a step, from 1 on. */
  private static double eta(int step) {
    return LearningRateSchedule.cosine(0.1).factor(step - 1, OptimizerRun.STEPS);
  }

  /** m = beta m + eta alpha g, w = w - m - eta lambda w. */
  private static double[] paper(double beta, double lambda) {
    double[] ends = new double[OptimizerRun.SIZE];
    float[] start = OptimizerRun.start();
    for (int i = 0; i < ends.length; i++) {
      double w = start[i];
      double m = 0;
      for (int step = 1; step <= OptimizerRun.STEPS; step++) {
        m = beta * m + eta(step) * ALPHA * OptimizerRun.gradient(step)[i];
        w = w - m - eta(step) * lambda * w;
      }
      ends[i] = w;
    }
    return ends;
  }

  private static void assertAgrees(float[] actual, double[] expected) {
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) actual[i]).as("weight %d", i).isCloseTo(expected[i], within(TOLERANCE));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5, 0.9})
  void sgdW_scheduledSteps_followThePaper(double momentum) {
    SgdW sgd = new SgdW(ALPHA, momentum, false, WEIGHT_DECAY);

    float[][] trained = OptimizerRun.run(sgd, step -> ALPHA * eta(step));

    assertAgrees(trained[OptimizerRun.WEIGHTS], paper(momentum, ALPHA * WEIGHT_DECAY));
    assertAgrees(trained[OptimizerRun.BIAS], paper(momentum, 0)); // no decay
  }

  @Test
  void sgdW_momentum_isNotSgdWithDecayInTheGradient() {
    float[] decoupled =
        OptimizerRun.run(new SgdW(ALPHA, 0.9, false, WEIGHT_DECAY), step -> ALPHA)[0];
    float[] coupled = OptimizerRun.run(new Sgd(ALPHA, 0.9, false, WEIGHT_DECAY), step -> ALPHA)[0];

    assertThat(Math.abs(decoupled[4] - coupled[4])).isGreaterThan(1e-3f);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void sgdW_noDecay_isSgdBitByBit(boolean nesterov) {
    float[][] decoupled = OptimizerRun.run(new SgdW(ALPHA, 0.9, nesterov, 0), step -> ALPHA);
    float[][] plain = OptimizerRun.run(new Sgd(ALPHA, 0.9, nesterov, 0), step -> ALPHA);

    assertThat(decoupled).isDeepEqualTo(plain);
  }

  @Test
  void sgdW_weightWithoutGradient_shrinksInStepsWithALearningRateAlone() {
    float[][] trained =
        OptimizerRun.run(new SgdW(ALPHA, 0.9, false, WEIGHT_DECAY), step -> step == 1 ? ALPHA : 0);

    float expected = OptimizerRun.start()[0] * (float) (1 - ALPHA * WEIGHT_DECAY);
    assertThat(trained[OptimizerRun.WEIGHTS][0]).isCloseTo(expected, within(1e-7f));
  }

  @Test
  void constructor_valueOutOfRange_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SgdW(0, 0.9, false, 0.1))
        .withMessage("SgdW learningRate: expected a number above 0, got 0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SgdW(0.1, 1, false, 0.1))
        .withMessage("SgdW momentum: expected 0.0 to below 1.0, got 1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SgdW(0.1, 0.9, true, Double.NaN))
        .withMessage("SgdW weightDecay: expected 0.0 to below 1.0, got NaN");
  }
}
