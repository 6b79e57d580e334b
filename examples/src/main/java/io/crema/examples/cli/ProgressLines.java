package io.crema.examples.cli;

import io.crema.nn.train.BatchResult;
import io.crema.nn.train.Training;
import io.crema.nn.train.TrainingListener;
import java.io.PrintWriter;
import java.util.Locale;

/** Prints a line for each tenth of an epoch, for logs. */
final class ProgressLines implements TrainingListener {

  private static final int PARTS = 10;

  private final PrintWriter text;

  ProgressLines(PrintWriter text) {
    this.text = text;
  }

  @Override
  public void batchEnded(Training training, BatchResult result) {
    int part = PARTS * result.batch() / result.batches();
    int before = PARTS * (result.batch() - 1) / result.batches();
    if (part == before || part == PARTS) {
      return;
    }
    text.printf(
        Locale.ROOT,
        "epoch %d/%d  %d %%  loss %.4f  accuracy %.4f  %,.0f images/s%n",
        result.epoch(),
        training.epochs(),
        100 * part / PARTS,
        result.loss(),
        result.accuracy().orElse(Double.NaN),
        result.samplesDone() / result.seconds());
    text.flush();
  }
}
