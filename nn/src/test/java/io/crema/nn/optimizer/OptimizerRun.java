package io.crema.nn.optimizer;

import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.layer.Parameter;
import io.crema.nn.layer.Parameter.Kind;
import io.crema.nn.testing.GradientCheck;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/** Weights and a bias under an optimizer, with the same made-up gradients for every optimizer. */
final class OptimizerRun {

  static final int STEPS = 50;
  static final int SIZE = 37;
  static final int WEIGHTS = 0;
  static final int BIAS = 1;

  private OptimizerRun() {}

  /** Gradient of both parameters at a step, from 1 on; some components stay zero. */
  static float[] gradient(int step) {
    float[] gradient = GradientCheck.uniform(STEPS + 1, Shape.of(SIZE)).array();
    float[] own = new float[SIZE];
    for (int i = 1; i < SIZE; i++) {
      own[i] = gradient[step * SIZE + i] * (float) Math.pow(10, i % 5 - 4);
    }
    return own;
  }

  /** The values that both parameters begin with. */
  static float[] start() {
    return GradientCheck.uniform(1, Shape.of(SIZE)).array();
  }

  /**
   * {@return the weights and the bias after all steps}
   *
   * @param rates learning rate of each step, from step 1 on
   */
  static float[][] run(Optimizer optimizer, IntToDoubleFunction rates) {
    List<Parameter> parameters =
        List.of(
            new Parameter(WEIGHTS, "weights", Tensor.of(Shape.of(SIZE), start()), Kind.DECAYED),
            new Parameter(BIAS, "bias", Tensor.of(Shape.of(SIZE), start()), Kind.UNDECAYED));
    OptimizerState state = optimizer.start(parameters);
    for (int step = 1; step <= STEPS; step++) {
      state.beginStep(rates.applyAsDouble(step));
      for (Parameter parameter : parameters) {
        float[] gradient = gradient(step);
        state.update(parameter, 20, SIZE, gradient);
        state.update(parameter, 0, 20, gradient);
      }
    }
    return new float[][] {parameters.get(0).value().array(), parameters.get(1).value().array()};
  }
}
