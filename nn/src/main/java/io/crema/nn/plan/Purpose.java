package io.crema.nn.plan;

/** What a plan is compiled for. */
public enum Purpose {
  /** Prediction in which each thread takes samples of its own. */
  PREDICTION,

  /** Prediction in which the threads compute the layers of a few samples together. */
  PREDICTION_TOGETHER,

  /** Training. */
  TRAINING
}
