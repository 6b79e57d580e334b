package io.crema.nn.optimizer;

import io.crema.nn.layer.Parameter;
import java.util.List;

/**
 * An immutable description of an optimizer, such as {@link Adam}: its hyper-parameters, without
 * state.
 *
 * <p>A custom optimizer implements this interface, best as a record, and {@link OptimizerState} for
 * what it does and remembers in one training run. This one takes steps by the sign of a running
 * mean of the gradients:
 *
 * <pre>{@code
 * record Signum(double learningRate, double momentum) implements Optimizer {
 *
 *   public OptimizerState start(List<Parameter> parameters) {
 *     float[][] means = new float[parameters.size()][];
 *     parameters.forEach(each -> means[each.index()] = new float[each.value().size()]);
 *     return new OptimizerState() {
 *       private float rate;
 *
 *       public void beginStep(double learningRate) {
 *         rate = (float) learningRate;
 *       }
 *
 *       public void update(Parameter parameter, int first, int end, float[] gradient) {
 *         float[] mean = means[parameter.index()];
 *         for (int i = first; i < end; i++) {
 *           mean[i] += (float) ((1 - momentum) * (gradient[i] - mean[i]));
 *           parameter.value().array()[i] -= rate * Math.signum(mean[i]);
 *         }
 *       }
 *
 *       public State state() {
 *         State state = new State();
 *         parameters.forEach(each -> state.put(each.name(), means[each.index()]));
 *         return state;
 *       }
 *
 *       public void restore(State state) {
 *         parameters.forEach(each -> state.read(each.name(), means[each.index()]));
 *       }
 *     };
 *   }
 * }
 * }</pre>
 *
 * <p>Checkpoints compare the optimizer of the run that they resume by the text of the record, with
 * its hyper-parameters; an optimizer that is no record by its class alone.
 */
public interface Optimizer {

  /** {@return the learning rate, which a schedule multiplies by a factor in each step} */
  double learningRate();

  /**
   * {@return the state of this optimizer before the first step of a training run}
   *
   * @param parameters all parameters of the model, also those that it never updates; {@link
   *     Parameter#index} is the position in this list. Not modified.
   */
  OptimizerState start(List<Parameter> parameters);
}
