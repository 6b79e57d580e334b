package consumer;

import io.crema.core.tensor.Tensor;
import io.crema.nn.loss.Loss;

/** A loss: half the squared error up to {@code delta}, and a straight line beyond (Huber 1964). */
record HuberLoss(double delta) implements Loss {

  @Override
  public String name() {
    return "HuberLoss";
  }

  @Override
  public void compute(
      Tensor output, Tensor target, float scale, double[] losses, int firstLoss, Tensor dOutput) {
    int rows = output.shape().dim(0);
    int columns = output.size() / rows;
    for (int row = 0; row < rows; row++) {
      double sum = 0;
      for (int i = row * columns; i < (row + 1) * columns; i++) {
        double error = (double) output.array()[i] - target.array()[i];
        double clipped = Math.max(-delta, Math.min(delta, error));
        sum += clipped * (error - clipped / 2);
        dOutput.array()[i] = (float) (scale * clipped / columns);
      }
      losses[firstLoss + row] = sum / columns;
    }
  }
}
