package consumer;

import io.crema.nn.io.State;
import io.crema.nn.train.EpochResult;
import io.crema.nn.train.StatefulListener;
import io.crema.nn.train.Training;

/** A listener: finds the epoch with the lowest validation loss, also when training is resumed. */
final class BestEpoch implements StatefulListener {

  private int epoch;
  private double loss = Double.POSITIVE_INFINITY;

  int epoch() {
    return epoch;
  }

  @Override
  public void trainingStarted(Training training) {
    training.requireValidation("BestEpoch");
    epoch = 0;
    loss = Double.POSITIVE_INFINITY;
  }

  @Override
  public void epochEnded(Training training, EpochResult result) {
    if (result.validationLoss().orElseThrow() < loss) {
      epoch = result.epoch();
      loss = result.validationLoss().orElseThrow();
    }
  }

  @Override
  public String stateName() {
    return "best_epoch";
  }

  @Override
  public State state() {
    return new State().put("epoch", epoch).put("loss", loss);
  }

  @Override
  public void restore(State state) {
    epoch = (int) state.integer("epoch");
    loss = state.number("loss");
  }
}
