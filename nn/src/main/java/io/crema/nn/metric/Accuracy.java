package io.crema.nn.metric;

import io.crema.core.tensor.Tensor;

/** The share of samples whose largest output is where the target is largest. */
public record Accuracy() implements Metric {

  /** The name: {@value}. */
  public static final String NAME = "accuracy";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public double of(Tensor outputs, Tensor targets) {
    int rows = outputs.shape().dim(0);
    int width = outputs.size() / rows;
    if (targets.size() != outputs.size()) {
      throw new IllegalArgumentException(
          "accuracy: expected targets of the outputs' shape %s, got %s"
              .formatted(outputs.shape(), targets.shape()));
    }
    int hits = 0;
    for (int row = 0; row < rows; row++) {
      int at = row * width;
      hits += largest(outputs.array(), at, width) == largest(targets.array(), at, width) ? 1 : 0;
    }
    return (double) hits / rows;
  }

  /**
   * {@return the position of the first largest value of a row}
   *
   * @param values not modified
   * @param from where the row begins
   * @param width length of the row
   */
  public static int largest(float[] values, int from, int width) {
    int best = 0;
    for (int i = 1; i < width; i++) {
      if (values[from + i] > values[from + best]) {
        best = i;
      }
    }
    return best;
  }
}
