package io.crema.nn.train;

import java.util.List;
import java.util.Optional;

/**
 * The results of the epochs of a training run, in order.
 *
 * @param epochs the results of each epoch
 */
public record History(List<EpochResult> epochs) {

  /**
   * Copies the list.
   *
   * @param epochs the results of each epoch
   */
  public History {
    epochs = List.copyOf(epochs);
  }

  /** {@return the last epoch, if there was one} */
  public Optional<EpochResult> last() {
    return epochs.isEmpty() ? Optional.empty() : Optional.of(epochs.get(epochs.size() - 1));
  }

  /** {@return the time of all epochs' steps, in seconds} */
  public double seconds() {
    return epochs.stream().mapToDouble(EpochResult::seconds).sum();
  }
}
