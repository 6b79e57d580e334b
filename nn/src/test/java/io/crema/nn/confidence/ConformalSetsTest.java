package io.crema.nn.confidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.io.TrainingRecord;
import io.crema.nn.testing.TestModels;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConformalSetsTest {

  /** Nine samples of class 0, whose probabilities are 0.1 to 0.9 in no order. */
  private static final Tensor NINE =
      TestModels.tensor(
          Shape.of(9, 2),
          new double[] {
            .5, .5, .2, .8, .9, .1, .4, .6, .1, .9, .7, .3, .3, .7, .8, .2, .6, .4,
          });

  /** By hand: the threshold has ceil(10 c) of the nine on its upper side, itself counted. */
  @ParameterizedTest
  @CsvSource({"0.9, 0.1", "0.8, 0.2", "0.75, 0.2", "0.7, 0.3", "0.1, 0.9", "0.05, 0.9", "0.91, 0"})
  void fit_nineSamples_takesTheRankThatTheCoverageSays(double coverage, float threshold) {
    assertThat(ConformalSets.fit(new int[9], NINE, coverage))
        .isEqualTo(new ConformalSets(coverage, threshold));
  }

  /** The probabilities of the true classes are 0.9, 0.7 and 0.45. */
  @Test
  void fit_labels_pickTheProbability() {
    Tensor probabilities = TestModels.tensor(Shape.of(3, 2), .9, .1, .3, .7, .45, .55);

    assertThat(ConformalSets.fit(new int[] {0, 1, 0}, probabilities, 0.75).threshold())
        .isEqualTo(0.45f);
  }

  /**
   * The mean coverage over 200 pairs of a fit with 200 samples and 500 others is ceil(201 c) / 201
   * with a standard error of 0.002, for a model that is right and for one that is too sure.
   */
  @ParameterizedTest
  @ValueSource(doubles = {1, 4})
  void score_otherSamples_areCoveredAsPromised(double overconfidence) {
    double sum = 0;
    for (int seed = 0; seed < 200; seed++) {
      Drawn fitted = Drawn.of(200, 10, 1, 2L * seed).times(overconfidence);
      Drawn others = Drawn.of(500, 10, 1, 2L * seed + 1).times(overconfidence);
      ConformalSets sets = ConformalSets.fit(fitted.labels(), fitted.probabilities(), 0.9);
      sum += sets.score(others.labels(), others.probabilities()).coverage();
    }

    assertThat(sum / 200).isCloseTo(181.0 / 201, within(0.008));
  }

  @Test
  void of_classes_areThoseOfTheThresholdAndMore() {
    ConformalSets sets = new ConformalSets(0.9, 0.25f);

    assertThat(sets.of(new float[] {0.25f, 0.05f, 0.5f, 0.2f})).containsExactly(2, 0);
    assertThat(sets.of(new float[] {0.3f, 0.4f, 0.3f})).containsExactly(1, 0, 2);
  }

  @Test
  void of_noneReachesTheThreshold_isTheMostProbable() {
    assertThat(new ConformalSets(0.9, 0.9f).of(new float[] {0.25f, 0.15f, 0.6f}))
        .containsExactly(2);
  }

  @Test
  void score_byHand_countsSetsAndMembers() {
    Tensor probabilities = TestModels.tensor(Shape.of(3, 3), .6, .3, .1, .9, .1, 0, .4, .3, .3);

    SetScore score = new ConformalSets(0.9, 0.3f).score(new int[] {1, 2, 0}, probabilities);

    assertThat(score).isEqualTo(new SetScore(3, 2, 2, 1, 6));
    assertThat(score.coverage()).isEqualTo(2.0 / 3);
    assertThat(score.meanSize()).isEqualTo(2);
    assertThat(score)
        .hasToString(
            "66.67 % hold the true class (66.67 % if they might be empty), mean size 2.000, 33.33 %"
                + " of one class");
  }

  @Test
  void score_setsThatWouldBeEmpty_areCoveredButDoNotReach() {
    Tensor probabilities = TestModels.tensor(Shape.of(2, 3), .25, .15, .6, .95, .05, 0);

    SetScore score = new ConformalSets(0.9, 0.9f).score(new int[] {2, 0}, probabilities);

    assertThat(score).isEqualTo(new SetScore(2, 2, 1, 2, 2));
    assertThat(score.strictCoverage()).isEqualTo(0.5);
  }

  @Test
  void fit_wrongArguments_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConformalSets.fit(new int[9], NINE, 1))
        .withMessageContaining("expected a coverage above 0 and below 1, got 1.0");
    int[] labels = new int[9];
    Arrays.fill(labels, 2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConformalSets.fit(labels, NINE, 0.9))
        .withMessageContaining("label of sample 0: expected 0 to 1, got 2");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> ConformalSets.fit(new int[1], TestModels.tensor(Shape.of(1, 2), 2, -1), 0.9))
        .withMessageContaining("row 0, class 0: expected a probability from 0 to 1, got 2.0");
  }

  @Test
  void recordedIn_whatRecordInWrote_isTheSame() {
    ConformalSets sets = new ConformalSets(0.99, 0.12345678f);
    TrainingRecord record = sets.recordIn(TrainingRecord.EMPTY.with("seed", "7"));

    assertThat(ConformalSets.recordedIn(record)).contains(sets);
    assertThat(record.values()).containsEntry("seed", "7");
    assertThat(ConformalSets.recordedIn(TrainingRecord.EMPTY)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0.99, much, 'got \"0.99\" and \"much\"'",
    "0.99, NaN,  'a threshold from 0 to 1, got NaN'",
    "2,    0.5,  'a coverage above 0 and below 1, got 2.0'"
  })
  void recordedIn_brokenRecord_isRefused(String coverage, String threshold, String message) {
    TrainingRecord record =
        TrainingRecord.EMPTY
            .with("conformalCoverage", coverage)
            .with("conformalThreshold", threshold);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConformalSets.recordedIn(record))
        .withMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, -0.5f, 1.5f, Float.POSITIVE_INFINITY})
  void of_valueThatIsNoProbability_isRefused(float value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ConformalSets(0.9, 0.5f).of(new float[] {0.5f, value, 0.5f}))
        .withMessage(
            "ConformalSets: row 0, class 1: expected a probability from 0 to 1, got " + value);
  }
}
