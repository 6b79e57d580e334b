package io.crema.core.data;

import io.crema.core.tensor.Shape;
import java.util.List;

/**
 * A fixed number of samples, each an input and a target, read by index.
 *
 * <p>The values of a sample are the same at every reading, unless a {@link #trainingReader} changes
 * them in every epoch. Several threads may read at once.
 *
 * <p>Samples for networks with several inputs or outputs say so by {@link #inputShapes} and {@link
 * #targetShapes}. The values of a sample's inputs then follow each other, and so do those of its
 * targets: {@link #inputShape} is {@code [all values]}.
 */
public interface Samples {

  /** {@return the number of samples} */
  int size();

  /** {@return the shape of one input without the batch axis, such as {@code [H, W, C]}} */
  Shape inputShape();

  /** {@return the shape of one target without the batch axis, such as {@code [classes]}} */
  Shape targetShape();

  /** {@return the shapes of the inputs of one sample; by default the one input} */
  default List<Shape> inputShapes() {
    return List.of(inputShape());
  }

  /** {@return the shapes of the targets of one sample; by default the one target} */
  default List<Shape> targetShapes() {
    return List.of(targetShape());
  }

  /**
   * Copies the input of one sample.
   *
   * @param index from 0 to {@code size() - 1}
   * @param to overwritten from {@code offset} on by {@code inputShape().size()} values
   * @param offset where to begin in {@code to}
   * @throws IndexOutOfBoundsException if there is no such sample or no room in {@code to}
   */
  void readInput(int index, float[] to, int offset);

  /**
   * Copies the target of one sample.
   *
   * @param index from 0 to {@code size() - 1}
   * @param to overwritten from {@code offset} on by {@code targetShape().size()} values
   * @param offset where to begin in {@code to}
   * @throws IndexOutOfBoundsException if there is no such sample or no room in {@code to}
   */
  void readTarget(int index, float[] to, int offset);

  /**
   * {@return a new reader for one thread of a training} It reads the samples as they are, unless
   * these say otherwise.
   */
  default TrainingReader trainingReader() {
    return (index, epochSeed, input, inputOffset, target, targetOffset) -> {
      readInput(index, input, inputOffset);
      readTarget(index, target, targetOffset);
    };
  }
}
