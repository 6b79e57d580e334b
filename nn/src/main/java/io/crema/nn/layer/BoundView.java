package io.crema.nn.layer;

import io.crema.core.tensor.Tensor;

/** A layer that gives the same values in another shape; in place it does nothing. */
record BoundView() implements BoundLayer {

  @Override
  public void forward(Tensor input, Tensor output, Pass pass) {
    copy(input, output);
  }

  @Override
  public void backward(Tensor input, Tensor output, Tensor dOutput, Tensor dInput, Pass pass) {
    if (pass.needsInputGradient()) {
      copy(dOutput, dInput);
    }
  }

  private static void copy(Tensor from, Tensor to) {
    if (from.array() != to.array()) {
      System.arraycopy(from.array(), 0, to.array(), 0, from.size());
    }
  }

  @Override
  public Access access() {
    return Access.IN_PLACE;
  }
}
