package io.crema.nn.optimizer;

import io.crema.core.kernel.Kernels;
import io.crema.nn.layer.Parameter;
import java.util.List;

/**
 * Gradient descent with momentum and decoupled weight decay, SGDW (Loshchilov &amp; Hutter,
 * "Decoupled Weight Decay Regularization", 2019, algorithm 1): each step also shrinks the weights,
 * not the biases, by {@code learningRate * weightDecay}, of which the momentum knows nothing.
 *
 * <p>A schedule of the learning rate is a schedule of the decay, too. The paper's factor, which
 * does not contain the learning rate, is {@code learningRate * weightDecay} here.
 *
 * @param learningRate above 0
 * @param momentum share of the last step that is kept, from 0 to below 1
 * @param nesterov whether the step looks ahead along the momentum
 * @param weightDecay from 0 to below 1
 */
public record SgdW(double learningRate, double momentum, boolean nesterov, double weightDecay)
    implements Optimizer {

  /**
   * Checks the numbers.
   *
   * @param learningRate above 0
   * @param momentum share of the last step that is kept, from 0 to below 1
   * @param nesterov whether the step looks ahead along the momentum
   * @param weightDecay from 0 to below 1
   * @throws IllegalArgumentException if one is out of range
   */
  public SgdW {
    Moments.requirePositive("SgdW learningRate", learningRate);
    Moments.requireRange("SgdW momentum", 0, 1, momentum);
    Moments.requireRange("SgdW weightDecay", 0, 1, weightDecay);
  }

  @Override
  public OptimizerState start(List<Parameter> parameters) {
    return new State(
        parameters, new Sgd(learningRate, momentum, nesterov, 0).start(parameters), weightDecay);
  }

  private static final class State implements OptimizerState {

    private final List<Parameter> parameters;
    private final OptimizerState descent;
    private final double weightDecay;
    private float share;

    State(List<Parameter> parameters, OptimizerState descent, double weightDecay) {
      this.parameters = parameters;
      this.descent = descent;
      this.weightDecay = weightDecay;
    }

    @Override
    public void beginStep(double learningRate) {
      share = (float) (learningRate * weightDecay);
      descent.beginStep(learningRate);
    }

    @Override
    public void update(int parameter, int first, int end, float[] gradient, Kernels kernels) {
      Parameter trained = parameters.get(parameter);
      if (trained.decayed() && share > 0) {
        kernels.shrink(first, end, trained.value().array(), share);
      }
      descent.update(parameter, first, end, gradient, kernels);
    }
  }
}
