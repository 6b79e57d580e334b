package io.crema.nn.layer;

import io.crema.core.kernel.Kernels;
import io.crema.core.kernel.Scratch;
import io.crema.core.kernel.UpsamplingGeometry;
import io.crema.core.tensor.Tensor;

/** The upsampling of an image, of which a sequence is one of a single row. */
record BoundUpSampling(UpsamplingGeometry geometry, boolean nearest) implements BoundLayer {

  @Override
  public Access access() {
    return Access.READS_NEITHER;
  }

  @Override
  public void forward(Tensor input, Tensor output, Pass pass) {
    Kernels kernels = Kernels.lookup();
    int images = input.shape().dim(0);
    if (nearest) {
      kernels.upsampleNearest(geometry, images, input.array(), output.array());
    } else {
      Scratch scratch = ThreadPass.control(pass).scratch();
      kernels.upsampleBilinear(geometry, images, input.array(), output.array(), scratch);
    }
  }

  @Override
  public void backward(Tensor input, Tensor output, Tensor dOutput, Tensor dInput, Pass pass) {
    if (!pass.needsInputGradient()) {
      return;
    }
    Kernels kernels = Kernels.lookup();
    int images = dInput.shape().dim(0);
    if (nearest) {
      kernels.upsampleNearestBackward(geometry, images, dOutput.array(), dInput.array());
    } else {
      Scratch scratch = ThreadPass.control(pass).scratch();
      kernels.upsampleBilinearBackward(geometry, images, dOutput.array(), dInput.array(), scratch);
    }
  }
}
