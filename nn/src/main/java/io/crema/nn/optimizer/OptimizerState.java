package io.crema.nn.optimizer;

import io.crema.core.kernel.Kernels;
import io.crema.nn.io.State;
import io.crema.nn.io.Stateful;

/**
 * An optimizer and what it remembers of one model.
 *
 * <p>A step is one call of {@link #beginStep} and then calls of {@link #update} that cover every
 * parameter once; these may come from several threads at once.
 */
public interface OptimizerState extends Stateful {

  /**
   * Begins a step.
   *
   * @param learningRate the learning rate of this step
   */
  void beginStep(double learningRate);

  /**
   * Changes some values of a parameter.
   *
   * @param parameter index of the parameter
   * @param first first value
   * @param end value behind the last
   * @param gradient gradient by all values of the parameter. Not modified.
   * @param kernels the kernels to use, for the optimizers of this module
   */
  void update(int parameter, int first, int end, float[] gradient, Kernels kernels);

  /**
   * {@inheritDoc}
   *
   * @throws UnsupportedOperationException if this optimizer does not implement it: then a training
   *     with it has no checkpoints
   */
  @Override
  default State state() {
    throw new UnsupportedOperationException(
        getClass().getSimpleName() + ": expected an optimizer that can be saved, with state()");
  }

  /**
   * {@inheritDoc}
   *
   * @throws UnsupportedOperationException as {@link #state}
   */
  @Override
  default void restore(State state) {
    throw new UnsupportedOperationException(
        getClass().getSimpleName() + ": expected an optimizer that can be saved, with restore()");
  }
}
