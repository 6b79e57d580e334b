package io.crema.nn.train;

import io.crema.nn.io.State;
import io.crema.nn.io.Stateful;
import io.crema.nn.layer.Parameter;
import io.crema.nn.model.Model;

/** What a model has learnt, as a checkpoint keeps it. */
final class ModelWeights implements Stateful {

  private final Model model;

  ModelWeights(Model model) {
    this.model = model;
  }

  boolean finite() {
    return model.parameters().stream().allMatch(each -> each.value().isFinite());
  }

  @Override
  public State state() {
    State state = new State();
    for (Parameter parameter : model.parameters()) {
      state.put(parameter.name(), parameter.value());
    }
    return state;
  }

  @Override
  public void restore(State state) {
    for (Parameter parameter : model.parameters()) {
      state.read(parameter.name(), parameter.value().array());
    }
    model.weightsChanged();
  }
}
