package io.crema.nn.optimizer;

import io.crema.nn.layer.Parameter;
import java.util.List;

/**
 * Adam with decoupled weight decay (Loshchilov &amp; Hutter, "Decoupled Weight Decay
 * Regularization", 2019): each step also shrinks the weights, not the biases, by {@code
 * learningRate * weightDecay}.
 *
 * <p>A schedule of the learning rate is a schedule of the decay, too. The paper's factor, which
 * does not contain the learning rate, is {@code learningRate * weightDecay} here.
 *
 * @param learningRate above 0
 * @param beta1 decay of the mean of the gradient, from 0 to below 1
 * @param beta2 decay of the mean of its square, from 0 to below 1
 * @param epsilon added to the root of the latter, above 0
 * @param weightDecay from 0 to below 1
 */
public record AdamW(
    double learningRate, double beta1, double beta2, double epsilon, double weightDecay)
    implements Optimizer {

  /**
   * Creates AdamW with the given hyper-parameters.
   *
   * @param learningRate above 0
   * @param beta1 decay of the mean of the gradient, from 0 to below 1
   * @param beta2 decay of the mean of its square, from 0 to below 1
   * @param epsilon added to the root of the latter, above 0
   * @param weightDecay from 0 to below 1
   * @throws IllegalArgumentException if one is out of range
   */
  public AdamW {
    AdamState.requireRanges("AdamW", learningRate, beta1, beta2, epsilon);
    Moments.requireRange("AdamW weightDecay", 0, 1, weightDecay);
  }

  /**
   * Creates AdamW with the other hyper-parameters of Adam's paper.
   *
   * @param learningRate above 0
   * @param weightDecay from 0 to below 1
   */
  public AdamW(double learningRate, double weightDecay) {
    this(learningRate, Adam.BETA1, Adam.BETA2, Adam.EPSILON, weightDecay);
  }

  @Override
  public OptimizerState start(List<Parameter> parameters) {
    return new AdamState(parameters, beta1, beta2, epsilon, weightDecay);
  }
}
