package io.crema.nn.optimizer;

import io.crema.nn.layer.Parameter;
import java.util.List;

/**
 * Adam (Kingma &amp; Ba, "Adam: A Method for Stochastic Optimization", 2015).
 *
 * @param learningRate above 0
 * @param beta1 decay of the mean of the gradient, from 0 to below 1
 * @param beta2 decay of the mean of its square, from 0 to below 1
 * @param epsilon added to the root of the latter, above 0
 */
public record Adam(double learningRate, double beta1, double beta2, double epsilon)
    implements Optimizer {

  /** Default of {@link #beta1}: {@value}. */
  public static final double BETA1 = 0.9;

  /** Default of {@link #beta2}: {@value}. */
  public static final double BETA2 = 0.999;

  /** Default of {@link #epsilon}: {@value}. */
  public static final double EPSILON = 1e-8;

  /**
   * Creates Adam with the given hyper-parameters.
   *
   * @param learningRate above 0
   * @param beta1 decay of the mean of the gradient, from 0 to below 1
   * @param beta2 decay of the mean of its square, from 0 to below 1
   * @param epsilon added to the root of the latter, above 0
   * @throws IllegalArgumentException if one is out of range
   */
  public Adam {
    AdamState.requireRanges("Adam", learningRate, beta1, beta2, epsilon);
  }

  /**
   * Creates Adam with the paper's other hyper-parameters.
   *
   * @param learningRate above 0
   */
  public Adam(double learningRate) {
    this(learningRate, BETA1, BETA2, EPSILON);
  }

  @Override
  public OptimizerState start(List<Parameter> parameters) {
    return new AdamState(parameters, beta1, beta2, epsilon, 0);
  }
}
