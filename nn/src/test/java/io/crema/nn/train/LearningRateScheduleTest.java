package io.crema.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LearningRateScheduleTest {

  /** Of a cosine in double. */
  private static final double ROUNDING = 1e-15;

  @Test
  void constant_anyStep_isOne() {
    assertThat(LearningRateSchedule.CONSTANT.factor(0, 10)).isEqualTo(1);
    assertThat(LearningRateSchedule.CONSTANT.factor(9, 10)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "300, 0.75", "450, 0.5", "600, 0.25", "900, 0"})
  void cosine_step_fallsFromOneToZero(long step, double factor) {
    assertThat(LearningRateSchedule.COSINE.factor(step, 900))
        .isCloseTo(factor, within(ROUNDING))
        .isNotNegative();
  }

  @Test
  void cosine_lastStep_isSmallButNotZero() {
    assertThat(LearningRateSchedule.COSINE.factor(999, 1000)).isBetween(1e-6, 1e-5);
  }

  @Test
  void withWarmUp_constant_risesAlongALineAndStays() {
    LearningRateSchedule schedule = LearningRateSchedule.CONSTANT.withWarmUp(0.3);

    double[] factors = new double[10];
    for (int step = 0; step < factors.length; step++) {
      factors[step] = schedule.factor(step, factors.length);
    }

    assertThat(factors).containsExactly(0.25, 0.5, 0.75, 1, 1, 1, 1, 1, 1, 1);
  }

  @Test
  void withWarmUp_cosine_beginsItsCurveBehindTheRise() {
    LearningRateSchedule schedule = LearningRateSchedule.COSINE.withWarmUp(0.1);

    assertThat(schedule.factor(0, 1000)).isCloseTo(1.0 / 101, within(ROUNDING));
    assertThat(schedule.factor(100, 1000)).isEqualTo(1);
    assertThat(schedule.factor(550, 1000)).isCloseTo(0.5, within(ROUNDING));
    assertThat(schedule.factor(1000, 1000)).isCloseTo(0, within(ROUNDING));
  }

  @Test
  void withWarmUp_noShare_changesNothing() {
    assertThat(LearningRateSchedule.COSINE.withWarmUp(0).factor(3, 10))
        .isEqualTo(LearningRateSchedule.COSINE.factor(3, 10));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1, 2, Double.NaN})
  void withWarmUp_noShareOfAll_isRefused(double share) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LearningRateSchedule.COSINE.withWarmUp(share))
        .withMessage("withWarmUp: expected a share from 0 to below 1, got " + share);
  }
}
