package io.crema.examples.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonValue;
import io.crema.nn.train.BatchResult;
import io.crema.nn.train.EpochResult;
import io.crema.nn.train.Training;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * A training as it is told.
 *
 * @param state see {@link State}
 * @param id which training it is, from 1 on; null before the first
 * @param settings how the network is trained
 * @param epoch the epoch it is in, from 1 on; 0 before the first
 * @param history the epochs that were done
 * @param testAccuracy the accuracy on the test images, at the end
 * @param reason why it failed
 */
@JsonInclude(Include.NON_NULL)
record TrainingView(
    State state,
    @Nullable Integer id,
    @Nullable TrainingSettings settings,
    @Nullable Integer epoch,
    @Nullable List<Epoch> history,
    @Nullable Double testAccuracy,
    @Nullable String reason) {

  /** There was no training yet. */
  static final TrainingView NOTHING =
      new TrainingView(State.NONE, null, null, null, null, null, null);

  /** Where a training is. */
  enum State {
    /** There was none yet. */
    NONE,
    /** It trains or is tested. */
    RUNNING,
    /** Somebody asked it to stop. */
    STOPPING,
    /** It did all of its epochs. */
    DONE,
    /** It was stopped. */
    STOPPED,
    /** It could not go on. */
    FAILED;

    boolean isActive() {
      return this == RUNNING || this == STOPPING;
    }

    /** {@return the state as it is told} */
    @Override
    @JsonValue
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * An epoch that was done.
   *
   * @param epoch from 1 on
   * @param loss mean loss while it learned
   * @param accuracy share read rightly while it learned
   * @param validationLoss mean loss on images it does not learn from; null without any
   * @param validationAccuracy share of those read rightly; null without any
   * @param seconds time to learn
   * @param imagesPerSecond how fast it learned
   */
  record Epoch(
      int epoch,
      double loss,
      double accuracy,
      @Nullable Double validationLoss,
      @Nullable Double validationAccuracy,
      double seconds,
      double imagesPerSecond) {

    static Epoch of(EpochResult result) {
      return new Epoch(
          result.epoch(),
          result.loss(),
          result.accuracy().orElse(Double.NaN),
          orNull(result.validationLoss()),
          orNull(result.validationAccuracy()),
          result.seconds(),
          result.samplesPerSecond());
    }

    /** JSON has no NaN, which is the loss of a network that has diverged. */
    private static @Nullable Double orNull(OptionalDouble value) {
      return Double.isNaN(value.orElse(Double.NaN)) ? null : value.getAsDouble();
    }
  }

  /**
   * How far a training is.
   *
   * @param epoch from 1 on
   * @param epochs how many there will be
   * @param batch in the epoch, from 1 on
   * @param batches in an epoch
   * @param loss mean loss of the epoch so far
   * @param accuracy share read rightly in the epoch so far
   * @param imagesPerSecond how fast it learns
   * @param secondsLeft what is left of all epochs, without validation and test
   */
  record Batch(
      int epoch,
      int epochs,
      int batch,
      int batches,
      double loss,
      double accuracy,
      double imagesPerSecond,
      double secondsLeft) {

    static Batch of(Training training, BatchResult result) {
      double speed = result.samplesDone() / result.seconds();
      long epochsLeft = training.epochs() - result.epoch() + 1L;
      long left = epochsLeft * training.samples() - result.samplesDone();
      return new Batch(
          result.epoch(),
          training.epochs(),
          result.batch(),
          result.batches(),
          result.loss(),
          result.accuracy().orElse(Double.NaN),
          speed,
          left / speed);
    }
  }
}
