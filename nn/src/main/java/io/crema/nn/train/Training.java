package io.crema.nn.train;

import io.crema.nn.model.Model;

/** A training in progress, as its listeners see it. */
public final class Training {

  private final Model model;
  private final int epochs;
  private final int samples;
  private final int batchSize;
  private volatile boolean stopRequested;

  Training(Model model, int epochs, int samples, int batchSize) {
    this.model = model;
    this.epochs = epochs;
    this.samples = samples;
    this.batchSize = batchSize;
  }

  /** {@return the model that is trained} */
  public Model model() {
    return model;
  }

  /** {@return the number of epochs if nobody stops} */
  public int epochs() {
    return epochs;
  }

  /** {@return the number of samples in an epoch} */
  public int samples() {
    return samples;
  }

  /** {@return the number of batches in an epoch} */
  public int batches() {
    return (samples + batchSize - 1) / batchSize;
  }

  /** Ends the training after the batch in progress. May be called by any thread. */
  public void stop() {
    stopRequested = true;
  }

  /** {@return whether somebody asked for a stop} */
  public boolean stopRequested() {
    return stopRequested;
  }
}
