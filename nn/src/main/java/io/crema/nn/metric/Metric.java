package io.crema.nn.metric;

import io.crema.core.tensor.Tensor;

/**
 * A number that says how good the outputs of a network are, computed on the validation samples
 * after each epoch. Unlike a loss it needs no gradient.
 *
 * <p>A custom metric is best a record. This one is the mean distance of an output value from its
 * target:
 *
 * <pre>{@code
 * record MeanAbsoluteError() implements Metric {
 *
 *   public String name() {
 *     return "mae";
 *   }
 *
 *   public double of(Tensor outputs, Tensor targets) {
 *     double sum = 0;
 *     for (int i = 0; i < outputs.size(); i++) {
 *       sum += Math.abs(outputs.array()[i] - targets.array()[i]);
 *     }
 *     return sum / outputs.size();
 *   }
 * }
 * }</pre>
 *
 * <p>It is stateless and called by one thread at a time.
 */
public interface Metric {

  /**
   * {@return the name in results and logs, such as {@code mae}} It differs from those of the other
   * metrics of a training run, and from {@code accuracy}.
   */
  String name();

  /**
   * {@return the value of the metric} The arrays of tensors may be longer than {@link Tensor#size}.
   *
   * @param outputs outputs of the network for all {@code N} validation samples, {@code [N, ...]}.
   *     Not modified.
   * @param targets targets of the same samples, {@code [N, ...]}. Not modified.
   */
  double of(Tensor outputs, Tensor targets);
}
