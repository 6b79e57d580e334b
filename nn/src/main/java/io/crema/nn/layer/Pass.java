package io.crema.nn.layer;

import java.util.function.Supplier;

/**
 * The context of one call of an operator: whether it trains, the arrays that gradients are added
 * to, the seeds of random numbers, and memory between the forward and the backward pass.
 *
 * <p>The library makes passes, one for each thread, and hands one to {@link BoundLayer#forward} and
 * {@link BoundLayer#backward}. A pass belongs to one thread at a time and must not be kept.
 * Programs do not implement this interface.
 */
public interface Pass {

  /** {@return a new pass for prediction, to call a custom operator in a test} */
  static Pass forPrediction() {
    return new ThreadPass();
  }

  /** {@return whether this is training, for operators that differ there, such as dropout} */
  boolean training();

  /**
   * {@return whether the gradient with respect to the input is needed} False in the backward pass
   * of a network's first layers, whose input has no parameters before it.
   */
  boolean needsInputGradient();

  /**
   * {@return the array that the gradient with respect to a parameter is added to} It has as many
   * values as the parameter, in the same order. For the backward pass in training only.
   *
   * @param parameter a parameter of the operator
   */
  float[] gradient(Parameter parameter);

  /**
   * {@return the seed of one sample in this epoch and this node, for random numbers} The forward
   * and the backward pass get the same seed, which does not depend on threads and batches. For
   * training only.
   *
   * @param row position of the sample on the first axis of the tensors, from 0
   */
  long seed(int row);

  /**
   * {@return an object that an operator keeps in this pass from one call to the next, such as a
   * mask from the forward to the backward pass} Other threads have passes of their own, and so
   * other objects.
   *
   * @param owner the operator: {@code this}, compared by identity
   * @param type class of the object
   * @param maker makes the object at the first call
   * @param <T> class of the object
   */
  <T> T memory(Object owner, Class<T> type, Supplier<T> maker);
}
