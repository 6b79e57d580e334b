package io.crema.nn.layer;

/** What the output values of an operator stand for. Losses and predictions depend on it. */
public enum OutputKind {
  /** Any values, such as logits or the results of a regression. */
  VALUES,

  /** Probabilities that add up to 1, as those of {@link Softmax}. */
  DISTRIBUTION,

  /** Independent probabilities from 0 to 1, as those of {@link Sigmoid}. */
  PROBABILITIES
}
