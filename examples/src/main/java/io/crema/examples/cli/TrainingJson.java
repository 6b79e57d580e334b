package io.crema.examples.cli;

import io.crema.nn.train.EpochResult;
import io.crema.nn.train.Training;
import io.crema.nn.train.TrainingListener;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes a JSON line for each epoch and one for the end. */
final class TrainingJson implements TrainingListener {

  private final JsonLines lines;

  TrainingJson(JsonLines lines) {
    this.lines = lines;
  }

  @Override
  public void epochEnded(Training training, EpochResult result) {
    try {
      writeEpoch(result);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void writeEpoch(EpochResult result) throws IOException {
    lines.write(
        json -> {
          json.writeStringField("event", "epoch");
          json.writeNumberField("epoch", result.epoch());
          json.writeNumberField("loss", result.loss());
          json.writeNumberField("accuracy", result.accuracy().orElse(Double.NaN));
          if (result.validationAccuracy().isPresent()) {
            json.writeNumberField("validationAccuracy", result.validationAccuracy().getAsDouble());
          } else {
            json.writeNullField("validationAccuracy");
          }
          json.writeNumberField("seconds", result.seconds());
          json.writeNumberField("imagesPerSecond", result.samplesPerSecond());
        });
  }

  void writeDone(TrainingOutcome outcome, int threads) throws IOException {
    lines.write(
        json -> {
          json.writeStringField("event", "done");
          json.writeNumberField("testAccuracy", outcome.test().evaluation().accuracy());
          json.writeNumberField("seconds", outcome.seconds());
          json.writeNumberField("imagesPerSecond", outcome.imagesPerSecond());
          json.writeStringField("weightsSha256", outcome.model().weightsSha256());
          json.writeStringField("kernels", outcome.model().kernelName());
          json.writeNumberField("threads", threads);
        });
  }
}
