package io.crema.nn.optimizer;

import io.crema.nn.layer.Parameter;
import java.util.List;

/**
 * The description of an optimizer, such as {@link Adam}: its hyper-parameters, without state.
 * Immutable.
 */
public interface Optimizer {

  /** {@return the learning rate before any schedule} */
  double learningRate();

  /**
   * {@return the state of this optimizer before the first step of a training run}
   *
   * @param parameters all parameters of the model; {@link Parameter#index} is the position in this
   *     list
   */
  OptimizerState start(List<Parameter> parameters);
}
