package io.crema.core.data;

import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import java.util.Objects;

/** Samples held in two tensors, for data that is at hand in memory. */
public final class TensorSamples {

  private TensorSamples() {}

  /**
   * {@return inputs with arbitrary targets, as for a regression}
   *
   * @param inputs {@code [N, ...]}; not copied
   * @param targets {@code [N, ...]}; not copied
   * @throws IllegalArgumentException if the two differ in N
   */
  public static Samples of(Tensor inputs, Tensor targets) {
    requireBatch("targets", inputs, targets.shape().rank() == 0 ? 0 : targets.shape().dim(0));
    return new Paired(inputs, targets);
  }

  /**
   * {@return inputs with class numbers}
   *
   * @param inputs {@code [N, ...]}; not copied
   * @param labels N class numbers, each from 0 to {@code classes - 1}; copied
   * @param classes number of classes, at least 1
   * @throws IllegalArgumentException if the counts differ or a label is out of range
   */
  public static LabelledSamples of(Tensor inputs, int[] labels, int classes) {
    requireBatch("labels", inputs, labels.length);
    for (int i = 0; i < labels.length; i++) {
      LabelledSamples.requireLabel(i, labels[i], classes);
    }
    return new Labelled(inputs, inputs.shape().withoutBatch(), labels.clone(), classes);
  }

  private static void requireBatch(String what, Tensor inputs, int count) {
    if (inputs.shape().rank() == 0) {
      throw new IllegalArgumentException("inputs: expected [N, ...], got []");
    }
    int samples = inputs.shape().dim(0);
    if (samples != count) {
      throw new IllegalArgumentException(
          "%s: expected %d for inputs %s, got %d".formatted(what, samples, inputs.shape(), count));
    }
  }

  private static void copyRow(Tensor from, int index, int row, float[] to, int offset) {
    Objects.checkIndex(index, from.shape().dim(0)); // the array may go on behind the last row
    System.arraycopy(from.array(), index * row, to, offset, row);
  }

  private record Paired(Tensor inputs, Tensor targets, Shape inputShape, Shape targetShape)
      implements Samples {
    Paired(Tensor inputs, Tensor targets) {
      this(inputs, targets, inputs.shape().withoutBatch(), targets.shape().withoutBatch());
    }

    @Override
    public int size() {
      return inputs.shape().dim(0);
    }

    @Override
    public void readInput(int index, float[] to, int offset) {
      copyRow(inputs, index, inputShape.size(), to, offset);
    }

    @Override
    public void readTarget(int index, float[] to, int offset) {
      copyRow(targets, index, targetShape.size(), to, offset);
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // private, and never compared
  private record Labelled(Tensor inputs, Shape inputShape, int[] labels, int classes)
      implements LabelledSamples {
    @Override
    public int size() {
      return labels.length;
    }

    @Override
    public int label(int index) {
      return labels[index];
    }

    @Override
    public int[] labels() {
      return labels.clone();
    }

    @Override
    public void readInput(int index, float[] to, int offset) {
      copyRow(inputs, index, inputShape.size(), to, offset);
    }
  }
}
