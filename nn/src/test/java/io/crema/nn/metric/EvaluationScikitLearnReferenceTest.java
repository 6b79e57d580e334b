package io.crema.nn.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * The example in scikit-learn's documentation of {@code classification_report}:
 *
 * <pre>
 *               precision    recall  f1-score   support
 *
 *      class 0       0.50      1.00      0.67         1
 *      class 1       0.00      0.00      0.00         1
 *      class 2       1.00      0.67      0.80         3
 *
 *     accuracy                           0.60         5
 *    macro avg       0.50      0.56      0.49         5
 * weighted avg       0.70      0.60      0.61         5
 * </pre>
 *
 * and what it must be with more digits, by hand.
 */
class EvaluationScikitLearnReferenceTest {

  /* A few roundings of numbers below 1. */
  private static final Offset<Double> ROUNDING = within(1e-15);

  private static final Evaluation EVALUATION =
      Evaluation.ofPredictions(3, new int[] {0, 1, 2, 2, 2}, new int[] {0, 0, 2, 2, 1});

  @Test
  void score_everyClass_isAsByHand() {
    // Class 0: 1 hit, 2 predictions, 1 image. F1 = 2 * 1 / (2 + 1).
    assertScore(EVALUATION.score(0), 1.0 / 2, 1, 2.0 / 3, 1);
    // Class 1: 0 hits, 1 prediction, 1 image.
    assertScore(EVALUATION.score(1), 0, 0, 0, 1);
    // Class 2: 2 hits, 2 predictions, 3 images. F1 = 2 * 2 / (2 + 3).
    assertScore(EVALUATION.score(2), 1, 2.0 / 3, 4.0 / 5, 3);
  }

  @Test
  void scores_allClasses_areInTheirOrder() {
    assertThat(EVALUATION.scores())
        .extracting(ClassScore::precision)
        .containsExactly(0.5, 0.0, 1.0);
  }

  @Test
  void macro_threeClasses_isThePlainMean() {
    // (1/2 + 0 + 1) / 3, (1 + 0 + 2/3) / 3, (2/3 + 0 + 4/5) / 3 = (22/15) / 3
    assertScore(EVALUATION.macro(), 1.0 / 2, 5.0 / 9, 22.0 / 45, 5);
  }

  @Test
  void weighted_threeClasses_isTheMeanByImages() {
    // (1/2 + 0 + 3) / 5, (1 + 0 + 2) / 5, (2/3 + 0 + 12/5) / 5 = (46/15) / 5
    assertScore(EVALUATION.weighted(), 7.0 / 10, 3.0 / 5, 46.0 / 75, 5);
  }

  @Test
  void accuracy_threeOfFive_isTheirRatio() {
    assertThat(EVALUATION.accuracy()).isEqualTo(0.6);
  }

  @Test
  void report_classNames_isTheTable() {
    assertThat(EVALUATION.report(List.of("class 0", "class 1", "class 2")))
        .isEqualTo(
            """
            class          precision  recall      f1  support
            class 0           0.5000  1.0000  0.6667        1
            class 1           0.0000  0.0000  0.0000        1
            class 2           1.0000  0.6667  0.8000        3
            macro mean        0.5000  0.5556  0.4889        5
            weighted mean     0.7000  0.6000  0.6133        5

            accuracy 0.6000 (95 % interval 0.2307 to 0.8824), 3 of 5 images
            """);
  }

  private static void assertScore(
      ClassScore score, double precision, double recall, double f1, int support) {
    assertThat(score.precision()).isCloseTo(precision, ROUNDING);
    assertThat(score.recall()).isCloseTo(recall, ROUNDING);
    assertThat(score.f1()).isCloseTo(f1, ROUNDING);
    assertThat(score.support()).isEqualTo(support);
  }
}
