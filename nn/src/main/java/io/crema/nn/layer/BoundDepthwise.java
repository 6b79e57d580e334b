package io.crema.nn.layer;

import io.crema.core.kernel.DepthwiseGeometry;
import io.crema.core.kernel.Kernels;
import io.crema.core.kernel.Scratch;
import io.crema.core.tensor.Tensor;
import io.crema.nn.compute.Fusible;
import io.crema.nn.compute.Fusion;
import io.crema.nn.compute.PassControl;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A depthwise convolution with its weights. */
record BoundDepthwise(DepthwiseGeometry geometry, Parameter weights, @Nullable Parameter bias)
    implements BoundLayer, Fusible {

  @Override
  public List<Parameter> parameters() {
    return bias == null ? List.of(weights) : List.of(weights, bias);
  }

  @Override
  public Access access() {
    return Access.READS_INPUT;
  }

  @Override
  public Set<Fusion> fusions() {
    return Set.of(Fusion.RECTIFY);
  }

  @Override
  public void forward(Tensor input, Tensor output, Pass pass) {
    PassControl control = ThreadPass.control(pass);
    Kernels.lookup()
        .depthwiseForward(
            geometry,
            input.shape().dim(0),
            input.array(),
            weights.value().array(),
            bias == null ? null : bias.value().array(),
            control.rectify(),
            output.array(),
            control.scratch());
  }

  @Override
  public void backward(Tensor input, Tensor output, Tensor dOutput, Tensor dInput, Pass pass) {
    int images = input.shape().dim(0);
    Kernels kernels = Kernels.lookup();
    Scratch scratch = ThreadPass.control(pass).scratch();
    if (bias != null) {
      int rows = images * geometry.window().outPixels();
      kernels.addRows(rows, geometry.outChannels(), dOutput.array(), pass.gradient(bias), scratch);
    }
    kernels.depthwiseBackwardWeights(
        geometry, images, input.array(), dOutput.array(), pass.gradient(weights), scratch);
    if (pass.needsInputGradient()) {
      kernels.depthwiseBackwardData(
          geometry, images, dOutput.array(), weights.value().array(), dInput.array(), scratch);
    }
  }
}
