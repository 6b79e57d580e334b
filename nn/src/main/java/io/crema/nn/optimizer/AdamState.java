package io.crema.nn.optimizer;

import io.crema.core.kernel.AdamStep;
import io.crema.core.kernel.Kernels;
import io.crema.nn.io.State;
import io.crema.nn.layer.Parameter;
import java.util.List;

/** Adam and AdamW at work: the step number and both moments of every gradient. */
final class AdamState implements OptimizerState {

  private static final String STEP = "step";
  private static final String MOMENT_1 = "moment1";
  private static final String MOMENT_2 = "moment2";

  private final Kernels kernels = Kernels.lookup();
  private final List<Parameter> parameters;
  private final double beta1;
  private final double beta2;
  private final double epsilon;
  private final double weightDecay;
  private final float[][] moment1;
  private final float[][] moment2;

  private long step;
  private AdamStep plain = new AdamStep(0, 0, 0, 0, 0);
  private AdamStep decayed = plain;

  AdamState(
      List<Parameter> parameters, double beta1, double beta2, double epsilon, double weightDecay) {
    this.parameters = parameters;
    this.beta1 = beta1;
    this.beta2 = beta2;
    this.epsilon = epsilon;
    this.weightDecay = weightDecay;
    this.moment1 = Moments.zeros(parameters);
    this.moment2 = Moments.zeros(parameters);
  }

  static void requireRanges(
      String name, double learningRate, double beta1, double beta2, double epsilon) {
    Moments.requirePositive(name + " learningRate", learningRate);
    Moments.requireRange(name + " beta1", 0, 1, beta1);
    Moments.requireRange(name + " beta2", 0, 1, beta2);
    Moments.requirePositive(name + " epsilon", epsilon);
  }

  /*
   * The paper's bias-corrected step, learningRate * mHat / (sqrt(vHat) + epsilon), with the
   * corrections moved into two constants: mHat = m / c1, vHat = v / c2.
   */
  @Override
  public void beginStep(double learningRate) {
    step++;
    double c1 = 1 - StrictMath.pow(beta1, (double) step);
    double c2 = StrictMath.sqrt(1 - StrictMath.pow(beta2, (double) step));
    float stepSize = (float) (learningRate * c2 / c1);
    float epsilonHat = (float) (epsilon * c2);
    float decay = (float) (learningRate * weightDecay);
    plain = new AdamStep((float) beta1, (float) beta2, stepSize, epsilonHat, 0f);
    decayed =
        decay == 0
            ? plain
            : new AdamStep((float) beta1, (float) beta2, stepSize, epsilonHat, decay);
  }

  @Override
  public void update(Parameter parameter, int first, int end, float[] gradient) {
    kernels.adam(
        first,
        end,
        parameter.value().array(),
        gradient,
        moment1[parameter.index()],
        moment2[parameter.index()],
        parameter.decayed() ? decayed : plain);
  }

  @Override
  public boolean elementwise() {
    return true;
  }

  @Override
  public State state() {
    State state = new State().put(STEP, step);
    Moments.put(state, MOMENT_1, parameters, moment1);
    Moments.put(state, MOMENT_2, parameters, moment2);
    return state;
  }

  @Override
  public void restore(State state) {
    Moments.read(state, MOMENT_1, parameters, moment1);
    Moments.read(state, MOMENT_2, parameters, moment2);
    step = state.integer(STEP);
  }
}
