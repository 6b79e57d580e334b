package io.crema.nn.optimizer;

import io.crema.nn.layer.Parameter;
import java.util.List;

/** The description of an optimizer. Immutable. */
public interface Optimizer {

  /** {@return the learning rate before any schedule} */
  double learningRate();

  /**
   * {@return the beginning of a training}
   *
   * @param parameters what will be trained
   */
  OptimizerState start(List<Parameter> parameters);
}
