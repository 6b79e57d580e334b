package io.crema.nn.train;

/** Watches a training. All methods are called by the training thread, in the order of listeners. */
public interface TrainingListener {

  /**
   * Training is about to begin.
   *
   * @param training the training
   */
  default void trainingStarted(Training training) {}

  /**
   * A batch has been trained on.
   *
   * @param training the training
   * @param result what the batch came to
   */
  default void batchEnded(Training training, BatchResult result) {}

  /**
   * An epoch has ended and its validation too.
   *
   * @param training the training
   * @param result what the epoch came to
   */
  default void epochEnded(Training training, EpochResult result) {}

  /**
   * Training has ended; also after an exception.
   *
   * @param training the training
   */
  default void trainingEnded(Training training) {}
}
