package io.crema.nn.layer;

import io.crema.core.kernel.Kernels;
import io.crema.core.kernel.Window;
import io.crema.core.tensor.Tensor;

/** Average pooling over the windows of an image, of which a sequence is one of a single row. */
record BoundAveragePool(Window window, boolean countsPadding, int channels) implements BoundLayer {

  @Override
  public void forward(Tensor input, Tensor output, Pass pass) {
    Kernels.lookup()
        .averagePoolForward(
            window, countsPadding, channels, input.shape().dim(0), input.array(), output.array());
  }

  @Override
  public void backward(Tensor input, Tensor output, Tensor dOutput, Tensor dInput, Pass pass) {
    if (pass.needsInputGradient()) {
      Kernels.lookup()
          .averagePoolBackward(
              window,
              countsPadding,
              channels,
              input.shape().dim(0),
              dOutput.array(),
              dInput.array());
    }
  }

  @Override
  public Access access() {
    return Access.READS_NEITHER;
  }
}
