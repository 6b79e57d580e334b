package io.crema.nn.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.crema.nn.train.LearningRateSchedule;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Adam and AdamW against the papers' algorithms in double: Kingma &amp; Ba 2015, algorithm 1;
 * Loshchilov &amp; Hutter 2019, algorithm 2.
 */
class AdamPaperReferenceTest {

  /**
   * Of a step, whose size is about the learning rate: {@code 1 - beta2} is 4.7e-5 off in float, and
   * enters with its root; moments and weights are rounded to float at each step.
   */
  private static final double STEP_TOLERANCE = 5e-5;

  /** Rounding of a weight of at most 1 at each step. */
  private static final double WEIGHT_ROUNDING = OptimizerRun.STEPS * 6e-8;

  private static double[] paper(AdamW adam, double weightDecay, IntToDoubleFunction rates) {
    double[] w = new double[OptimizerRun.SIZE];
    float[] start = OptimizerRun.start();
    double[] m = new double[w.length];
    double[] v = new double[w.length];
    for (int i = 0; i < w.length; i++) {
      w[i] = start[i];
    }
    for (int t = 1; t <= OptimizerRun.STEPS; t++) {
      float[] gradient = OptimizerRun.gradient(t);
      double rate = rates.applyAsDouble(t);
      for (int i = 0; i < w.length; i++) {
        double g = gradient[i];
        m[i] = adam.beta1() * m[i] + (1 - adam.beta1()) * g;
        v[i] = adam.beta2() * v[i] + (1 - adam.beta2()) * g * g;
        double mHat = m[i] / (1 - Math.pow(adam.beta1(), t));
        double vHat = v[i] / (1 - Math.pow(adam.beta2(), t));
        w[i] -= rate * mHat / (Math.sqrt(vHat) + adam.epsilon()) + rate * weightDecay * w[i];
      }
    }
    return w;
  }

  private static void assertAgrees(float[] actual, double[] expected, double rate) {
    double tolerance = OptimizerRun.STEPS * rate * STEP_TOLERANCE + WEIGHT_ROUNDING;
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) actual[i]).as("weight %d", i).isCloseTo(expected[i], within(tolerance));
    }
  }

  @ParameterizedTest
  @CsvSource({"0.001, 0.9, 0.999, 1e-8", "0.01, 0.5, 0.9, 1e-3", "0.002, 0, 0.99, 0.1"})
  void adam_fiftySteps_followsThePaper(double rate, double beta1, double beta2, double epsilon) {
    float[][] trained = OptimizerRun.run(new Adam(rate, beta1, beta2, epsilon), step -> rate);

    double[] expected = paper(new AdamW(rate, beta1, beta2, epsilon, 0), 0, step -> rate);
    assertAgrees(trained[OptimizerRun.WEIGHTS], expected, rate);
    assertAgrees(trained[OptimizerRun.BIAS], expected, rate);
  }

  @Test
  void adam_scheduledRate_usesTheRateOfEachStep() {
    IntToDoubleFunction rates = step -> 0.01 / step;

    float[][] trained = OptimizerRun.run(new Adam(0.01), rates);

    assertAgrees(trained[OptimizerRun.WEIGHTS], paper(new AdamW(0.01, 0), 0, rates), 0.01);
  }

  @Test
  void adamW_fiftySteps_decaysWeightsButNotBiases() {
    AdamW adam = new AdamW(0.003, 0.1);

    float[][] trained = OptimizerRun.run(adam, step -> 0.003);

    double[] decayed = paper(adam, 0.1, step -> 0.003);
    double[] plain = paper(adam, 0, step -> 0.003);
    assertAgrees(trained[OptimizerRun.WEIGHTS], decayed, 0.003);
    assertAgrees(trained[OptimizerRun.BIAS], plain, 0.003);
    // The two differ by far more than the tolerance, or this would show nothing.
    assertThat(Math.abs(decayed[1] - plain[1])).isGreaterThan(1e-3);
  }

  /**
   * Algorithm 2 as it stands: a multiplier of each step's schedule, and a decay factor that does
   * not contain the learning rate.
   */
  @Test
  void adamW_schedule_multipliesTheDecayAsInThePaper() {
    double alpha = 0.003;
    IntToDoubleFunction eta = step -> LearningRateSchedule.cosine(0.1).factor(step - 1, 50);
    AdamW adam = new AdamW(alpha, 0.1);

    float[][] trained = OptimizerRun.run(adam, step -> alpha * eta.applyAsDouble(step));

    double lambda = alpha * 0.1;
    double[] w = new double[OptimizerRun.SIZE];
    for (int i = 0; i < w.length; i++) {
      double m = 0;
      double v = 0;
      w[i] = OptimizerRun.start()[i];
      for (int t = 1; t <= OptimizerRun.STEPS; t++) {
        double g = OptimizerRun.gradient(t)[i];
        m = adam.beta1() * m + (1 - adam.beta1()) * g;
        v = adam.beta2() * v + (1 - adam.beta2()) * g * g;
        double mHat = m / (1 - Math.pow(adam.beta1(), t));
        double vHat = v / (1 - Math.pow(adam.beta2(), t));
        double step = alpha * mHat / (Math.sqrt(vHat) + adam.epsilon());
        w[i] -= eta.applyAsDouble(t) * (step + lambda * w[i]);
      }
    }
    assertAgrees(trained[OptimizerRun.WEIGHTS], w, alpha);
    // Decay without the schedule's factor would end this far away, or this would show nothing.
    double unscheduled = OptimizerRun.STEPS * 0.4 * lambda * Math.abs(w[1]);
    assertThat(unscheduled)
        .isGreaterThan(10 * (OptimizerRun.STEPS * alpha * STEP_TOLERANCE + WEIGHT_ROUNDING));
  }

  @Test
  void adam_zeroGradient_leavesTheWeightAsItIs() {
    float[][] trained = OptimizerRun.run(new Adam(0.1), step -> 0.1);

    assertThat(OptimizerRun.gradient(7)[0]).isZero();
    assertThat(trained[OptimizerRun.WEIGHTS][0]).isEqualTo(OptimizerRun.start()[0]);
  }

  @Test
  void constructor_valueOutOfRange_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Adam(0))
        .withMessage("Adam learningRate: expected a number above 0, got 0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Adam(Double.NaN))
        .withMessage("Adam learningRate: expected a number above 0, got NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Adam(0.1, 1, 0.999, 1e-8))
        .withMessage("Adam beta1: expected 0.0 to below 1.0, got 1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AdamW(0.1, 0.9, -0.1, 1e-8, 0))
        .withMessage("AdamW beta2: expected 0.0 to below 1.0, got -0.1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Adam(0.1, 0.9, 0.999, 0))
        .withMessage("Adam epsilon: expected a number above 0, got 0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AdamW(0.1, 1))
        .withMessage("AdamW weightDecay: expected 0.0 to below 1.0, got 1.0");
  }
}
