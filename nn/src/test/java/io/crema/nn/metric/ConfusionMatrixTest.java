package io.crema.nn.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {

  private static final ConfusionMatrix MATRIX =
      new ConfusionMatrix(new int[][] {{100, 2, 0}, {1, 7, 3}, {0, 0, 5}});

  @Test
  void count_rowAndColumn_isTrueThenPredicted() {
    assertThat(MATRIX.count(0, 1)).isEqualTo(2);
    assertThat(MATRIX.count(1, 0)).isEqualTo(1);
  }

  @Test
  void sums_handComputed_areThoseOfRowsColumnsAndDiagonal() {
    assertThat(MATRIX.support(1)).isEqualTo(11);
    assertThat(MATRIX.predicted(2)).isEqualTo(8);
    assertThat(MATRIX.correct()).isEqualTo(112);
    assertThat(MATRIX.total()).isEqualTo(118);
    assertThat(MATRIX.classes()).isEqualTo(3);
  }

  @Test
  void count_noSuchClass_isRefused() {
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> MATRIX.count(0, 3))
        .withMessage("ConfusionMatrix: no class 3, there are 3");
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> MATRIX.support(-1))
        .withMessage("ConfusionMatrix: no class -1, there are 3");
  }

  @Test
  void toArray_resultChanged_leavesMatrixAlone() {
    MATRIX.toArray()[0][0] = 0;

    assertThat(MATRIX.count(0, 0)).isEqualTo(100);
  }

  @Test
  void equals_sameCounts_isTrue() {
    ConfusionMatrix copy = new ConfusionMatrix(MATRIX.toArray());

    assertThat(copy).isEqualTo(MATRIX).hasSameHashCodeAs(MATRIX);
    assertThat(copy).isNotEqualTo(new ConfusionMatrix(new int[3][3]));
  }

  @Test
  void toString_countsOfSeveralDigits_areAligned() {
    assertThat(MATRIX)
        .hasToString(
            """
            true \\ predicted    0  1  2
            0                 100  2  0
            1                   1  7  3
            2                   0  0  5
            """);
  }

  @Test
  void toString_classNames_standInFrontAndOnTop() {
    assertThat(MATRIX.toString(List.of("cat", "dog", "horse")))
        .isEqualTo(
            """
            true \\ predicted  cat  dog  horse
            cat               100    2      0
            dog                 1    7      3
            horse               0    0      5
            """);
  }

  @Test
  void toString_tooFewNames_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MATRIX.toString(List.of("cat", "dog")))
        .withMessage("Expected 3 class names, got 2: [cat, dog]");
  }
}
