package io.crema.nn.layer;

import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import java.util.List;

/** Checks and loops that the joins share. */
final class Joins {

  private Joins() {}

  /** {@return the one shape that all inputs have} */
  static Shape requireSame(Join join, List<Shape> inputs) {
    requireSome(join, inputs);
    for (Shape input : inputs) {
      if (!input.equals(inputs.get(0))) {
        throw new IllegalArgumentException(
            "%s: expected inputs of one shape, got %s".formatted(join, inputs));
      }
    }
    return inputs.get(0);
  }

  static void requireSome(Join join, List<Shape> inputs) {
    if (inputs.isEmpty()) {
      throw new IllegalArgumentException(
          "%s: expected at least one input, got none".formatted(join));
    }
  }

  static void copy(Tensor from, Tensor to) {
    System.arraycopy(from.array(), 0, to.array(), 0, from.size());
  }
}
