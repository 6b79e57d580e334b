package io.crema.nn.train;

import java.nio.file.Path;

/**
 * Where and how often the state of a training is saved, in a {@link io.crema.nn.io.CheckpointFile}.
 * Immutable.
 *
 * @param file the newest checkpoint; the one before it is beside it
 * @param everyEpochs epochs from one to the next; 0 for none by epochs
 * @param everySeconds seconds from one to the next, looked at after each batch; infinite for none
 *     by time
 */
public record Checkpoints(Path file, int everyEpochs, double everySeconds) {

  /**
   * Checks the numbers.
   *
   * @param file the newest checkpoint
   * @param everyEpochs epochs from one to the next; 0 for none by epochs
   * @param everySeconds seconds from one to the next; infinite for none by time
   * @throws IllegalArgumentException if one is below 0
   */
  public Checkpoints {
    if (everyEpochs < 0 || !(everySeconds >= 0)) {
      throw new IllegalArgumentException(
          "Checkpoints: expected epochs and seconds of at least 0, got %d and %s"
              .formatted(everyEpochs, everySeconds));
    }
  }

  /**
   * {@return one after every epoch}
   *
   * @param file replaced each time, never half-written
   */
  public static Checkpoints everyEpoch(Path file) {
    return new Checkpoints(file, 1, Double.POSITIVE_INFINITY);
  }

  /**
   * {@return one after the first batch that ends so long after the last, and one at the end}
   *
   * @param file replaced each time, never half-written
   * @param seconds at least 0, which is after every batch
   * @throws IllegalArgumentException if they are below 0
   */
  public static Checkpoints everySeconds(Path file, double seconds) {
    return new Checkpoints(file, 0, seconds);
  }
}
