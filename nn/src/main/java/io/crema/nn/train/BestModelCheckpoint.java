package io.crema.nn.train;

import io.crema.nn.io.ModelFile;
import io.crema.nn.io.State;
import io.crema.nn.io.TrainingRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Saves the model after every epoch that has the smallest validation loss so far. */
public final class BestModelCheckpoint implements StatefulListener {

  private final Path file;
  private final TrainingRecord record;
  private double best = Double.POSITIVE_INFINITY;

  /**
   * A checkpoint.
   *
   * @param file replaced whenever there is a better model, never half-written
   * @param record where the model comes from; epoch and validation loss are added
   */
  public BestModelCheckpoint(Path file, TrainingRecord record) {
    this.file = file;
    this.record = record;
  }

  @Override
  public void trainingStarted(Training training) {
    training.requireValidation("BestModelCheckpoint");
    best = Double.POSITIVE_INFINITY;
  }

  @Override
  public String stateName() {
    return "best_model";
  }

  @Override
  public State state() {
    return new State().put("best", best);
  }

  @Override
  public void restore(State state) {
    best = state.number("best");
  }

  @Override
  public void epochEnded(Training training, EpochResult result) {
    double loss = result.validationLoss().orElseThrow();
    if (loss >= best) {
      return;
    }
    best = loss;
    TrainingRecord now =
        record
            .with("epoch", Integer.toString(result.epoch()))
            .with("validationLoss", Double.toString(best));
    try {
      ModelFile.save(file, training.model(), now);
    } catch (IOException e) {
      throw new UncheckedIOException("%s: cannot save the model".formatted(file), e);
    }
  }
}
