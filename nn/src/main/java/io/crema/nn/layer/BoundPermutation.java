package io.crema.nn.layer;

import io.crema.core.kernel.Kernels;
import io.crema.core.kernel.Permutation;
import io.crema.core.tensor.Tensor;

/** A layer that gives the same values with their axes in another order. */
record BoundPermutation(Permutation permutation, Permutation inverse) implements BoundLayer {

  BoundPermutation(Permutation permutation) {
    this(permutation, permutation.inverse());
  }

  @Override
  public void forward(Tensor input, Tensor output, Pass pass) {
    int samples = input.shape().dim(0);
    Kernels.lookup().permute(permutation, samples, input.array(), output.array());
  }

  @Override
  public void backward(Tensor input, Tensor output, Tensor dOutput, Tensor dInput, Pass pass) {
    if (pass.needsInputGradient()) {
      int samples = dOutput.shape().dim(0);
      Kernels.lookup().permute(inverse, samples, dOutput.array(), dInput.array());
    }
  }

  @Override
  public Access access() {
    return Access.READS_NEITHER;
  }
}
