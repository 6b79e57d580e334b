package io.crema.nn.layer;

import io.crema.core.kernel.GroupNormGeometry;
import io.crema.core.kernel.Kernels;
import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.compute.Fusible;
import io.crema.nn.compute.Fusion;
import io.crema.nn.compute.PassControl;
import java.util.List;
import java.util.Set;

/** {@link GroupNorm} or {@link InstanceNorm} with its weights. */
final class BoundGroupNorm implements BoundLayer, Fusible {

  private static final Set<Fusion> FUSIONS = Set.of(Fusion.ADD, Fusion.RECTIFY);

  private final GroupNormGeometry geometry;
  private final double epsilon;
  private final Parameter gamma;
  private final Parameter beta;

  BoundGroupNorm(Shape input, int groups, double epsilon, WeightFactory factory) {
    int channels = input.dim(input.rank() - 1);
    geometry = new GroupNormGeometry(input.size() / channels, channels, groups);
    this.epsilon = epsilon;
    gamma = factory.undecayed("gamma", Shape.of(channels), 1f);
    beta = factory.undecayed("beta", Shape.of(channels), 0f);
  }

  private double[] statistics(int samples, PassControl pass) {
    return pass.memory(this, Statistics.class, Statistics::new)
        .atLeast(2 * samples * geometry.groups());
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(gamma, beta);
  }

  @Override
  public Access access() {
    return Access.READS_INPUT;
  }

  @Override
  public Set<Fusion> fusions() {
    return FUSIONS;
  }

  @Override
  public void forward(Tensor input, Tensor output, Pass pass) {
    PassControl control = ThreadPass.control(pass);
    int samples = input.shape().dim(0);
    Tensor addend = control.addend();
    Kernels.lookup()
        .groupNormForward(
            geometry,
            samples,
            epsilon,
            input.array(),
            gamma.value().array(),
            beta.value().array(),
            statistics(samples, control),
            addend == null ? null : addend.array(),
            control.rectify(),
            output.array(),
            control.scratch());
  }

  @Override
  public void backward(Tensor input, Tensor output, Tensor dOutput, Tensor dInput, Pass pass) {
    PassControl control = ThreadPass.control(pass);
    int samples = input.shape().dim(0);
    Kernels.lookup()
        .groupNormBackward(
            geometry,
            samples,
            input.array(),
            statistics(samples, control),
            gamma.value().array(),
            dOutput.array(),
            pass.gradient(gamma),
            pass.gradient(beta),
            pass.needsInputGradient() ? dInput.array() : null,
            control.scratch());
  }
}
