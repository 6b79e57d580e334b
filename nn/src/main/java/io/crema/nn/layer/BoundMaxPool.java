package io.crema.nn.layer;

import io.crema.core.kernel.Kernels;
import io.crema.core.kernel.Window;
import io.crema.core.tensor.Tensor;
import io.crema.nn.compute.Fusible;
import io.crema.nn.compute.Fusion;
import io.crema.nn.compute.PassControl;
import io.crema.nn.compute.Pooling2x2;
import java.util.Set;

/** Max pooling over the windows of an image, of which a sequence is one of a single row. */
record BoundMaxPool(Window window, int channels) implements BoundLayer, Fusible, Pooling2x2 {

  @Override
  public void forward(Tensor input, Tensor output, Pass pass) {
    Kernels.lookup()
        .maxPoolForward(window, channels, input.shape().dim(0), input.array(), output.array());
  }

  @Override
  public void backward(Tensor input, Tensor output, Tensor dOutput, Tensor dInput, Pass pass) {
    if (!pass.needsInputGradient()) {
      return;
    }
    PassControl control = ThreadPass.control(pass);
    Kernels.lookup()
        .maxPoolBackward(
            window,
            channels,
            input.shape().dim(0),
            input.array(),
            output.array(),
            dOutput.array(),
            control.inputRectified(),
            dInput.array(),
            control.scratch());
  }

  @Override
  public boolean poolsBy2x2() {
    return window.isQuartering();
  }

  @Override
  public Set<Fusion> fusions() {
    return Set.of(Fusion.MASK);
  }
}
