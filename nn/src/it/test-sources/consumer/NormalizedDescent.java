package consumer;

import io.crema.nn.layer.Parameter;
import io.crema.nn.optimizer.Optimizer;
import io.crema.nn.optimizer.OptimizerState;
import java.util.List;

/** An optimizer of one's own, with the exported packages alone: steps of a length. */
record NormalizedDescent(double learningRate) implements Optimizer {

  @Override
  public OptimizerState start(List<Parameter> parameters) {
    return new OptimizerState() {
      private double rate;

      @Override
      public void beginStep(double learningRate) {
        rate = learningRate;
      }

      @Override
      public void update(Parameter parameter, int first, int end, float[] gradient) {
        double squares = 0;
        for (int i = first; i < end; i++) {
          squares += (double) gradient[i] * gradient[i];
        }
        double factor = squares == 0 ? 0 : rate / Math.sqrt(squares);
        for (int i = first; i < end; i++) {
          parameter.value().array()[i] -= (float) (factor * gradient[i]);
        }
      }
    };
  }
}
