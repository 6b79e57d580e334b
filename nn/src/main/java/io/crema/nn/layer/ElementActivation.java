package io.crema.nn.layer;

import io.crema.core.kernel.ElementFunction;
import io.crema.core.kernel.Kernels;
import io.crema.core.tensor.Tensor;

/**
 * An activation that applies one function to each value.
 *
 * @param function the function
 */
record ElementActivation(ElementFunction function) implements BoundLayer {

  @Override
  public void forward(Tensor input, Tensor output, Pass pass) {
    Kernels.lookup().activate(function, input.size(), input.array(), output.array());
  }

  @Override
  public void backward(Tensor input, Tensor output, Tensor dOutput, Tensor dInput, Pass pass) {
    if (pass.needsInputGradient()) {
      float[] at = function.readsInput() ? input.array() : output.array();
      Kernels.lookup()
          .activateBackward(function, dOutput.size(), at, dOutput.array(), dInput.array());
    }
  }

  @Override
  public Access access() {
    return function.readsInput() ? Access.READS_INPUT : Access.IN_PLACE_READS_OUTPUT;
  }
}
