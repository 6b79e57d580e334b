package io.crema.nn.model;

import io.crema.core.kernel.Kernels;
import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.layer.BoundLayer;
import io.crema.nn.layer.Layer;
import io.crema.nn.layer.Parameter;
import io.crema.nn.layer.Pass;
import io.crema.nn.layer.WeightFactory;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Layers in a row with a shortcut around them: {@code output = input + layers(input)} (He et al.,
 * "Deep Residual Learning for Image Recognition", 2016). Input and output have the same shape, any
 * one.
 *
 * <pre>{@code
 * new Residual(new Conv2D(16, 3).same(), new ReLU(), new Conv2D(16, 3).same())
 * }</pre>
 *
 * @param layers what is inside, at least one layer; the last gives the shape that the first takes
 */
public record Residual(List<Layer> layers) implements Layer {

  /** The name in model files: {@value}. */
  public static final String TYPE = "residual";

  /**
   * Checks that there are layers.
   *
   * @param layers what is inside, at least one layer
   * @throws IllegalArgumentException if there is none
   */
  public Residual {
    layers = List.copyOf(layers);
    if (layers.isEmpty()) {
      throw new IllegalArgumentException("Residual: expected at least one layer, got none");
    }
  }

  /**
   * Layers with a shortcut around them.
   *
   * @param layers what is inside, at least one layer
   */
  public Residual(Layer... layers) {
    this(List.of(layers));
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public Shape outputShape(Shape input) {
    Shape output = input;
    for (Layer layer : layers) {
      output = layer.outputShape(output);
    }
    if (!output.equals(input)) {
      throw new IllegalArgumentException(
          "%s: expected layers that give the shape of the input, %s, got %s"
              .formatted(this, input, output));
    }
    return output;
  }

  @Override
  public long flops(Shape input) {
    long flops = 0;
    Shape shape = input;
    for (Layer layer : layers) {
      flops += layer.flops(shape);
      shape = layer.outputShape(shape);
    }
    return flops;
  }

  @Override
  public int groupSize() {
    return layers.stream().mapToInt(Layer::groupSize).max().orElse(0);
  }

  @Override
  public BoundLayer bind(Shape input, WeightFactory weights) {
    return new Bound(new Model(Network.input(input.dims()).addAll(layers), weights));
  }

  @Override
  public String toString() {
    return "Residual" + layers;
  }

  /** The layers inside are a model of their own, with a workspace in each pass. */
  static final class Bound implements BoundLayer {

    private final Model inside;
    private final Supplier<Buffers> buffers;

    Bound(Model inside) {
      this.inside = inside;
      this.buffers = () -> new Buffers(inside);
    }

    Model inside() {
      return inside;
    }

    @Override
    public List<Parameter> parameters() {
      return inside.parameters();
    }

    @Override
    public void weightsChanged(Kernels kernels) {
      inside.weightsChanged();
    }

    @Override
    public void forward(Tensor input, Tensor output, Pass pass) {
      int samples = input.shape().dim(0);
      Workspace workspace = workspace(samples, pass);
      workspace.pass().inside(pass);
      float[] shortcut = workspace.input(samples).array();
      System.arraycopy(input.array(), 0, shortcut, 0, input.size());
      Tensor result = workspace.forward(samples);
      System.arraycopy(result.array(), 0, output.array(), 0, output.size());
      pass.kernels().add(0, output.size(), shortcut, output.array());
    }

    @Override
    public void backward(
        Tensor input, Tensor output, Tensor dOutput, @Nullable Tensor dInput, Pass pass) {
      int samples = input.shape().dim(0);
      Workspace workspace = workspace(samples, pass);
      Tensor dResult = workspace.outputGradient(samples);
      System.arraycopy(dOutput.array(), 0, dResult.array(), 0, dOutput.size());
      if (dInput == null) {
        workspace.backward(samples);
        return;
      }
      Tensor dInside = workspace.backwardToInput(samples);
      if (dInput.array() != dOutput.array()) {
        System.arraycopy(dOutput.array(), 0, dInput.array(), 0, dInput.size());
      }
      pass.kernels().add(0, dInput.size(), dInside.array(), dInput.array());
    }

    @Override
    public void groupsObserved(float[][] sums, int groups) {
      inside.layers().forEach(layer -> layer.groupsObserved(sums, groups));
    }

    private Workspace workspace(int samples, Pass pass) {
      return pass.memory(this, Buffers.class, buffers).forSamples(samples);
    }

    @Override
    public boolean inPlace() {
      return true;
    }

    @Override
    public boolean readsOutput() {
      return false;
    }
  }

  /** The workspace of one pass, which grows with the samples that go through together. */
  private static final class Buffers {

    private final Model model;
    private @Nullable Workspace workspace;

    Buffers(Model model) {
      this.model = model;
    }

    Workspace forSamples(int samples) {
      Workspace planned = workspace;
      if (planned == null || planned.maxSamples() < samples) {
        planned = new Workspace(model, samples);
        workspace = planned;
      }
      return planned;
    }
  }
}
