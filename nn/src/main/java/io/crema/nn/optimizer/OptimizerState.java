package io.crema.nn.optimizer;

import io.crema.nn.io.State;
import io.crema.nn.io.Stateful;
import io.crema.nn.layer.Parameter;

/**
 * An optimizer at work on the parameters of one model, with what it remembers of earlier steps.
 * {@link Optimizer} shows an example.
 *
 * <p>A step is one call of {@link #beginStep} and then one call of {@link #update} for each trained
 * parameter, or several if the optimizer is {@link #elementwise}. An optimizer that implements
 * {@link #state} and {@link #restore} can be saved in checkpoints.
 *
 * <p>Threads: calls of {@link #update} may come from several threads at once, in any order, for
 * different parameters or ranges, so each may write to what belongs to its own range alone. All
 * other methods are called by one thread, while none updates.
 */
public interface OptimizerState extends Stateful {

  /**
   * Begins a step.
   *
   * @param learningRate the learning rate of this step: that of the optimizer times the factor of
   *     the schedule
   */
  void beginStep(double learningRate);

  /**
   * Updates the values of a parameter from their gradient.
   *
   * <p>Unless the optimizer is {@link #elementwise}, this is called once a step for each trained
   * parameter, with {@code first} 0 and {@code end} the number of its values. Several parameters
   * may be updated at once, each on a thread of its own.
   *
   * @param parameter the parameter; {@link Parameter#value} is overwritten in the range
   * @param first start of the range, inclusive
   * @param end end of the range, exclusive
   * @param gradient gradient of the mean loss of the batch with respect to all values of the
   *     parameter, of which those outside the range may not be final yet. Not modified.
   */
  void update(Parameter parameter, int first, int end, float[] gradient);

  /**
   * {@return whether each value is updated from its own gradient and state alone} The answer never
   * changes.
   *
   * <p>If so, the caller may cut a parameter into ranges that several threads update at once. An
   * optimizer that needs a whole parameter, such as the norm of its gradient, keeps the default:
   * false.
   */
  default boolean elementwise() {
    return false;
  }

  /**
   * {@inheritDoc}
   *
   * @throws UnsupportedOperationException if this optimizer does not implement it: then a training
   *     run with it has no checkpoints
   */
  @Override
  default State state() {
    throw new UnsupportedOperationException(
        getClass().getName() + ": expected an optimizer that can be saved, with state()");
  }

  /**
   * {@inheritDoc}
   *
   * @throws UnsupportedOperationException as {@link #state}
   */
  @Override
  default void restore(State state) {
    throw new UnsupportedOperationException(
        getClass().getName() + ": expected an optimizer that can be saved, with restore()");
  }
}
