package io.crema.nn.train;

import io.crema.nn.io.Stateful;

/**
 * A listener that a checkpoint takes along. When a training is resumed it is told of the start, and
 * then {@linkplain #restore restored}.
 */
public interface StatefulListener extends TrainingListener, Stateful {

  /** {@return what its kind is called in a checkpoint, such as {@code early_stopping}} */
  String stateName();
}
