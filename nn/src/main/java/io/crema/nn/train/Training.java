package io.crema.nn.train;

import io.crema.nn.model.Model;

/** A training in progress, as its listeners see it. */
public final class Training {

  private final Model model;
  private final int epochs;
  private final int samples;
  private final int batchSize;
  private final boolean validates;
  private volatile boolean stopped;
  private volatile boolean interrupted;

  Training(Model model, int epochs, int samples, int batchSize, boolean validates) {
    this.model = model;
    this.epochs = epochs;
    this.samples = samples;
    this.batchSize = batchSize;
    this.validates = validates;
  }

  /** {@return the model that is trained} */
  public Model model() {
    return model;
  }

  /** {@return whether there are validation samples} */
  public boolean validates() {
    return validates;
  }

  /**
   * Checks that there are validation samples, for listeners that need them.
   *
   * @param listener name of the listener in the message
   * @throws IllegalStateException if there are none
   */
  public void requireValidation(String listener) {
    if (!validates) {
      throw new IllegalStateException(
          "%s: expected validation samples, got none; call Trainer.validation(samples)"
              .formatted(listener));
    }
  }

  /** {@return the number of epochs if nobody stops} */
  public int epochs() {
    return epochs;
  }

  /** {@return the number of samples in an epoch} */
  public int samples() {
    return samples;
  }

  int batchSize() {
    return batchSize;
  }

  /** {@return the number of batches in an epoch} */
  public int batches() {
    return (samples + batchSize - 1) / batchSize;
  }

  /** Ends the training after the batch in progress. May be called by any thread. */
  public void stop() {
    stopped = true;
  }

  /**
   * Breaks the training off after the batch in progress, to be resumed later: a checkpoint is
   * written, if any are, and the epoch is neither validated nor told to listeners. May be called by
   * any thread.
   */
  public void interrupt() {
    interrupted = true;
  }

  /** {@return whether somebody asked for a stop, or broke the training off} */
  public boolean stopRequested() {
    return stopped || interrupted;
  }

  /** {@return whether somebody broke the training off} */
  public boolean interrupted() {
    return interrupted;
  }

  /** {@return whether somebody asked for a stop that is the end of the training} */
  boolean stopped() {
    return stopped;
  }
}
