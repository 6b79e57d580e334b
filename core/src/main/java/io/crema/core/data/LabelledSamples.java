package io.crema.core.data;

import io.crema.core.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** Samples of which each belongs to one class; the target is the class as a one-hot vector. */
public interface LabelledSamples extends Samples {

  /** {@return the number of classes} */
  int classes();

  /** {@return the names of the classes, by their numbers; by default the numbers themselves} */
  default List<String> classNames() {
    return ClassNames.numbers(classes());
  }

  /**
   * The class of one sample.
   *
   * @param index from 0 to {@code size() - 1}
   * @return from 0 to {@code classes() - 1}
   * @throws IndexOutOfBoundsException if there is no such sample
   */
  int label(int index);

  /**
   * {@return the classes of all samples in order, in a new array}
   *
   * @throws IllegalArgumentException if a label is not from 0 to {@code classes() - 1}
   */
  default int[] labels() {
    int[] labels = new int[size()];
    int classes = classes();
    Arrays.setAll(labels, i -> requireLabel(i, label(i), classes));
    return labels;
  }

  /**
   * Checks the label of a sample.
   *
   * @param index number of the sample
   * @param label the label to check
   * @param classes number of classes
   * @return the label
   * @throws IllegalArgumentException if it is not from 0 to {@code classes - 1}
   */
  static int requireLabel(int index, int label, int classes) {
    if (label < 0 || label >= classes) {
      throw new IllegalArgumentException(
          "label of sample %d: expected 0 to %d, got %d".formatted(index, classes - 1, label));
    }
    return label;
  }

  @Override
  default Shape targetShape() {
    return Shape.of(classes());
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the sample's label is not from 0 to {@code classes() - 1}
   */
  @Override
  default void readTarget(int index, float[] to, int offset) {
    int label = requireLabel(index, label(index), classes());
    Arrays.fill(to, offset, offset + classes(), 0f);
    to[offset + label] = 1f;
  }

  /**
   * {@return these samples, which a training reads otherwise, and all else as they are}
   *
   * @param readers makes a new reader for each thread of a training
   */
  default LabelledSamples withTrainingReaders(Supplier<TrainingReader> readers) {
    return new ReadOtherwise(this, readers);
  }
}
