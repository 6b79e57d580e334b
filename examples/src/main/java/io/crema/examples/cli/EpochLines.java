package io.crema.examples.cli;

import io.crema.nn.train.EpochResult;
import io.crema.nn.train.Training;
import io.crema.nn.train.TrainingListener;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.OptionalDouble;

/** Prints a line for each epoch. */
final class EpochLines implements TrainingListener {

  private final PrintWriter text;

  EpochLines(PrintWriter text) {
    this.text = text;
  }

  @Override
  public void epochEnded(Training training, EpochResult result) {
    OptionalDouble held = result.validationAccuracy();
    String validation = held.isPresent() ? "  validation accuracy %.4f" : "";
    text.printf(
        Locale.ROOT,
        "epoch %d/%d  loss %.4f  accuracy %.4f%s  %.1f s  %,.0f images/s%n",
        result.epoch(),
        training.epochs(),
        result.loss(),
        result.accuracy().orElse(Double.NaN),
        String.format(Locale.ROOT, validation, held.orElse(Double.NaN)),
        result.seconds(),
        result.samplesPerSecond());
    text.flush();
  }
}
