package io.crema.examples.shapes;

import io.crema.core.tensor.Tensor;
import io.crema.nn.metric.Metric;

/** The mean distance, in pixels, between the centers of shapes and where they were expected. */
public record CenterDistance() implements Metric {

  @Override
  public String name() {
    return "distance";
  }

  @Override
  public double of(Tensor outputs, Tensor targets) {
    double sum = 0;
    for (int i = 0; i < outputs.size(); i += 2) {
      double right = outputs.array()[i] - targets.array()[i];
      double down = outputs.array()[i + 1] - targets.array()[i + 1];
      sum += Math.hypot(right, down) * DrawnShapes.SIZE;
    }
    return sum / outputs.shape().dim(0);
  }
}
