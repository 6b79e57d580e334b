package io.crema.nn.loss;

import io.crema.core.kernel.Kernels;
import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;

/** A loss and its gradient. Stateless. */
public interface Loss {

  /** {@return the name in logs and model files} */
  String name();

  /**
   * Checks that outputs can be compared with targets.
   *
   * @param output shape of one output, without the batch axis
   * @param target shape of one target, without the batch axis
   * @throws IllegalArgumentException if they cannot; the message names both
   */
  default void requireShapes(Shape output, Shape target) {
    if (!output.equals(target)) {
      throw new IllegalArgumentException(
          "%s: expected targets of the outputs' shape %s, got %s"
              .formatted(name(), output, target));
    }
  }

  /**
   * Computes the loss of each sample and the gradient of {@code scale} times their sum.
   *
   * @param output {@code [N, ...]}. Not modified.
   * @param target {@code [N, ...]}. Not modified.
   * @param scale factor of the gradient: one over the number of samples in the batch
   * @param losses loss of each sample, from {@code firstLoss} on. Overwritten.
   * @param firstLoss where to begin in {@code losses}
   * @param dOutput gradient by the output, {@code [N, ...]}. Overwritten.
   * @param kernels the kernels to use, for the losses of this module
   */
  void compute(
      Tensor output,
      Tensor target,
      float scale,
      double[] losses,
      int firstLoss,
      Tensor dOutput,
      Kernels kernels);
}
