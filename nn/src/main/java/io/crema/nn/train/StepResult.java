package io.crema.nn.train;

import java.util.List;

/**
 * The result of one training step.
 *
 * @param loss mean loss of the batch before the step, over all outputs; if it is not finite, no
 *     step was made
 * @param losses mean loss of each output without its weight, in the order of the outputs
 * @param samples samples of the batch
 * @param hits samples whose largest output was where the target is largest, for each output
 */
public record StepResult(double loss, List<Double> losses, int samples, List<Integer> hits) {

  /**
   * Creates the result of a step.
   *
   * @param loss mean loss of the batch before the step
   * @param losses mean loss of each output without its weight
   * @param samples samples of the batch
   * @param hits samples whose largest output was where the target is largest, for each output
   */
  public StepResult {
    losses = List.copyOf(losses);
    hits = List.copyOf(hits);
  }

  /** {@return whether the loss is finite, so that the step was made} */
  public boolean isFinite() {
    return Double.isFinite(loss);
  }
}
