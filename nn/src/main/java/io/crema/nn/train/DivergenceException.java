package io.crema.nn.train;

/**
 * The loss is no longer a finite number. The weights are those before the batch; if it is the
 * validation loss, those after the epoch.
 */
public final class DivergenceException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** The epoch, from 1 on. */
  private final int epoch;

  /** The batch in its epoch, from 1 on. */
  private final int batch;

  DivergenceException(int epoch, int batch, String what, String where) {
    super(
        ("%s at epoch %d, batch %d: %s. Try a learning rate ten times smaller, gradient"
                + " clipping, or inputs scaled to 0..1")
            .formatted(what, epoch, batch, where));
    this.epoch = epoch;
    this.batch = batch;
  }

  /** {@return the epoch, from 1 on} */
  public int epoch() {
    return epoch;
  }

  /** {@return the batch in its epoch, from 1 on} */
  public int batch() {
    return batch;
  }
}
