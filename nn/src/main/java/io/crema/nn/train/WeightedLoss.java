package io.crema.nn.train;

import io.crema.nn.loss.Loss;

/**
 * The loss function of one output and its share of the whole loss.
 *
 * @param loss the loss function
 * @param weight factor of the loss in the sum over all outputs, above 0
 */
public record WeightedLoss(Loss loss, double weight) {

  /**
   * Creates a loss with its weight.
   *
   * @param loss the loss function
   * @param weight factor of the loss in the sum over all outputs, above 0
   * @throws IllegalArgumentException if the weight is not a number above 0
   */
  public WeightedLoss {
    if (!(weight > 0 && weight < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("WeightedLoss: expected a weight above 0, got " + weight);
    }
  }

  /**
   * {@return a loss of weight 1}
   *
   * @param loss the loss function
   */
  public static WeightedLoss of(Loss loss) {
    return new WeightedLoss(loss, 1);
  }
}
