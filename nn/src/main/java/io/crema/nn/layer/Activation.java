package io.crema.nn.layer;

import io.crema.core.tensor.Tensor;

/** Base of activations: the shape stays, and the gradient follows from the output alone. */
abstract class Activation implements BoundLayer {

  /** Computes {@code n} values, possibly in place. */
  abstract void forward(int n, float[] input, float[] output);

  /** Computes the gradient of {@code n} values, possibly in place. */
  abstract void backward(int n, float[] output, float[] dOutput, float[] dInput);

  @Override
  public final void forward(Tensor input, Tensor output, Pass pass) {
    forward(input.size(), input.array(), output.array());
  }

  @Override
  public final void backward(
      Tensor input, Tensor output, Tensor dOutput, Tensor dInput, Pass pass) {
    if (pass.needsInputGradient()) {
      backward(output.size(), output.array(), dOutput.array(), dInput.array());
    }
  }

  @Override
  public final Access access() {
    return Access.IN_PLACE_READS_OUTPUT;
  }
}
