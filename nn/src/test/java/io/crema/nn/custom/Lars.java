package io.crema.nn.custom;

import io.crema.nn.layer.Parameter;
import io.crema.nn.optimizer.Optimizer;
import io.crema.nn.optimizer.OptimizerState;
import java.util.List;

/**
 * An optimizer of one's own, as an example: LARS (You, Gitman &amp; Ginsburg, "Large Batch Training
 * of Convolutional Networks", 2017). It needs the norms of a whole parameter and of its gradient.
 *
 * @param learningRate above 0
 * @param momentum share of the last step that is kept, from 0 to below 1
 * @param weightDecay factor of the weights that is added to their gradient, from 0 to below 1
 * @param trust factor of a weight's norm over that of its gradient, above 0
 */
record Lars(double learningRate, double momentum, double weightDecay, double trust)
    implements Optimizer {

  @Override
  public OptimizerState start(List<Parameter> parameters) {
    float[][] steps =
        parameters.stream().map(p -> new float[p.value().size()]).toArray(float[][]::new);
    return new OptimizerState() {
      private double rate;

      @Override
      public void beginStep(double learningRate) {
        rate = learningRate;
      }

      @Override
      public void update(Parameter parameter, int first, int end, float[] gradient) {
        float[] weights = parameter.value().array();
        float[] step = steps[parameter.index()];
        double norm = norm(weights);
        double local = norm == 0 ? 1 : trust * norm / (norm(gradient) + weightDecay * norm);
        for (int i = first; i < end; i++) {
          double wanted = rate * local * (gradient[i] + weightDecay * weights[i]);
          step[i] = (float) (momentum * step[i] + wanted);
          weights[i] -= step[i];
        }
      }
    };
  }

  private static double norm(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += (double) value * value; // one chain, in order: the same bits on any number of threads
    }
    return Math.sqrt(sum);
  }
}
