package io.crema.nn.train;

/**
 * Receives the events of a training run, for instance to print its progress or to stop it.
 *
 * <pre>{@code
 * trainer.listener(
 *     new TrainingListener() {
 *       public void epochEnded(Training training, EpochResult result) {
 *         System.out.printf("epoch %d: loss %.4f%n", result.epoch(), result.loss());
 *       }
 *     });
 * }</pre>
 *
 * <p>All methods do nothing by default. The thread that called {@link Trainer#fit} calls them, for
 * one listener after the other in the order in which they were added; training continues when they
 * return. An exception that one throws ends the training run.
 *
 * <p>A listener that remembers something from epoch to epoch is a {@link StatefulListener}, so that
 * a checkpoint contains it.
 */
public interface TrainingListener {

  /**
   * Called once before the first step, also of a run that is resumed.
   *
   * @param training the training run
   */
  default void trainingStarted(Training training) {}

  /**
   * Called after each step.
   *
   * @param training the training run
   * @param result the progress of the epoch after the step
   */
  default void batchEnded(Training training, BatchResult result) {}

  /**
   * Called after each epoch and its validation, but not after an epoch that was {@linkplain
   * Training#interrupt interrupted}.
   *
   * @param training the training run
   * @param result the results of the epoch
   */
  default void epochEnded(Training training, EpochResult result) {}

  /**
   * Called once at the end of the training run, also if it ends with an exception.
   *
   * @param training the training run
   */
  default void trainingEnded(Training training) {}
}
