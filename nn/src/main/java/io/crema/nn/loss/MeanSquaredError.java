package io.crema.nn.loss;

import io.crema.core.kernel.Kernels;
import io.crema.core.tensor.Tensor;

/** The mean over a sample's values of {@code (output - target)^2}. */
public record MeanSquaredError() implements Loss {

  @Override
  public String name() {
    return "MeanSquaredError";
  }

  @Override
  public void compute(
      Tensor output,
      Tensor target,
      float scale,
      double[] losses,
      int firstLoss,
      Tensor dOutput,
      Kernels kernels) {
    int rows = output.shape().dim(0);
    kernels.meanSquaredError(
        rows,
        output.size() / rows,
        output.array(),
        target.array(),
        scale,
        losses,
        firstLoss,
        dOutput.array());
  }
}
