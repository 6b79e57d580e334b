package io.crema.nn.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import java.util.List;
import java.util.Locale;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluationTest {

  /* commons-math3's quantile of the normal distribution is good to some 1e-9. */
  private static final Offset<Double> WILSON_TOLERANCE = within(1e-8);

  /* A few roundings of numbers below 20; the probabilities in the tests are exact floats. */
  private static final Offset<Double> ROUNDING = within(1e-14);

  /* The classes more probable than the true one are 0, 1, 0 and 2. */
  private static final Evaluation EVALUATION =
      Evaluation.of(
          new int[] {0, 0, 1, 2},
          tensor(
              new float[][] {
                {0.5f, 0.25f, 0.25f},
                {0.25f, 0.75f, 0},
                {0.25f, 0.5f, 0.25f},
                {0.5f, 0.375f, 0.125f}
              }));

  @Test
  void of_probabilities_countsTheGreatest() {
    assertThat(EVALUATION.images()).isEqualTo(4);
    assertThat(EVALUATION.classes()).isEqualTo(3);
    assertThat(EVALUATION.predictions()).containsExactly(0, 1, 1, 0);
    assertThat(EVALUATION.accuracy()).isEqualTo(0.5);
    assertThat(EVALUATION.confusionMatrix().toArray())
        .isDeepEqualTo(new int[][] {{1, 1, 0}, {0, 1, 0}, {1, 0, 0}});
  }

  @Test
  void of_probabilities_keepsLabelsAndConfidences() {
    assertThat(EVALUATION.labels()).containsExactly(0, 0, 1, 2);
    assertThat(EVALUATION.confidences()).containsExactly(0.5f, 0.75f, 0.5f, 0.5f);
    // at 0.5 two of three are right, at 0.75 none is
    assertThat(EVALUATION.calibration().expectedCalibrationError())
        .isCloseTo((2 - 1.5) / 4 + 0.75 / 4, ROUNDING);
  }

  @Test
  void of_probabilityAboveOneByRounding_isAConfidenceOfOne() {
    Evaluation evaluation = Evaluation.of(new int[] {0}, tensor(new float[][] {{1.000001f, 0}}));

    assertThat(evaluation.confidences()).containsExactly(1);
    assertThat(evaluation.calibration().images()).isEqualTo(1);
  }

  @Test
  void ofPredictions_confidences_areRefused() {
    Evaluation evaluation = Evaluation.ofPredictions(2, new int[1], new int[1]);

    assertThatIllegalStateException()
        .isThrownBy(evaluation::confidences)
        .withMessage("Evaluation.confidences: expected probabilities, got predicted classes alone");
    assertThatIllegalStateException().isThrownBy(evaluation::calibration);
  }

  @Test
  void of_arrayLongerThanTensor_countsTheTensorAlone() {
    Tensor probabilities = Tensor.over(Shape.of(1, 2), new float[] {0, 1, 7, 7, 7});

    assertThat(Evaluation.of(new int[] {1}, probabilities).images()).isEqualTo(1);
  }

  @Test
  void of_equalProbabilities_predictsTheFirst() {
    Evaluation evaluation =
        Evaluation.of(new int[] {2}, tensor(new float[][] {{0.25f, 0.375f, 0.375f}}));

    assertThat(evaluation.predictions()).containsExactly(1);
    assertThat(evaluation.accuracy()).isZero();
  }

  @Test
  void predictions_resultChanged_leavesEvaluationAlone() {
    EVALUATION.predictions()[0] = 2;

    assertThat(EVALUATION.predictions()).startsWith(0);
  }

  @ParameterizedTest
  @CsvSource({"1, 0.5", "2, 0.75", "3, 1"})
  void topK_noTies_countsImagesWithFewerThanKAbove(int k, double expected) {
    assertThat(EVALUATION.topK(k)).isEqualTo(expected);
  }

  @Test
  void topK_trueClassTiesForFirst_countsAsFirst() {
    Evaluation evaluation = Evaluation.of(new int[] {1}, tensor(new float[][] {{0.5f, 0.5f}}));

    assertThat(evaluation.topK(1)).isEqualTo(1);
    assertThat(evaluation.accuracy()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4})
  void topK_outOfRange_isRefused(int k) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EVALUATION.topK(k))
        .withMessage("Evaluation.topK: expected k from 1 to 3, got %d", k);
  }

  @Test
  void loss_probabilities_isTheMeanOfTheirNegativeLogarithms() {
    // 1/2, 1/4, 1/2 and 1/8: (1 + 2 + 1 + 3) ln 2 / 4
    assertThat(EVALUATION.loss().getAsDouble()).isCloseTo(7 * 0.6931471805599453 / 4, ROUNDING);
  }

  @Test
  void loss_probabilityZero_isThatOfTheLeast() {
    Evaluation evaluation = Evaluation.of(new int[] {1}, tensor(new float[][] {{1, 0}}));

    // -ln 1e-7 = 7 ln 10
    assertThat(evaluation.loss().getAsDouble()).isCloseTo(7 * 2.302585092994046, ROUNDING);
  }

  @Test
  void loss_probabilityRoundedAboveOne_isZero() {
    Evaluation evaluation = Evaluation.of(new int[] {0}, tensor(new float[][] {{1.000001f, 0}}));

    assertThat(evaluation.loss().getAsDouble()).isZero();
  }

  @Test
  void lossAndTopK_predictedClassesAlone_areAbsent() {
    Evaluation evaluation = Evaluation.ofPredictions(2, new int[] {0}, new int[] {1});

    assertThat(evaluation.loss()).isEmpty();
    assertThatIllegalStateException()
        .isThrownBy(() -> evaluation.topK(1))
        .withMessage("Evaluation.topK: expected probabilities, got predicted classes alone");
  }

  /* By the formula with z = 1.959963984540054, in 40 decimal digits. */
  @ParameterizedTest
  @CsvSource({
    "8, 10, 0.49016247153664171, 0.94331784854562474",
    "9912, 10000, 0.98917153589486071, 0.99285122410578660",
    "0, 10, 0, 0.27753279986288925",
    "10, 10, 0.72246720013711075, 1",
  })
  void accuracyInterval_correctOfImages_isWilsons(
      int correct, int images, double lower, double upper) {
    EvaluationBuilder builder = Evaluation.builder(2);
    for (int image = 0; image < images; image++) {
      builder.add(0, image < correct ? 0 : 1);
    }

    Interval interval = builder.build().accuracyInterval();

    assertThat(interval.lower()).isCloseTo(lower, WILSON_TOLERANCE).isBetween(0.0, 1.0);
    assertThat(interval.upper()).isCloseTo(upper, WILSON_TOLERANCE).isBetween(0.0, 1.0);
  }

  @Test
  void score_classNeverPredicted_hasPrecisionZero() {
    Evaluation evaluation = Evaluation.ofPredictions(2, new int[] {0, 1}, new int[] {0, 0});

    assertThat(evaluation.score(1)).isEqualTo(new ClassScore(0, 0, 0, 1));
  }

  @Test
  void score_classWithoutImages_hasRecallZero() {
    Evaluation evaluation = Evaluation.ofPredictions(2, new int[] {0, 0}, new int[] {0, 1});

    assertThat(evaluation.score(1)).isEqualTo(new ClassScore(0, 0, 0, 0));
  }

  @Test
  void score_classNeitherPredictedNorSeen_isZeroAndLeftOutOfTheMacroMean() {
    Evaluation evaluation = Evaluation.ofPredictions(2, new int[] {0}, new int[] {0});

    assertThat(evaluation.score(1)).isEqualTo(new ClassScore(0, 0, 0, 0));
    assertThat(evaluation.macro()).isEqualTo(new ClassScore(1, 1, 1, 1));
    assertThat(evaluation.weighted()).isEqualTo(new ClassScore(1, 1, 1, 1));
    assertThat(evaluation.absentClasses()).containsExactly(1);
    assertThat(evaluation.report(List.of("cat", "dog")))
        .endsWith(
            "\nnot in the macro mean, since neither images nor predictions are of them: dog\n");
  }

  @Test
  void score_noSuchClass_isRefused() {
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> EVALUATION.score(3))
        .withMessage("ConfusionMatrix: no class 3, there are 3");
  }

  @Test
  void toString_probabilities_isTheReportWithTheLoss() {
    // The loss is 7 ln 2 / 4 = 1.21301.
    assertThat(EVALUATION)
        .hasToString(
            """
            class          precision  recall      f1  support
            0                 0.5000  0.5000  0.5000        2
            1                 0.5000  1.0000  0.6667        1
            2                 0.0000  0.0000  0.0000        1
            macro mean        0.3333  0.5000  0.3889        4
            weighted mean     0.3750  0.5000  0.4167        4

            accuracy 0.5000 (95 % interval 0.1500 to 0.8500), 2 of 4 images, loss 1.2130
            """);
  }

  @Test
  void report_localeWithDecimalComma_writesDecimalPoints() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      assertThat(EVALUATION.report()).contains("0.3333").doesNotContain("0,3333");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void report_tooManyNames_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EVALUATION.report(List.of("a", "b", "c", "d")))
        .withMessage("Expected 3 class names, got 4: [a, b, c, d]");
  }

  @Test
  void of_moreLabelsThanRows_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Evaluation.of(new int[3], Tensor.zeros(Shape.of(2, 10))))
        .withMessage("Evaluation: expected probabilities [3, classes] for 3 labels, got [2, 10]");
  }

  @Test
  void of_rankThree_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Evaluation.of(new int[2], Tensor.zeros(Shape.of(2, 1, 10))))
        .withMessage(
            "Evaluation: expected probabilities [2, classes] for 2 labels, got [2, 1, 10]");
  }

  @Test
  void ofPredictions_noImages_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Evaluation.ofPredictions(2, new int[0], new int[0]))
        .withMessage(
            "Evaluation: expected as many predictions as labels and at least 1, got 0 and 0");
  }

  @Test
  void ofPredictions_differentLengths_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Evaluation.ofPredictions(2, new int[3], new int[2]))
        .withMessage(
            "Evaluation: expected as many predictions as labels and at least 1, got 2 and 3");
  }

  @Test
  void interval_boundsOutOfOrder_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Interval(0.75, 0.5))
        .withMessage("Interval: expected bounds in order, got 0.75 to 0.5");
  }

  private static Tensor tensor(float[][] rows) {
    Tensor tensor = Tensor.zeros(Shape.of(rows.length, rows[0].length));
    for (int row = 0; row < rows.length; row++) {
      System.arraycopy(rows[row], 0, tensor.array(), row * rows[row].length, rows[row].length);
    }
    return tensor;
  }
}
