package io.crema.nn.loss;

import io.crema.core.kernel.Kernels;
import io.crema.core.tensor.Tensor;

/** The mean over a sample's values of {@code (output - target)^2}. Targets are finite numbers. */
public record MeanSquaredError() implements Loss {

  @Override
  public String name() {
    return "MeanSquaredError";
  }

  @Override
  public void compute(
      Tensor output, Tensor target, float scale, double[] losses, int firstLoss, Tensor dOutput) {
    int rows = output.shape().dim(0);
    int columns = output.size() / rows;
    Kernels.lookup()
        .meanSquaredError(
            rows,
            columns,
            output.array(),
            target.array(),
            scale,
            losses,
            firstLoss,
            dOutput.array());
    /* A target that is not finite always shows in the loss of its row: other rows need no look. */
    for (int row = 0; row < rows; row++) {
      if (!Double.isFinite(losses[firstLoss + row])) {
        requireFinite(target.array(), row, columns);
      }
    }
  }

  private void requireFinite(float[] targets, int row, int columns) {
    for (int column = 0; column < columns; column++) {
      float value = targets[row * columns + column];
      if (!Float.isFinite(value)) {
        throw new IllegalArgumentException(
            "%s: target in row %d: expected finite numbers, got %s at index %d"
                .formatted(name(), row, value, column));
      }
    }
  }
}
