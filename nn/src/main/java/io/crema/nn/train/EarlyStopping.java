package io.crema.nn.train;

import io.crema.core.tensor.Tensor;
import io.crema.nn.io.State;
import io.crema.nn.layer.Parameter;
import io.crema.nn.model.Model;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Stops a training run when the validation loss has not improved for some epochs, and restores the
 * weights of the best epoch at the end. Needs validation samples.
 */
public final class EarlyStopping implements StatefulListener {

  private final int patience;
  private double best = Double.POSITIVE_INFINITY;
  private int bestEpoch;
  private List<Tensor> bestWeights = List.of();

  /**
   * Creates early stopping.
   *
   * @param patience epochs without a better one before the stop, at least 1
   * @throws IllegalArgumentException if {@code patience < 1}
   */
  public EarlyStopping(int patience) {
    if (patience < 1) {
      throw new IllegalArgumentException("patience: expected at least 1, got " + patience);
    }
    this.patience = patience;
  }

  /** {@return the epoch whose weights are the best so far, from 1 on; 0 before the first} */
  public int bestEpoch() {
    return bestEpoch;
  }

  @Override
  public void trainingStarted(Training training) {
    training.requireValidation("EarlyStopping");
    best = Double.POSITIVE_INFINITY;
    bestEpoch = 0;
    bestWeights = List.of();
  }

  @Override
  public void epochEnded(Training training, EpochResult result) {
    double loss = result.validationLoss().orElseThrow();
    if (loss < best) {
      best = loss;
      bestEpoch = result.epoch();
      bestWeights =
          training.model().parameters().stream().map(weights -> weights.value().copy()).toList();
    } else if (result.epoch() - bestEpoch >= patience) {
      training.stop();
    }
  }

  @Override
  public String stateName() {
    return "early_stopping";
  }

  @Override
  public State state() {
    State state = new State().put("best", best).put("bestEpoch", bestEpoch);
    for (int i = 0; i < bestWeights.size(); i++) {
      state.put("bestWeights." + i, bestWeights.get(i));
    }
    return state;
  }

  @Override
  public void restore(State state) {
    best = state.number("best");
    bestEpoch = (int) state.integer("bestEpoch");
    bestWeights =
        IntStream.range(0, state.tensors().size())
            .mapToObj(i -> Objects.requireNonNull(state.tensors().get("bestWeights." + i)).copy())
            .toList();
  }

  @Override
  public void trainingEnded(Training training) {
    if (bestWeights.isEmpty()) {
      return;
    }
    Model model = training.model();
    for (Parameter parameter : model.parameters()) {
      Tensor value = parameter.value();
      System.arraycopy(
          bestWeights.get(parameter.index()).array(), 0, value.array(), 0, value.size());
    }
    model.weightsChanged();
  }
}
