package io.crema.nn.io;

/**
 * An object with state that changes during a training run, which a checkpoint saves and restores.
 */
public interface Stateful {

  /**
   * {@return the state now} It may share arrays with this object, which change later: the caller
   * writes it to a file or copies it at once.
   */
  State state();

  /**
   * Restores a state that {@link #state()} returned, of this object or an equal one.
   *
   * @param state the state to restore. Not modified, not kept.
   * @throws IllegalArgumentException if something is missing or has another size
   */
  void restore(State state);
}
