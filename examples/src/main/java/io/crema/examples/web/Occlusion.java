package io.crema.examples.web;

import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.model.Predictor;

/**
 * Shows on which places of an input the answer of a network depends, by covering each in turn.
 *
 * @param predictor classifies the covered inputs
 * @param stride pixels from one place to the next
 * @param reach pixels from the middle of the patch that covers to its edge
 */
record Occlusion(Predictor predictor, int stride, int reach) {

  /** The covered copies that are in memory at the same time, at most. */
  private static final int BATCH = 128;

  /** {@return the number of places along a side of so many pixels} */
  int places(int side) {
    return (side + stride - 1) / stride;
  }

  /* Occlusion: Zeiler & Fergus, "Visualizing and Understanding Convolutional Networks", 2014. */
  /**
   * {@return by how much the probability of a class falls, place by place, in rows}
   *
   * @param input {@code [1, H, W, C]}. Not modified.
   * @param fill the value of the patch in each channel. Not modified.
   * @param index the class
   */
  float[] importance(Tensor input, float[] fill, int index) {
    Shape shape = input.shape();
    int columns = places(shape.dim(2));
    float[] importance = new float[places(shape.dim(1)) * columns];
    float whole = predictor.predictProbabilities(input).array()[index];
    for (int first = 0; first < importance.length; first += BATCH) {
      int count = Math.min(BATCH, importance.length - first);
      Tensor covered = Tensor.zeros(Shape.of(count, shape.dim(1), shape.dim(2), shape.dim(3)));
      for (int i = 0; i < count; i++) {
        System.arraycopy(input.array(), 0, covered.array(), i * input.size(), input.size());
        int place = first + i;
        cover(covered, i, place % columns * stride, place / columns * stride, fill);
      }
      float[] probabilities = predictor.predictProbabilities(covered).array();
      int classes = probabilities.length / count;
      for (int i = 0; i < count; i++) {
        importance[first + i] = whole - probabilities[i * classes + index];
      }
    }
    return importance;
  }

  private void cover(Tensor inputs, int n, int x, int y, float[] fill) {
    int height = inputs.shape().dim(1);
    int width = inputs.shape().dim(2);
    for (int row = Math.max(0, y - reach); row <= Math.min(height - 1, y + reach); row++) {
      for (int column = Math.max(0, x - reach);
          column <= Math.min(width - 1, x + reach);
          column++) {
        int at = ((n * height + row) * width + column) * fill.length;
        System.arraycopy(fill, 0, inputs.array(), at, fill.length);
      }
    }
  }
}
