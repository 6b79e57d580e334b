package io.crema.nn.io;

/** What changes while a model is trained, and goes on from where it was when put back. */
public interface Stateful {

  /** {@return what to keep} Its tensors may be the ones that go on changing: who keeps, copies. */
  State state();

  /**
   * Puts back what {@link #state()} gave.
   *
   * @param state not modified, and not kept
   * @throws IllegalArgumentException if something is missing or of another size
   */
  void restore(State state);
}
