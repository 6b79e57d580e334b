package io.crema.nn.train;

/**
 * Thrown when the loss is no longer a finite number. The weights are those before the batch; if it
 * is the validation loss, those after the epoch.
 */
public final class DivergenceException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private static final String ADVICE =
      "Try a learning rate ten times smaller, gradient clipping, or inputs scaled to 0..1";

  private static final String DATA_ADVICE = "Correct that sample or leave it out";

  /** The epoch, from 1 on. */
  private final int epoch;

  /** The batch in its epoch, from 1 on. */
  private final int batch;

  DivergenceException(int epoch, int batch, String what, Divergence.Place place) {
    super(
        "%s at epoch %d, batch %d: %s. %s"
            .formatted(what, epoch, batch, place.text(), place.inData() ? DATA_ADVICE : ADVICE));
    this.epoch = epoch;
    this.batch = batch;
  }

  /** {@return the number of the epoch, from 1} */
  public int epoch() {
    return epoch;
  }

  /** {@return the number of the batch in its epoch, from 1} */
  public int batch() {
    return batch;
  }
}
