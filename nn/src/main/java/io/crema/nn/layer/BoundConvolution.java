package io.crema.nn.layer;

import io.crema.core.kernel.ConvAlgorithm;
import io.crema.core.kernel.ConvGeometry;
import io.crema.core.kernel.DepthwiseGeometry;
import io.crema.core.kernel.Kernels;
import io.crema.core.kernel.Window;
import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.compute.Described;
import io.crema.nn.compute.Fusible;
import io.crema.nn.compute.Fusion;
import io.crema.nn.compute.PassControl;
import io.crema.nn.compute.PoolsForward;
import io.crema.nn.compute.Splittable;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A convolution with its weights, or a dense layer, which is a convolution over a single pixel. */
final class BoundConvolution implements BoundLayer, Fusible, Splittable, PoolsForward, Described {

  /** Operations that take about ten times as long as handing them to another thread. */
  private static final long WORTH_A_THREAD = 500_000;

  private static final Set<Fusion> FUSIONS = EnumSet.allOf(Fusion.class);

  private final ConvGeometry geometry;
  private final Parameter weights;
  private final @Nullable Parameter bias;
  private final PackedWeights packed;

  BoundConvolution(ConvGeometry geometry, Parameter weights, @Nullable Parameter bias) {
    this.geometry = geometry;
    this.weights = weights;
    this.bias = bias;
    this.packed = new PackedWeights(geometry, weights);
  }

  /**
   * {@return a convolution in groups of channels, where each channel by itself is a group by
   * kernels for that}
   *
   * @param window how the kernel steps over the image
   * @param channels channels of the input, a multiple of the groups
   * @param groups groups of channels
   * @param weights {@code [..., channels / groups, filters]}
   * @param bias {@code [filters]}, or null for none
   */
  static BoundLayer inGroups(
      Window window, int channels, int groups, Parameter weights, @Nullable Parameter bias) {
    Shape shape = weights.value().shape();
    int filters = shape.dim(shape.rank() - 1);
    return groups > 1 && groups == channels
        ? new BoundDepthwise(
            new DepthwiseGeometry(window, channels, filters / channels), weights, bias)
        : new BoundConvolution(new ConvGeometry(window, channels, filters, groups), weights, bias);
  }

  @Override
  public List<Parameter> parameters() {
    return bias == null ? List.of(weights) : List.of(weights, bias);
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
  public void weightsChanged() {
    packed.weightsChanged(Kernels.lookup());
  }

  @Override
  public Access access() {
    return Access.READS_INPUT;
  }

  @Override
  public Set<Fusion> fusions() {
    return FUSIONS;
  }

  private float @Nullable [] biasValues() {
    return bias == null ? null : bias.value().array();
  }

  @Override
  public void forward(Tensor input, Tensor output, Pass pass) {
    int units = input.shape().dim(0) * geometry.forwardUnits();
    forwardPart(0, units, input, output, ThreadPass.control(pass));
  }

  @Override
  public int parts(int samples) {
    return samples * geometry.flops() < WORTH_A_THREAD ? 1 : samples * geometry.forwardUnits();
  }

  @Override
  public void forwardPart(int first, int end, Tensor input, Tensor output, PassControl pass) {
    Kernels kernels = Kernels.lookup();
    Tensor addend = pass.addend();
    kernels.convForward(
        geometry,
        first,
        end,
        input.array(),
        packed.forward(kernels),
        biasValues(),
        addend == null ? null : addend.array(),
        pass.rectify(),
        output.array(),
        pass.scratch());
  }

  @Override
  public boolean poolsForward() {
    return Kernels.lookup().poolsForward(geometry);
  }

  @Override
  public void forwardPooled(Tensor input, Tensor output, PassControl pass) {
    Kernels kernels = Kernels.lookup();
    kernels.convPoolForward(
        geometry,
        input.shape().dim(0),
        input.array(),
        packed.forward(kernels),
        biasValues(),
        pass.rectify(),
        output.array(),
        pass.scratch());
  }

  @Override
  public void backward(Tensor input, Tensor output, Tensor dOutput, Tensor dInput, Pass pass) {
    int images = input.shape().dim(0);
    Kernels kernels = Kernels.lookup();
    PassControl control = ThreadPass.control(pass);
    if (bias != null) {
      int rows = images * geometry.window().outPixels();
      kernels.addRows(
          rows, geometry.outChannels(), dOutput.array(), pass.gradient(bias), control.scratch());
    }
    kernels.convBackwardWeights(
        geometry,
        images,
        input.array(),
        dOutput.array(),
        pass.gradient(weights),
        control.scratch());
    if (pass.needsInputGradient()) {
      kernels.convBackwardData(
          geometry,
          images,
          dOutput.array(),
          packed.backward(kernels),
          null,
          false,
          control.inputRectified() ? input.array() : null,
          dInput.array(),
          control.scratch());
    }
  }
}
