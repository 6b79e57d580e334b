package io.crema.nn.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluationBuilderTest {

  @Test
  void add_moreImagesThanTheFirstArrayHolds_keepsAll() {
    EvaluationBuilder builder = Evaluation.builder(3);
    for (int image = 0; image < 1000; image++) {
      builder.add(image % 3, image % 2);
    }

    Evaluation evaluation = builder.build();

    assertThat(evaluation.images()).isEqualTo(1000);
    assertThat(evaluation.predictions()).hasSize(1000).endsWith(0, 1);
    // Images 0 to 999 whose remainder by 6 is 0 (167 of them) or 1 (167).
    assertThat(evaluation.confusionMatrix().correct()).isEqualTo(334);
  }

  @Test
  void add_offset_readsTheProbabilitiesThere() {
    float[] rows = {1, 0, 0, 1};

    Evaluation evaluation = Evaluation.builder(2).add(1, rows, 2).build();

    assertThat(evaluation.predictions()).containsExactly(1);
    assertThat(evaluation.topK(1)).isEqualTo(1);
  }

  @Test
  void build_thenMoreAdded_leavesTheFirstEvaluationAlone() {
    EvaluationBuilder builder = Evaluation.builder(2).add(0, new float[] {1, 0}, 0);
    Evaluation first = builder.build();

    Evaluation second = builder.add(0, new float[] {0, 1}, 0).build();

    assertThat(first.images()).isEqualTo(1);
    assertThat(first.accuracy()).isEqualTo(1);
    assertThat(first.topK(1)).isEqualTo(1);
    assertThat(second.accuracy()).isEqualTo(0.5);
  }

  @Test
  void build_noImages_isRefused() {
    assertThatIllegalStateException()
        .isThrownBy(() -> Evaluation.builder(10).build())
        .withMessage("Evaluation: expected at least 1 image, got none");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 0, -1})
  void builder_fewerThanTwoClasses_isRefused(int classes) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Evaluation.builder(classes))
        .withMessage("Evaluation: expected at least 2 classes, got %d", classes);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 10})
  void add_labelOutOfRange_isRefused(int label) {
    EvaluationBuilder builder = Evaluation.builder(10).add(0, 0);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.add(label, 3))
        .withMessage("Evaluation: image 1: expected a label from 0 to 9, got %d", label);
  }

  @Test
  void add_predictedClassOutOfRange_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Evaluation.builder(10).add(3, 10))
        .withMessage("Evaluation: image 0: expected a predicted class from 0 to 9, got 10");
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, -0.5f, 2.5f, Float.POSITIVE_INFINITY})
  void add_notAProbability_isRefusedAndNotCounted(float value) {
    EvaluationBuilder builder = Evaluation.builder(2).add(0, new float[] {1, 0}, 0);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.add(0, new float[] {0.5f, value}, 0))
        .withMessage(
            "Evaluation: image 1: expected a probability from 0 to 1 for class 1, got %s", value);
    assertThat(builder.build().images()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 2, Integer.MAX_VALUE})
  void add_offsetOutsideArray_isRefused(int offset) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Evaluation.builder(3).add(0, new float[4], offset))
        .withMessage(
            "Evaluation: image 0: expected 3 probabilities at offset %d, got an array of 4",
            offset);
  }

  @Test
  void add_predictedClassAfterProbabilities_isRefused() {
    EvaluationBuilder builder = Evaluation.builder(2).add(0, new float[] {1, 0}, 0);

    assertThatIllegalStateException()
        .isThrownBy(() -> builder.add(0, 0))
        .withMessage("Evaluation: image 1: expected probabilities, as for the images before");
  }

  @Test
  void add_probabilitiesAfterPredictedClass_isRefused() {
    EvaluationBuilder builder = Evaluation.builder(2).add(0, 0);

    assertThatIllegalStateException()
        .isThrownBy(() -> builder.add(0, new float[] {1, 0}, 0))
        .withMessage(
            "Evaluation: image 1: expected a predicted class alone, as for the images before");
  }
}
