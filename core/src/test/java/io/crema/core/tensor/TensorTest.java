package io.crema.core.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class TensorTest {

  private static final Shape TWO_BY_THREE = Shape.of(2, 3);

  @Test
  void zeros_shape_isAllZero() {
    Tensor zeros = Tensor.zeros(TWO_BY_THREE);

    assertThat(zeros.shape()).isEqualTo(TWO_BY_THREE);
    assertThat(zeros.size()).isEqualTo(6);
    assertThat(zeros.array()).containsExactly(0, 0, 0, 0, 0, 0);
  }

  @Test
  void of_exactArray_sharesIt() {
    float[] data = {1, 2, 3, 4, 5, 6};

    assertThat(Tensor.of(TWO_BY_THREE, data).array()).isSameAs(data);
  }

  @Test
  void of_arrayOfOtherLength_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tensor.of(TWO_BY_THREE, new float[5]))
        .withMessage("Tensor[2, 3]: expected 6 values, got 5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tensor.of(TWO_BY_THREE, new float[7]))
        .withMessage("Tensor[2, 3]: expected 6 values, got 7");
  }

  @Test
  void over_longerArray_usesItsBeginning() {
    float[] buffer = {1, 2, 3, 4, 5, 6, 7, 8};
    Tensor tensor = Tensor.over(TWO_BY_THREE, buffer);

    assertThat(tensor.array()).isSameAs(buffer);
    assertThat(tensor.size()).isEqualTo(6);
    assertThat(tensor.toArray()).containsExactly(1, 2, 3, 4, 5, 6);
  }

  @Test
  void over_shorterArray_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tensor.over(TWO_BY_THREE, new float[5]))
        .withMessage("Tensor[2, 3]: expected an array of at least 6 values, got 5");
  }

  @Test
  void get_everyIndexOfImages_followsChannelsLastOrder() {
    int n = 2;
    int h = 3;
    int w = 4;
    int c = 5;
    Tensor images = Tensor.zeros(Shape.of(n, h, w, c));
    for (int i = 0; i < images.size(); i++) {
      images.array()[i] = i;
    }

    assertThat(images.get(0, 0, 0, 1)).isEqualTo(1);
    assertThat(images.get(0, 0, 1, 0)).isEqualTo(c);
    assertThat(images.get(0, 1, 0, 0)).isEqualTo(w * c);
    assertThat(images.get(1, 0, 0, 0)).isEqualTo(h * w * c);
    assertThat(images.get(1, 2, 3, 4)).isEqualTo(n * h * w * c - 1);
  }

  @Test
  void set_oneIndex_changesThatValueOnly() {
    Tensor tensor = Tensor.zeros(TWO_BY_THREE);

    tensor.set(7, 1, 0);

    assertThat(tensor.toArray()).containsExactly(0, 0, 0, 7, 0, 0);
  }

  @Test
  void get_rankZero_needsNoIndex() {
    assertThat(Tensor.of(Shape.of(), new float[] {4}).get()).isEqualTo(4);
  }

  @Test
  void get_wrongNumberOfPositions_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tensor.zeros(TWO_BY_THREE).get(1))
        .withMessage("Tensor[2, 3]: expected an index of length 2, got [1]");
  }

  @Test
  void get_positionOutsideItsAxis_isRefused() {
    Tensor tensor = Tensor.zeros(TWO_BY_THREE);

    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> tensor.get(0, 3))
        .withMessage("Tensor[2, 3]: expected 0 to 2 on axis 1, got index [0, 3]");
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> tensor.set(1, -1, 2))
        .withMessage("Tensor[2, 3]: expected 0 to 1 on axis 0, got index [-1, 2]");
  }

  @Test
  void reshape_sameSize_sharesTheArray() {
    Tensor tensor = Tensor.over(TWO_BY_THREE, new float[10]);
    Tensor reshaped = tensor.reshape(Shape.of(3, 2));

    reshaped.set(9, 2, 1);

    assertThat(reshaped.shape()).isEqualTo(Shape.of(3, 2));
    assertThat(tensor.get(1, 2)).isEqualTo(9);
  }

  @Test
  void reshape_otherSize_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tensor.zeros(TWO_BY_THREE).reshape(Shape.of(4)))
        .withMessage("Tensor[2, 3]: expected a new shape of 6 values, got [4] of 4");
  }

  @Test
  void toArray_resultChanged_leavesTensorAlone() {
    Tensor tensor = Tensor.zeros(TWO_BY_THREE);

    tensor.toArray()[0] = 1;

    assertThat(tensor.get(0, 0)).isZero();
  }

  @Test
  void copy_originalChanged_staysTheSame() {
    Tensor original = Tensor.over(TWO_BY_THREE, new float[] {1, 2, 3, 4, 5, 6, 7});
    Tensor copy = original.copy();

    original.fill(0);

    assertThat(copy.shape()).isEqualTo(TWO_BY_THREE);
    assertThat(copy.array()).containsExactly(1, 2, 3, 4, 5, 6);
  }

  @Test
  void fill_longerArray_leavesTheRestAlone() {
    float[] buffer = {1, 2, 3};

    Tensor.over(Shape.of(2), buffer).fill(5);

    assertThat(buffer).containsExactly(5, 5, 3);
  }

  @Test
  void toString_anyTensor_isShort() {
    assertThat(Tensor.zeros(TWO_BY_THREE)).hasToString("Tensor[2, 3]");
    assertThat(Tensor.zeros(Shape.of())).hasToString("Tensor[]");
  }
}
