package io.crema.examples.cli;

import io.crema.nn.model.Model;
import io.crema.nn.train.EpochResult;
import io.crema.nn.train.History;

/**
 * What a training came to.
 *
 * @param model the trained model
 * @param history its epochs
 * @param test its scores on the test images
 */
record TrainingOutcome(Model model, History history, TimedEvaluation test) {

  /** {@return the time of all training steps, without validation and test} */
  double seconds() {
    return history.seconds();
  }

  /** {@return how fast the training steps were} */
  double imagesPerSecond() {
    return history.epochs().stream().mapToLong(EpochResult::samples).sum() / seconds();
  }
}
