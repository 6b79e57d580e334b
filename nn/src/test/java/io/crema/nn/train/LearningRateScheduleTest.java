package io.crema.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LearningRateScheduleTest {

  private static final int STEPS = 1000;

  /** Of a cosine in double. */
  private static final double ROUNDING = 1e-15;

  @Test
  void constant_anyStep_isOne() {
    assertThat(LearningRateSchedule.constant().factor(0, 10)).isEqualTo(1);
    assertThat(LearningRateSchedule.constant().factor(9, 10)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "300, 0.75", "450, 0.5", "600, 0.25", "900, 0"})
  void cosine_step_fallsFromOneToZero(long step, double factor) {
    assertThat(LearningRateSchedule.cosine().factor(step, 900))
        .isCloseTo(factor, within(ROUNDING))
        .isNotNegative();
  }

  @Test
  void cosine_lastStep_isSmallButNotZero() {
    assertThat(LearningRateSchedule.cosine().factor(999, 1000)).isBetween(1e-6, 1e-5);
  }

  @Test
  void withWarmUp_constant_risesAlongALineAndStays() {
    LearningRateSchedule schedule = LearningRateSchedule.constant().withWarmUp(0.3);

    double[] factors = new double[10];
    for (int step = 0; step < factors.length; step++) {
      factors[step] = schedule.factor(step, factors.length);
    }

    assertThat(factors).containsExactly(0.25, 0.5, 0.75, 1, 1, 1, 1, 1, 1, 1);
  }

  @Test
  void withWarmUp_cosine_beginsItsCurveBehindTheRise() {
    LearningRateSchedule schedule = LearningRateSchedule.cosine().withWarmUp(0.1);

    assertThat(schedule.factor(0, 1000)).isCloseTo(1.0 / 101, within(ROUNDING));
    assertThat(schedule.factor(100, 1000)).isEqualTo(1);
    assertThat(schedule.factor(550, 1000)).isCloseTo(0.5, within(ROUNDING));
    assertThat(schedule.factor(1000, 1000)).isCloseTo(0, within(ROUNDING));
  }

  @Test
  void withWarmUp_noShare_changesNothing() {
    assertThat(LearningRateSchedule.cosine().withWarmUp(0).factor(3, 10))
        .isEqualTo(LearningRateSchedule.cosine().factor(3, 10));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1, 2, Double.NaN})
  void withWarmUp_noShareOfAll_isRefused(double share) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LearningRateSchedule.cosine().withWarmUp(share))
        .withMessage("withWarmUp: expected a share from 0 to below 1, got " + share);
  }

  private static double[] factors(LearningRateSchedule schedule, int steps) {
    return IntStream.rangeClosed(0, steps).mapToDouble(i -> schedule.factor(i, steps)).toArray();
  }

  /** Every factor is below the one before it, or above it. */
  private static void assertMonotone(double[] factors, int from, int end, double sign) {
    for (int i = from + 1; i < end; i++) {
      assertThat(sign * (factors[i] - factors[i - 1])).as("step %d", i).isPositive();
    }
  }

  private static Stream<Arguments> curves() {
    return Stream.of(
        // schedule, factor in the middle, factor at the end
        Arguments.of(LearningRateSchedule.cosine(0.1), 0.55, 0.1),
        Arguments.of(LearningRateSchedule.cosine(0), 0.5, 0.0),
        Arguments.of(LearningRateSchedule.linear(0.2), 0.6, 0.2),
        Arguments.of(LearningRateSchedule.linear(0), 0.5, 0.0),
        Arguments.of(LearningRateSchedule.exponential(0.01), 0.1, 0.01));
  }

  @ParameterizedTest
  @MethodSource("curves")
  void curve_allSteps_fallsFromOneToItsEnd(LearningRateSchedule curve, double middle, double end) {
    double[] factors = factors(curve, STEPS);

    assertThat(factors[0]).isEqualTo(1);
    assertThat(factors[STEPS / 2]).isCloseTo(middle, within(ROUNDING));
    assertThat(factors[STEPS]).isCloseTo(end, within(ROUNDING));
    assertMonotone(factors, 0, STEPS + 1, -1);
  }

  @Test
  void cosine_toZero_isCosineBitByBit() {
    // of before there was another end
    for (int step = 0; step <= STEPS; step++) {
      assertThat(LearningRateSchedule.cosine().factor(step, STEPS))
          .isEqualTo((1 + StrictMath.cos(Math.PI * step / STEPS)) / 2);
    }
  }

  @Test
  void exponential_equalDistances_haveEqualQuotients() {
    double[] factors = factors(LearningRateSchedule.exponential(1e-3), STEPS);

    double quotient = StrictMath.pow(1e-3, 1.0 / STEPS);
    for (int step = 1; step <= STEPS; step++) {
      assertThat(factors[step] / factors[step - 1]).isCloseTo(quotient, within(ROUNDING));
    }
  }

  @Test
  void stepEvery_aThird_isThreeStairs() {
    assertThat(factors(LearningRateSchedule.stepEvery(0.3, 0.5), 10))
        .containsExactly(1, 1, 1, 0.5, 0.5, 0.5, 0.25, 0.25, 0.25, 0.125, 0.125);
  }

  @Test
  void stepEvery_shareThatHasNoExactDouble_beginsStairsOnTime() {
    for (int stair = 1; stair < 10; stair++) {
      LearningRateSchedule stairs = LearningRateSchedule.stepEvery(0.1, 0.5);
      long begin = stair * 70L; // 0.1 * 700 is above 70
      assertThat(stairs.factor(begin - 1, 700)).isEqualTo(StrictMath.pow(0.5, stair - 1));
      assertThat(stairs.factor(begin, 700)).isEqualTo(StrictMath.pow(0.5, stair));
    }
  }

  @Test
  void stepAt_twoShares_isThreeStairsInAnyOrder() {
    double[] expected = {1, 1, 1, 1, 1, 0.1, 0.1, 0.1, 0.1 * 0.1, 0.1 * 0.1, 0.1 * 0.1};

    assertThat(factors(LearningRateSchedule.stepAt(0.1, 0.5, 0.8), 10))
        .containsExactly(expected, within(ROUNDING));
    assertThat(factors(LearningRateSchedule.stepAt(0.1, 0.8, 0.5), 10))
        .containsExactly(expected, within(ROUNDING));
  }

  @Test
  void stepAt_sharesChangedBehindIt_doesNotChange() {
    double[] shares = {0.5};
    LearningRateSchedule stairs = LearningRateSchedule.stepAt(0.1, shares);

    shares[0] = 0.1;

    assertThat(stairs.factor(4, 10)).isEqualTo(1);
  }

  @Test
  void oneCycle_allSteps_risesToOneAndFalls() {
    double[] factors = factors(LearningRateSchedule.oneCycle(0.3, 0.04, 0.001), STEPS);

    assertThat(factors[0]).isCloseTo(0.04, within(ROUNDING));
    assertThat(factors[150]).isCloseTo(0.52, within(ROUNDING));
    assertThat(factors[300]).isEqualTo(1);
    assertThat(factors[650]).isCloseTo(0.5005, within(ROUNDING));
    assertThat(factors[STEPS]).isCloseTo(0.001, within(ROUNDING));
    assertMonotone(factors, 0, 301, 1);
    assertMonotone(factors, 300, STEPS + 1, -1);
  }

  @Test
  void oneCycle_noRise_isTheFallAlone() {
    assertThat(factors(LearningRateSchedule.oneCycle(0, 0.5, 0.2), STEPS))
        .containsExactly(factors(LearningRateSchedule.cosine(0.2), STEPS));
  }

  @ParameterizedTest
  @MethodSource("finiteSchedules")
  void factor_oneStepInAll_isFinite(LearningRateSchedule schedule) {
    assertThat(schedule.factor(0, 1)).isBetween(0.0, 1.0);
  }

  private static Stream<LearningRateSchedule> finiteSchedules() {
    return Stream.of(
        LearningRateSchedule.cosine(),
        LearningRateSchedule.linear(0),
        LearningRateSchedule.exponential(1e-9),
        LearningRateSchedule.stepEvery(0.9, 0.1),
        LearningRateSchedule.stepAt(0.1, 0.9),
        LearningRateSchedule.oneCycle(0.99, 0.1, 0),
        LearningRateSchedule.linear(0.5).withWarmUp(0.99));
  }

  /** Factors of steps 0, 1, 299, 333, 500 and 999 of 1000, which weights trained before rely on. */
  private static Stream<Arguments> frozen() {
    return Stream.of(
        frozen(LearningRateSchedule.constant(), 1, 1, 1, 1, 1, 1),
        frozen(
            LearningRateSchedule.cosine(),
            1.0,
            0.9999975326009292,
            0.7951619746781473,
            0.750453312680355,
            0.5,
            2.467399070893439E-6),
        frozen(
            LearningRateSchedule.cosine(0.1),
            1.0,
            0.9999977793408362,
            0.8156457772103326,
            0.7754079814123195,
            0.55,
            0.10000222065916381),
        frozen(
            LearningRateSchedule.linear(0.3),
            1.0,
            0.9993,
            0.7907,
            0.7669,
            0.65,
            0.3007000000000001),
        frozen(
            LearningRateSchedule.exponential(0.01),
            1.0,
            0.995405417351527,
            0.25234807724805747,
            0.21577444091526662,
            0.1,
            0.010046157902783952),
        frozen(LearningRateSchedule.stepEvery(0.3, 0.7), 1, 1, 1, 0.7, 0.7, 0.3429999999999999),
        frozen(LearningRateSchedule.stepAt(0.3, 0.8, 0.3), 1, 1, 1, 0.3, 0.3, 0.09),
        frozen(
            LearningRateSchedule.oneCycle(0.3, 0.04, 0.001),
            0.04,
            0.04002631870455417,
            0.9999736812954458,
            0.9945318168300988,
            0.8119331560284374,
            0.0010050304684933887),
        frozen(
            LearningRateSchedule.cosine().withWarmUp(0.3),
            0.0033222591362126247,
            0.006644518272425249,
            0.9966777408637874,
            0.9945263431732722,
            0.8117449009293668,
            5.035503997385948E-6),
        frozen(
            LearningRateSchedule.exponential(0.01).withWarmUp(0.35),
            0.002849002849002849,
            0.005698005698005698,
            0.8547008547008547,
            0.9515669515669516,
            0.3455107294592219,
            0.010071100343283535));
  }

  private static Arguments frozen(LearningRateSchedule schedule, double... factors) {
    return Arguments.of(schedule, factors);
  }

  @ParameterizedTest
  @MethodSource("frozen")
  void factor_anySchedule_givesTheFrozenBits(LearningRateSchedule schedule, double[] expected) {
    double[] factors =
        LongStream.of(0, 1, 299, 333, 500, 999)
            .mapToDouble(i -> schedule.factor(i, STEPS))
            .toArray();

    assertThat(factors).containsExactly(expected);
  }

  private static Stream<Arguments> printed() {
    return Stream.of(
        Arguments.of(LearningRateSchedule.constant(), "Constant[]"),
        Arguments.of(LearningRateSchedule.cosine(), "Cosine[finalFactor=0.0]"),
        Arguments.of(LearningRateSchedule.linear(0.25), "Linear[finalFactor=0.25]"),
        Arguments.of(LearningRateSchedule.exponential(0.5), "Exponential[finalFactor=0.5]"),
        Arguments.of(LearningRateSchedule.stepEvery(0.3, 0.5), "StepEvery[share=0.3, factor=0.5]"),
        Arguments.of(
            LearningRateSchedule.stepAt(0.1, 0.8, 0.5), "StepAt[factor=0.1, shares=[0.5, 0.8]]"),
        Arguments.of(
            LearningRateSchedule.oneCycle(0.3, 0.04, 0),
            "OneCycle[share=0.3, startFactor=0.04, finalFactor=0.0]"),
        Arguments.of(
            LearningRateSchedule.linear(0).withWarmUp(0.1),
            "WarmUp[share=0.1, rest=Linear[finalFactor=0.0]]"));
  }

  @ParameterizedTest
  @MethodSource("printed")
  void toString_anySchedule_isItsNameAndNumbers(LearningRateSchedule schedule, String text) {
    assertThat(schedule).hasToString(text);
  }

  @Test
  void equals_sameNumbers_isByValue() {
    List<LearningRateSchedule> schedules =
        Stream.concat(frozen(), printed())
            .map(arguments -> (LearningRateSchedule) arguments.get()[0])
            .toList();

    assertThat(Set.copyOf(schedules))
        .hasSize(schedules.size() - 2); // constant(), cosine() are in both
    assertThat(LearningRateSchedule.cosine(0.5).withWarmUp(0.1))
        .isEqualTo(new LearningRateSchedule.WarmUp(0.1, new LearningRateSchedule.Cosine(0.5)))
        .hasSameHashCodeAs(LearningRateSchedule.cosine(0.5).withWarmUp(0.1))
        .isNotEqualTo(LearningRateSchedule.cosine(0.5).withWarmUp(0.2));
    assertThat(LearningRateSchedule.stepAt(0.1, 0.8, 0.5))
        .isEqualTo(new LearningRateSchedule.StepAt(0.1, List.of(0.5, 0.8)));
  }

  @Test
  void stepAt_listChangedAfterIt_doesNotChange() {
    List<Double> shares = new ArrayList<>(List.of(0.5));
    LearningRateSchedule.StepAt stairs = new LearningRateSchedule.StepAt(0.1, shares);

    shares.set(0, 0.1);

    assertThat(stairs.shares()).containsExactly(0.5);
  }

  private static Stream<Arguments> refused() {
    return Stream.of(
        refused(() -> LearningRateSchedule.cosine(1.1), "cosine finalFactor: expected 0 to 1"),
        refused(() -> LearningRateSchedule.linear(1.1), "linear finalFactor: expected 0 to 1"),
        refused(
            () -> LearningRateSchedule.exponential(1.1),
            "exponential finalFactor: expected above 0 to 1"),
        refused(
            () -> LearningRateSchedule.stepEvery(1.1, 0.5),
            "stepEvery: expected a share above 0 to below 1"),
        refused(
            () -> LearningRateSchedule.stepEvery(0.5, 1.1),
            "stepEvery factor: expected above 0 to 1"),
        refused(
            () -> LearningRateSchedule.stepAt(0.5, 0.2, 1.1),
            "stepAt: expected a share above 0 to below 1"),
        refused(
            () -> LearningRateSchedule.stepAt(1.1, 0.2), "stepAt factor: expected above 0 to 1"),
        refused(
            () -> LearningRateSchedule.oneCycle(1.1, 0, 0),
            "oneCycle: expected a share from 0 to below 1"),
        refused(
            () -> LearningRateSchedule.oneCycle(0.3, 1.1, 0),
            "oneCycle startFactor: expected 0 to 1"),
        refused(
            () -> LearningRateSchedule.oneCycle(0.3, 0, 1.1),
            "oneCycle finalFactor: expected 0 to 1"));
  }

  private static Arguments refused(ThrowingCallable maker, String message) {
    return Arguments.of(maker, message);
  }

  @ParameterizedTest
  @MethodSource("refused")
  void schedule_numberOutOfRange_isRefused(ThrowingCallable maker, String message) {
    assertThatIllegalArgumentException().isThrownBy(maker).withMessage(message + ", got 1.1");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.1, Double.NaN})
  void schedule_zeroWhereItIsNoUse_isRefused(double value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LearningRateSchedule.exponential(value))
        .withMessage("exponential finalFactor: expected above 0 to 1, got " + value);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LearningRateSchedule.stepEvery(value, 0.5))
        .withMessage("stepEvery: expected a share above 0 to below 1, got " + value);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LearningRateSchedule.stepAt(0.5))
        .withMessage("stepAt: expected at least one share, got none");
  }
}
