package io.crema.nn.optimizer;

import io.crema.core.kernel.Kernels;
import io.crema.nn.io.State;
import io.crema.nn.layer.Parameter;
import java.util.List;

/**
 * Stochastic gradient descent, plain or with momentum (Sutskever et al., "On the importance of
 * initialization and momentum in deep learning", 2013).
 *
 * @param learningRate above 0
 * @param momentum share of the last step that is kept, from 0 to below 1
 * @param nesterov whether the step looks ahead along the momentum
 * @param weightDecay L2 factor added to the gradient of weights, not of biases; from 0 to below 1.
 *     For a decay that momentum knows nothing of see {@link SgdW}
 */
public record Sgd(double learningRate, double momentum, boolean nesterov, double weightDecay)
    implements Optimizer {

  /**
   * Creates gradient descent with the given hyper-parameters.
   *
   * @param learningRate above 0
   * @param momentum share of the last step that is kept, from 0 to below 1
   * @param nesterov whether the step looks ahead along the momentum
   * @param weightDecay L2 factor added to the gradient of weights, not of biases; from 0 to below 1
   * @throws IllegalArgumentException if one is out of range
   */
  public Sgd {
    Moments.requirePositive("Sgd learningRate", learningRate);
    Moments.requireRange("Sgd momentum", 0, 1, momentum);
    Moments.requireRange("Sgd weightDecay", 0, 1, weightDecay);
  }

  /**
   * Creates plain gradient descent.
   *
   * @param learningRate above 0
   */
  public Sgd(double learningRate) {
    this(learningRate, 0, false, 0);
  }

  /**
   * {@return this with momentum}
   *
   * @param share share of the last step that is kept, from 0 to below 1
   */
  public Sgd momentum(double share) {
    return new Sgd(learningRate, share, nesterov, weightDecay);
  }

  /**
   * {@return this with Nesterov's momentum}
   *
   * @param share share of the last step that is kept, from 0 to below 1
   */
  public Sgd nesterov(double share) {
    return new Sgd(learningRate, share, true, weightDecay);
  }

  @Override
  public OptimizerState start(List<Parameter> parameters) {
    return new Velocity(this, parameters);
  }

  private static final class Velocity implements OptimizerState {

    private static final String VELOCITY = "velocity";

    private final Kernels kernels = Kernels.lookup();
    private final Sgd sgd;
    private final List<Parameter> parameters;
    private final float[][] velocity;
    private float rate;

    Velocity(Sgd sgd, List<Parameter> parameters) {
      this.sgd = sgd;
      this.parameters = parameters;
      this.velocity = Moments.zeros(parameters);
    }

    @Override
    public void beginStep(double learningRate) {
      rate = (float) learningRate;
    }

    @Override
    public void update(Parameter parameter, int first, int end, float[] gradient) {
      kernels.sgd(
          first,
          end,
          parameter.value().array(),
          gradient,
          velocity[parameter.index()],
          rate,
          (float) sgd.momentum,
          sgd.nesterov,
          parameter.decayed() ? (float) sgd.weightDecay : 0f);
    }

    @Override
    public boolean elementwise() {
      return true;
    }

    @Override
    public State state() {
      State state = new State();
      Moments.put(state, VELOCITY, parameters, velocity);
      return state;
    }

    @Override
    public void restore(State state) {
      Moments.read(state, VELOCITY, parameters, velocity);
    }
  }
}
