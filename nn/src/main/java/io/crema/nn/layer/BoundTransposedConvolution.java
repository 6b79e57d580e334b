package io.crema.nn.layer;

import io.crema.core.kernel.ConvGeometry;
import io.crema.core.kernel.Kernels;
import io.crema.core.tensor.Tensor;
import io.crema.nn.compute.Fusible;
import io.crema.nn.compute.Fusion;
import io.crema.nn.compute.PassControl;
import io.crema.nn.compute.WeightUnits;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A transposed convolution with its weights: forwards what a convolution is backwards. */
final class BoundTransposedConvolution implements BoundLayer, Fusible, WeightUnits {

  /** From the output of this layer to its input. */
  private final ConvGeometry geometry;

  private final Parameter weights;
  private final @Nullable Parameter bias;
  private final PackedWeights packed;

  BoundTransposedConvolution(ConvGeometry geometry, Parameter weights, @Nullable Parameter bias) {
    this.geometry = geometry;
    this.weights = weights;
    this.bias = bias;
    this.packed = new PackedWeights(geometry, weights);
  }

  @Override
  public List<Parameter> parameters() {
    return bias == null ? List.of(weights) : List.of(weights, bias);
  }

  @Override
  public int unitCount() {
    return geometry.inChannels();
  }

  /** Weights are {@code [kernelHeight, kernelWidth, filters / groups, groups, C / groups]}. */
  @Override
  public int unitLength() {
    return geometry.outChannels() / geometry.groups();
  }

  @Override
  public void weightsChanged() {
    packed.weightsChanged(Kernels.lookup());
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
    Kernels kernels = Kernels.lookup();
    PassControl control = ThreadPass.control(pass);
    kernels.convBackwardData(
        geometry,
        input.shape().dim(0),
        input.array(),
        packed.backward(kernels),
        bias == null ? null : bias.value().array(),
        control.rectify(),
        null,
        output.array(),
        control.scratch());
  }

  @Override
  public void backward(Tensor input, Tensor output, Tensor dOutput, Tensor dInput, Pass pass) {
    int images = input.shape().dim(0);
    Kernels kernels = Kernels.lookup();
    PassControl control = ThreadPass.control(pass);
    if (bias != null) {
      int rows = images * geometry.window().inPixels();
      kernels.addRows(
          rows, geometry.inChannels(), dOutput.array(), pass.gradient(bias), control.scratch());
    }
    kernels.convBackwardWeights(
        geometry,
        images,
        dOutput.array(),
        input.array(),
        pass.gradient(weights),
        control.scratch());
    if (pass.needsInputGradient()) {
      kernels.convForward(
          geometry,
          images,
          dOutput.array(),
          packed.forward(kernels),
          null,
          dInput.array(),
          control.scratch());
    }
  }
}
