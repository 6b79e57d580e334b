package io.crema.nn.layer;

import io.crema.core.kernel.Kernels;
import io.crema.core.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** What the activations share: shapes stay, and the gradient follows from the output alone. */
abstract class Activation implements BoundLayer {

  /** Computes {@code n} values, possibly in place. */
  abstract void forward(Kernels kernels, int n, float[] input, float[] output);

  /** Computes the gradient of {@code n} values, possibly in place. */
  abstract void backward(Kernels kernels, int n, float[] output, float[] dOutput, float[] dInput);

  @Override
  public final void forward(Tensor input, Tensor output, Pass pass) {
    forward(pass.kernels(), input.size(), input.array(), output.array());
  }

  @Override
  public final void backward(
      Tensor input, Tensor output, Tensor dOutput, @Nullable Tensor dInput, Pass pass) {
    if (dInput != null) {
      backward(pass.kernels(), output.size(), output.array(), dOutput.array(), dInput.array());
    }
  }

  @Override
  public final boolean inPlace() {
    return true;
  }
}
