package consumer;

import io.crema.nn.io.State;
import io.crema.nn.layer.Parameter;
import io.crema.nn.optimizer.Optimizer;
import io.crema.nn.optimizer.OptimizerState;
import java.util.List;

/** An optimizer: steps by the sign of a running mean of the gradients (Bernstein et al. 2018). */
record Signum(double learningRate, double momentum) implements Optimizer {

  @Override
  public OptimizerState start(List<Parameter> parameters) {
    float[][] means = new float[parameters.size()][];
    parameters.forEach(each -> means[each.index()] = new float[each.value().size()]);
    return new OptimizerState() {
      private float rate;

      @Override
      public void beginStep(double learningRate) {
        rate = (float) learningRate;
      }

      @Override
      public void update(Parameter parameter, int first, int end, float[] gradient) {
        float[] mean = means[parameter.index()];
        for (int i = first; i < end; i++) {
          mean[i] += (float) ((1 - momentum) * (gradient[i] - mean[i]));
          parameter.value().array()[i] -= rate * Math.signum(mean[i]);
        }
      }

      @Override
      public State state() {
        State state = new State();
        parameters.forEach(each -> state.put(each.name(), means[each.index()]));
        return state;
      }

      @Override
      public void restore(State state) {
        parameters.forEach(each -> state.read(each.name(), means[each.index()]));
      }
    };
  }
}
