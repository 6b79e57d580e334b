package io.crema.nn.layer;

import io.crema.core.tensor.Tensor;

/**
 * A tensor that training changes.
 *
 * @param index position among all parameters of its model, from 0 on
 * @param name unique in its model, such as {@code conv2d_1.weights}
 * @param value the values, in an array of exactly their number
 * @param kind how training changes it
 */
public record Parameter(int index, String name, Tensor value, Kind kind) {

  /** How training changes a parameter. */
  public enum Kind {
    /** By gradients, with weight decay: weights. */
    DECAYED,
    /** By gradients, without weight decay: biases, and scale and shift of a normalization. */
    UNDECAYED,
    /** Not by gradients: its layer lets it follow what the samples show. */
    STATISTIC
  }

  /** {@return whether weight decay applies: to weights, not to biases} */
  public boolean decayed() {
    return kind == Kind.DECAYED;
  }

  /** {@return whether an optimizer changes it} */
  public boolean trained() {
    return kind != Kind.STATISTIC;
  }
}
