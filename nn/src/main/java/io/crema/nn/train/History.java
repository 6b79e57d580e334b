package io.crema.nn.train;

import java.util.List;
import java.util.Optional;

/**
 * The epochs of a training, in order.
 *
 * @param epochs what each came to
 */
public record History(List<EpochResult> epochs) {

  /**
   * Copies the list.
   *
   * @param epochs what each came to
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
