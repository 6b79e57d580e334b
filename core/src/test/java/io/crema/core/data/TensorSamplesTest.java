package io.crema.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TensorSamplesTest {

  /** Three images of 2 x 1 pixels, and behind them more of the array, as in a reused buffer. */
  private final Tensor inputs =
      Tensor.over(Shape.of(3, 2, 1, 1), new float[] {1, 2, 3, 4, 5, 6, -1, -1});

  private final Tensor targets = Tensor.over(Shape.of(3, 1), new float[] {10, 20, 30, -1});
  private final Samples paired = TensorSamples.of(inputs, targets);
  private final LabelledSamples labelled = TensorSamples.of(inputs, new int[] {2, 0, 3}, 4);

  @Test
  void of_twoTensors_hasShapesWithoutTheBatch() {
    assertThat(paired.size()).isEqualTo(3);
    assertThat(paired.inputShape()).isEqualTo(Shape.of(2, 1, 1));
    assertThat(paired.targetShape()).isEqualTo(Shape.of(1));
  }

  @Test
  void of_labels_hasOneHotShape() {
    assertThat(labelled.size()).isEqualTo(3);
    assertThat(labelled.classes()).isEqualTo(4);
    assertThat(labelled.inputShape()).isEqualTo(Shape.of(2, 1, 1));
    assertThat(labelled.targetShape()).isEqualTo(Shape.of(4));
    assertThat(labelled.label(2)).isEqualTo(3);
  }

  @Test
  void readInput_offset_writesThereAlone() {
    for (Samples samples : new Samples[] {paired, labelled}) {
      float[] to = {9, 9, 9, 9};
      samples.readInput(1, to, 1);
      assertThat(to).containsExactly(9, 3, 4, 9);
    }
  }

  @Test
  void readTarget_offset_writesThereAlone() {
    float[] value = {9, 9, 9};
    paired.readTarget(2, value, 1);
    assertThat(value).containsExactly(9, 30, 9);

    float[] oneHot = {9, 9, 9, 9, 9, 9};
    labelled.readTarget(2, oneHot, 1);
    assertThat(oneHot).containsExactly(9, 0, 0, 0, 1, 9);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 3, Integer.MIN_VALUE, Integer.MAX_VALUE})
  void read_noSuchSample_isRefused(int index) {
    float[] to = new float[4];
    for (Samples samples : new Samples[] {paired, labelled}) {
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> samples.readInput(index, to, 0));
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> samples.readTarget(index, to, 0));
    }
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> labelled.label(index));
  }

  @Test
  void read_noRoom_isRefused() {
    for (Samples samples : new Samples[] {paired, labelled}) {
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> samples.readInput(0, new float[4], 3));
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> samples.readTarget(0, new float[4], 4));
    }
  }

  @Test
  void trainingReader_anyEpoch_readsThemAsTheyAre() {
    for (Samples samples : new Samples[] {paired, labelled}) {
      TrainingReader reader = samples.trainingReader();
      for (long epochSeed = 0; epochSeed < 3; epochSeed++) {
        float[] input = {9, 9, 9, 9};
        float[] target = {9, 9, 9, 9, 9, 9};
        float[] expected = target.clone();
        samples.readTarget(1, expected, 2);

        reader.read(1, epochSeed, input, 1, target, 2);

        assertThat(input).containsExactly(9, 3, 4, 9);
        assertThat(target).isEqualTo(expected);
      }
    }
  }

  @Test
  void of_callersLabelsChangedLater_staysTheSame() {
    int[] labels = {0, 1, 2};
    LabelledSamples samples = TensorSamples.of(inputs, labels, 3);
    labels[0] = 2;
    assertThat(samples.label(0)).isZero();
  }

  @Test
  void labels_changedByTheCaller_staysTheSame() {
    assertThat(labelled.labels()).containsExactly(2, 0, 3);
    labelled.labels()[0] = 1;
    assertThat(labelled.labels()).containsExactly(2, 0, 3);
  }

  @Test
  void of_differentCounts_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TensorSamples.of(inputs, Tensor.zeros(Shape.of(4, 1))))
        .withMessage("targets: expected 3 for inputs [3, 2, 1, 1], got 4");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TensorSamples.of(inputs, Tensor.zeros(Shape.of())))
        .withMessage("targets: expected 3 for inputs [3, 2, 1, 1], got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TensorSamples.of(inputs, new int[] {0, 1}, 2))
        .withMessage("labels: expected 3 for inputs [3, 2, 1, 1], got 2");
  }

  @Test
  void of_inputsWithoutABatch_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TensorSamples.of(Tensor.zeros(Shape.of()), targets))
        .withMessage("inputs: expected [N, ...], got []");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 3})
  void of_labelOutOfRange_isRefused(int label) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TensorSamples.of(inputs, new int[] {0, label, 1}, 3))
        .withMessage("label of sample 1: expected 0 to 2, got %d", label);
  }
}
