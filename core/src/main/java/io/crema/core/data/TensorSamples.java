package io.crema.core.data;

import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import java.util.List;
import java.util.Objects;

/** Makes samples of tensors that hold inputs and targets in memory. */
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

  /**
   * {@return samples with several inputs or targets}
   *
   * @param inputs {@code [N, ...]} each, at least one; not copied
   * @param targets {@code [N, ...]} each, at least one; not copied
   * @throws IllegalArgumentException if two differ in N, or one of the lists is empty
   */
  public static Samples of(List<Tensor> inputs, List<Tensor> targets) {
    if (inputs.isEmpty() || targets.isEmpty()) {
      throw new IllegalArgumentException(
          "samples: expected at least one input and one target, got %d and %d"
              .formatted(inputs.size(), targets.size()));
    }
    for (Tensor tensor : inputs) {
      requireBatch("inputs", inputs.get(0), tensor.shape().rank() == 0 ? 0 : tensor.shape().dim(0));
    }
    for (Tensor tensor : targets) {
      requireBatch(
          "targets", inputs.get(0), tensor.shape().rank() == 0 ? 0 : tensor.shape().dim(0));
    }
    return new Several(List.copyOf(inputs), List.copyOf(targets));
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

  private record Several(List<Tensor> inputs, List<Tensor> targets) implements Samples {

    @Override
    public int size() {
      return inputs.get(0).shape().dim(0);
    }

    @Override
    public List<Shape> inputShapes() {
      return shapes(inputs);
    }

    @Override
    public List<Shape> targetShapes() {
      return shapes(targets);
    }

    @Override
    public Shape inputShape() {
      return together(inputShapes());
    }

    @Override
    public Shape targetShape() {
      return together(targetShapes());
    }

    private static List<Shape> shapes(List<Tensor> tensors) {
      return tensors.stream().map(tensor -> tensor.shape().withoutBatch()).toList();
    }

    private static Shape together(List<Shape> shapes) {
      return shapes.size() == 1
          ? shapes.get(0)
          : Shape.of(shapes.stream().mapToInt(Shape::size).reduce(0, Math::addExact));
    }

    @Override
    public void readInput(int index, float[] to, int offset) {
      copyRows(inputs, index, to, offset);
    }

    @Override
    public void readTarget(int index, float[] to, int offset) {
      copyRows(targets, index, to, offset);
    }

    private static void copyRows(List<Tensor> from, int index, float[] to, int offset) {
      int at = offset;
      for (Tensor tensor : from) {
        int row = tensor.size() / tensor.shape().dim(0);
        copyRow(tensor, index, row, to, at);
        at += row;
      }
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
