package consumer;

import io.crema.core.tensor.Tensor;
import io.crema.nn.metric.Metric;

/** A metric: the mean distance of an output value from its target. */
record MeanAbsoluteError() implements Metric {

  @Override
  public String name() {
    return "mae";
  }

  @Override
  public double of(Tensor outputs, Tensor targets) {
    double sum = 0;
    for (int i = 0; i < outputs.size(); i++) {
      sum += Math.abs(outputs.array()[i] - targets.array()[i]);
    }
    return sum / outputs.size();
  }
}
