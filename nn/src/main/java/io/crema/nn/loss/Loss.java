package io.crema.nn.loss;

import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;

/**
 * A loss function and its gradient. Stateless: several threads call one loss at once.
 *
 * <p>Loss functions of one's own implement {@link #name} and {@link #compute}.
 */
public interface Loss {

  /** {@return the name in logs and messages} */
  String name();

  /**
   * Checks that outputs can be compared with targets. Called once, before training begins.
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
   * <p>Outputs that are not finite give a loss that is not finite, which training reports as {@link
   * io.crema.nn.train.DivergenceException}. Targets that no sample can have are refused.
   *
   * @param output {@code [N, ...]}. Not modified.
   * @param target {@code [N, ...]}. Not modified.
   * @param scale factor of the gradient: one over the number of samples in the batch
   * @param losses loss of each sample, from {@code firstLoss} on. Overwritten.
   * @param firstLoss index in {@code losses} of the first sample's loss
   * @param dOutput gradient with respect to the output, {@code [N, ...]}. Overwritten.
   * @throws IllegalArgumentException if a target has values that this loss is not defined for; the
   *     message names its row
   */
  void compute(
      Tensor output, Tensor target, float scale, double[] losses, int firstLoss, Tensor dOutput);
}
