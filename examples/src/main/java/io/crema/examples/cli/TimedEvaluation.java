package io.crema.examples.cli;

import io.crema.core.data.LabelledSamples;
import io.crema.core.parallel.Workers;
import io.crema.nn.metric.Evaluation;
import io.crema.nn.model.Model;
import java.util.Locale;

/**
 * How well a model does on the test images, and how fast.
 *
 * @param evaluation the scores
 * @param seconds time of prediction
 */
record TimedEvaluation(Evaluation evaluation, double seconds) {

  static TimedEvaluation of(Model model, LabelledSamples images, Workers workers) {
    long start = System.nanoTime();
    Evaluation evaluation = model.predictor(workers).evaluate(images);
    return new TimedEvaluation(evaluation, (System.nanoTime() - start) / 1e9);
  }

  /** {@return the accuracy in one line} */
  String accuracy() {
    return String.format(
        Locale.ROOT,
        "%.4f (95 %% interval %s)",
        evaluation.accuracy(),
        evaluation.accuracyInterval());
  }

  /** {@return the number of images and the speed in one line} */
  String speed() {
    return String.format(
        Locale.ROOT,
        "%,d images in %.1f s, %,.0f images/s",
        evaluation.images(),
        seconds,
        evaluation.images() / seconds);
  }
}
