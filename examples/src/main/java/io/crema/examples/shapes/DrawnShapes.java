package io.crema.examples.shapes;

import io.crema.core.data.LabelledSamples;
import io.crema.core.data.Samples;
import io.crema.core.data.TensorSamples;
import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import java.util.List;

/**
 * Drawn pictures and what is known about them.
 *
 * @param images {@code [N, 32, 32, C]}, mostly from 0 to 1
 * @param masks {@code [N, 32, 32, kinds]}: 1 where a pixel belongs to a shape of that kind, else 0
 * @param labels the kind of the last shape in each picture
 * @param centers {@code [N, 2]}: column and row of the center of that shape as shares of the width
 *     and height
 */
@SuppressWarnings("ArrayRecordComponent") // carries, is not compared
public record DrawnShapes(Tensor images, Tensor masks, int[] labels, Tensor centers) {

  /** Height and width of a picture: {@value}. */
  public static final int SIZE = 32;

  /** {@return samples whose targets say for each pixel which shape it belongs to} */
  public Samples withMasks() {
    return TensorSamples.of(images, masks);
  }

  /** {@return samples with the kind of the shape as their class} */
  public LabelledSamples withLabels() {
    return TensorSamples.of(images, labels, kinds());
  }

  /** {@return samples with two targets: the kind of the shape, one-hot, and its center} */
  public Samples withLabelsAndCenters() {
    return TensorSamples.of(List.of(images), List.of(oneHot(), centers));
  }

  /** {@return the kinds of the shapes, one-hot, {@code [N, kinds]}} */
  public Tensor oneHot() {
    Tensor oneHot = Tensor.zeros(Shape.of(labels.length, kinds()));
    for (int i = 0; i < labels.length; i++) {
      oneHot.set(1, i, labels[i]);
    }
    return oneHot;
  }

  private int kinds() {
    return masks.shape().dim(3);
  }
}
