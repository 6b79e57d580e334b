package io.crema.core.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShapeTest {

  private static final Shape IMAGES = Shape.of(128, 28, 28, 1);

  @Test
  void of_fourLengths_givesThemBack() {
    assertThat(IMAGES.rank()).isEqualTo(4);
    assertThat(IMAGES.dims()).containsExactly(128, 28, 28, 1);
    assertThat(IMAGES.dim(0)).isEqualTo(128);
    assertThat(IMAGES.dim(3)).isEqualTo(1);
    assertThat(IMAGES.size()).isEqualTo(100_352);
  }

  @Test
  void of_noLengths_isOneValue() {
    Shape scalar = Shape.of();

    assertThat(scalar.rank()).isZero();
    assertThat(scalar.size()).isEqualTo(1);
    assertThat(scalar).hasToString("[]");
  }

  @Test
  void of_callersArrayChangedLater_staysTheSame() {
    int[] dims = {2, 3};
    Shape shape = Shape.of(dims);

    dims[0] = 7;

    assertThat(shape).isEqualTo(Shape.of(2, 3));
  }

  @Test
  void dims_resultChanged_leavesShapeAlone() {
    Shape shape = Shape.of(2, 3);

    shape.dims()[0] = 7;

    assertThat(shape.dim(0)).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
  void of_lengthBelowOne_isRefused(int length) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Shape.of(2, length, 3))
        .withMessage(
            "Shape [2, %d, 3]: expected a length of at least 1 on axis 1, got %d", length, length);
  }

  @Test
  void of_largestSize_isAccepted() {
    assertThat(Shape.of(1, 2_147_483_639).size()).isEqualTo(2_147_483_639);
  }

  @Test
  void of_oneMoreThanLargestSize_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Shape.of(2_147_483_640))
        .withMessage("Shape [2147483640]: expected at most 2147483639 values");
  }

  @Test
  void of_productThatWrapsToZeroInLong_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Shape.of(1 << 30, 1 << 30, 1 << 30));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 2})
  void dim_noSuchAxis_isRefused(int axis) {
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> Shape.of(5, 6).dim(axis))
        .withMessage("Shape [5, 6]: no axis %d, rank is 2", axis);
  }

  @Test
  void withBatch_ofImageShape_prependsAxis() {
    assertThat(Shape.of(28, 28, 1).withBatch(128)).isEqualTo(IMAGES);
    assertThat(Shape.of().withBatch(3)).isEqualTo(Shape.of(3));
  }

  @Test
  void withBatch_zero_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Shape.of(28).withBatch(0))
        .withMessage("Shape [0, 28]: expected a length of at least 1 on axis 0, got 0");
  }

  @Test
  void withoutBatch_ofBatch_dropsFirstAxis() {
    assertThat(IMAGES.withoutBatch()).isEqualTo(Shape.of(28, 28, 1));
    assertThat(Shape.of(3).withoutBatch()).isEqualTo(Shape.of());
  }

  @Test
  void withoutBatch_rankZero_isRefused() {
    assertThatIllegalStateException()
        .isThrownBy(() -> Shape.of().withoutBatch())
        .withMessage("Shape []: expected a batch axis, rank is 0");
  }

  @Test
  void equals_sameLengths_isTrueAndHashesAlike() {
    assertThat(Shape.of(2, 3)).isEqualTo(Shape.of(2, 3)).hasSameHashCodeAs(Shape.of(2, 3));
  }

  @Test
  void equals_otherOrderRankOrType_isFalse() {
    assertThat(Shape.of(2, 3))
        .isNotEqualTo(Shape.of(3, 2))
        .isNotEqualTo(Shape.of(2, 3, 1))
        .isNotEqualTo(Shape.of(6))
        .isNotEqualTo("[2, 3]")
        .isNotEqualTo(null);
  }

  @Test
  void toString_fourAxes_listsLengths() {
    assertThat(IMAGES).hasToString("[128, 28, 28, 1]");
  }
}
