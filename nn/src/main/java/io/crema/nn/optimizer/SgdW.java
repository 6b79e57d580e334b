package io.crema.nn.optimizer;

import io.crema.core.kernel.Kernels;
import io.crema.nn.io.State;
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
   * Creates SGDW with the given hyper-parameters.
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
    return new Decoupled(
        new Sgd(learningRate, momentum, nesterov, 0).start(parameters), weightDecay);
  }

  /** Shrinks weights, and leaves all else, its state too, to gradient descent without decay. */
  private static final class Decoupled implements OptimizerState {

    private final Kernels kernels = Kernels.lookup();
    private final OptimizerState descent;
    private final double weightDecay;
    private float share;

    Decoupled(OptimizerState descent, double weightDecay) {
      this.descent = descent;
      this.weightDecay = weightDecay;
    }

    @Override
    public void beginStep(double learningRate) {
      share = (float) (learningRate * weightDecay);
      descent.beginStep(learningRate);
    }

    @Override
    public void update(Parameter parameter, int first, int end, float[] gradient) {
      if (parameter.decayed() && share > 0) {
        kernels.shrink(first, end, parameter.value().array(), share);
      }
      descent.update(parameter, first, end, gradient);
    }

    @Override
    public boolean elementwise() {
      return descent.elementwise();
    }

    @Override
    public State state() {
      return descent.state();
    }

    @Override
    public void restore(State state) {
      descent.restore(state);
    }
  }
}
