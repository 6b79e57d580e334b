package consumer;

import io.crema.core.tensor.Tensor;
import io.crema.nn.loss.Loss;

/** A loss of one's own, with the exported packages alone: the sum of the distances. */
record Distance() implements Loss {

  @Override
  public String name() {
    return "Distance";
  }

  @Override
  public void compute(
      Tensor output, Tensor target, float scale, double[] losses, int firstLoss, Tensor dOutput) {
    int rows = output.shape().dim(0);
    int columns = output.size() / rows;
    for (int row = 0; row < rows; row++) {
      double sum = 0;
      for (int i = row * columns; i < (row + 1) * columns; i++) {
        float difference = output.array()[i] - target.array()[i];
        sum += Math.abs(difference);
        dOutput.array()[i] = scale * Math.signum(difference);
      }
      losses[firstLoss + row] = sum;
    }
  }
}
