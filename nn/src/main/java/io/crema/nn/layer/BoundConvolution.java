package io.crema.nn.layer;

import io.crema.core.kernel.ConvAlgorithm;
import io.crema.core.kernel.ConvGeometry;
import io.crema.core.kernel.Kernels;
import io.crema.core.tensor.Tensor;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Weights and bias of a convolution, and of a dense layer, which is one over a single pixel. */
final class BoundConvolution implements BoundLayer {

  /** Operations that take about ten times as long as handing them to another thread. */
  private static final long WORTH_A_THREAD = 500_000;

  private final ConvGeometry geometry;
  private final Parameter weights;
  private final Parameter bias;
  private final PackedWeights packed;

  BoundConvolution(ConvGeometry geometry, Parameter weights, Parameter bias) {
    this.geometry = geometry;
    this.weights = weights;
    this.bias = bias;
    this.packed = new PackedWeights(geometry, weights);
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(weights, bias);
  }

  @Override
  public String algorithm() {
    String forward = name(geometry.forwardAlgorithm());
    String backward = name(geometry.backwardDataAlgorithm());
    return forward.equals(backward) ? forward : forward + ", backward " + backward;
  }

  private static String name(ConvAlgorithm algorithm) {
    return algorithm.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public void weightsChanged(Kernels kernels) {
    packed.weightsChanged(kernels);
  }

  @Override
  public void forward(Tensor input, Tensor output, Pass pass) {
    forwardPart(0, input.shape().dim(0) * geometry.forwardUnits(), input, output, pass);
  }

  @Override
  public int forwardParts(int samples) {
    return samples * geometry.flops() < WORTH_A_THREAD ? 1 : samples * geometry.forwardUnits();
  }

  @Override
  public void forwardPart(int first, int end, Tensor input, Tensor output, Pass pass) {
    pass.kernels()
        .convForward(
            geometry,
            first,
            end,
            input.array(),
            packed.forward(pass.kernels()),
            bias.value().array(),
            null,
            pass.rectify(),
            output.array(),
            pass.scratch());
  }

  @Override
  public boolean canQuarter(Kernels kernels) {
    return kernels.poolsForward(geometry);
  }

  @Override
  public void forwardQuartered(Tensor input, Tensor output, Pass pass) {
    pass.kernels()
        .convPoolForward(
            geometry,
            input.shape().dim(0),
            input.array(),
            packed.forward(pass.kernels()),
            bias.value().array(),
            pass.rectify(),
            output.array(),
            pass.scratch());
  }

  @Override
  public void backward(
      Tensor input, Tensor output, Tensor dOutput, @Nullable Tensor dInput, Pass pass) {
    int images = input.shape().dim(0);
    Kernels kernels = pass.kernels();
    int rows = images * geometry.window().outPixels();
    kernels.addRows(
        rows, geometry.outChannels(), dOutput.array(), pass.gradient(bias), pass.scratch());
    kernels.convBackwardWeights(
        geometry, images, input.array(), dOutput.array(), pass.gradient(weights), pass.scratch());
    if (dInput != null) {
      kernels.convBackwardData(
          geometry,
          images,
          dOutput.array(),
          packed.backward(kernels),
          pass.inputRectified() ? input.array() : null,
          dInput.array(),
          pass.scratch());
    }
  }

  @Override
  public boolean readsOutput() {
    return false;
  }

  @Override
  public boolean canFold() {
    return true;
  }

  @Override
  public boolean canRectify() {
    return true;
  }

  @Override
  public boolean canMask() {
    return true;
  }
}
