package io.crema.nn.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.crema.core.random.SplitMix64;
import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.layer.BoundLayer;
import io.crema.nn.layer.Layer;
import io.crema.nn.layer.Parameter;
import io.crema.nn.layer.Pass;
import io.crema.nn.layer.WeightFactory;
import io.crema.nn.model.Model;
import io.crema.nn.model.Network;
import io.crema.nn.model.Workspace;
import java.util.List;

/**
 * Compares a network's gradients by its input and by every parameter with central differences of a
 * random linear functional of its outputs, in training, through a {@link Workspace}.
 */
public final class GradientCheck {

  /**
   * Largest difference, relative to the largest component of a gradient or to {@link #LEAST}. The
   * sources of error: rounding of float outputs, 6e-8 over a step of 2^-8 or 2e-5 for each output
   * that the value reaches; curvature, 2^-16 / 6 times the third derivative.
   */
  private static final double TOLERANCE = 1e-3;

  /** Rounding of outputs near 1 does not shrink with the gradient. */
  private static final double LEAST = 0.1;

  /**
   * A large step suffers from curvature and may reach over a kink, as of ReLU; a small one from
   * rounding. A right gradient agrees with the difference over one of them.
   */
  private static final double[] STEPS = {0x1p-5, 0x1p-8, 0x1p-11};

  /** Four of the largest steps: no step makes one of {@link #separated} overtake another. */
  private static final float SPACING = 0x1p-3f;

  private static final long SEED = 1;
  private static final long EPOCH_SEED = 2;
  private static final double PARAMETER_LIMIT = 0.5;

  private final Model model;
  private final Workspace workspace;
  private final float[][] sums;
  private final Tensor inputs;
  private final float[] functional;

  private GradientCheck(Network network, Tensor inputs) {
    this.inputs = inputs;
    model = Model.initialize(network, SEED);
    for (Parameter parameter : model.parameters()) {
      if (!parameter.trained()) {
        continue;
      }
      float[] values = parameter.value().array();
      float[] random = uniform(values.length, PARAMETER_LIMIT, parameter.index());
      System.arraycopy(random, 0, values, 0, values.length);
    }
    model.weightsChanged();
    int batch = inputs.shape().dim(0);
    functional = uniform(batch * network.outputShape().size(), 1, -1);
    workspace = new Workspace(model);
    sums = new float[model.parameters().size()][];
    for (Parameter parameter : model.parameters()) {
      sums[parameter.index()] = new float[parameter.value().size()];
    }
    workspace.pass().train(sums, EPOCH_SEED);
    workspace.pass().samples(SplitMix64.permutation(batch, SEED), 0);
  }

  /**
   * Checks all gradients of a network.
   *
   * @param network the network; its parameters are set to random values, also its biases
   * @param inputs {@code [N, ...]}, N from 1 to {@link Workspace#MAX_SAMPLES}
   */
  public static void check(Network network, Tensor inputs) {
    Tap tap = new Tap();
    Network tapped = Network.input(network.inputShape().dims()).add(tap);
    for (Layer layer : network.layers()) {
      tapped = tapped.add(layer);
    }
    GradientCheck behindTap = new GradientCheck(tapped, inputs);
    behindTap.backward();
    behindTap.checkInputs(tap.gradient);
    behindTap.checkParameters();

    // As the first layer, which is not asked for the gradient by its input.
    GradientCheck alone = new GradientCheck(network, inputs);
    alone.backward();
    alone.checkParameters();
  }

  /**
   * {@return values in random order, each a few steps from all others and from zero}
   *
   * @param batch number of samples
   * @param shape shape of one sample
   */
  public static Tensor separated(int batch, Shape shape) {
    Tensor values = Tensor.zeros(shape.withBatch(batch));
    int[] ranks = SplitMix64.permutation(values.size(), SEED);
    for (int i = 0; i < ranks.length; i++) {
      values.array()[i] = (ranks[i] - ranks.length / 2 + 0.5f) * SPACING;
    }
    return values;
  }

  /**
   * {@return independent values from -1 to 1}
   *
   * @param batch number of samples
   * @param shape shape of one sample
   */
  public static Tensor uniform(int batch, Shape shape) {
    Shape batched = shape.withBatch(batch);
    return Tensor.of(batched, uniform(batched.size(), 1, -2));
  }

  private static float[] uniform(int count, double limit, long stream) {
    float[] values = new float[count];
    long seed = SplitMix64.derive(SEED, stream);
    for (int i = 0; i < count; i++) {
      values[i] = (float) (limit * (SplitMix64.at(seed, i) * 0x1p-63));
    }
    return values;
  }

  private double loss() {
    int batch = inputs.shape().dim(0);
    System.arraycopy(inputs.array(), 0, workspace.input(batch).array(), 0, inputs.size());
    Tensor outputs = workspace.forward(batch);
    double sum = 0;
    for (int i = 0; i < functional.length; i++) {
      sum += (double) functional[i] * outputs.array()[i];
    }
    return sum;
  }

  private void backward() {
    int batch = inputs.shape().dim(0);
    assertThat(loss()).isFinite();
    float[] gradient = workspace.outputGradient(batch).array();
    System.arraycopy(functional, 0, gradient, 0, functional.length);
    workspace.backward(batch);
  }

  private void checkInputs(float[] gradient) {
    assertThat(gradient).hasSize(inputs.size());
    check("input", inputs.array(), gradient);
  }

  private void checkParameters() {
    for (Parameter parameter : model.parameters()) {
      if (!parameter.trained()) {
        continue; // what is gathered for it is no gradient
      }
      check(parameter.name(), parameter.value().array(), sums[parameter.index()]);
    }
  }

  private void check(String name, float[] values, float[] gradient) {
    double largest = LEAST;
    for (float component : gradient) {
      largest = Math.max(largest, Math.abs(component));
    }
    double tolerance = TOLERANCE * largest;
    for (int i = 0; i < gradient.length; i++) {
      assertThat((double) gradient[i])
          .as("gradient by %s[%d]", name, i)
          .isCloseTo(difference(values, i, gradient[i], tolerance), within(tolerance));
    }
  }

  /** The central difference over the first step that agrees, or over the last one. */
  private double difference(float[] values, int i, double expected, double tolerance) {
    double slope = Double.NaN;
    for (double step : STEPS) {
      slope = difference(values, i, step);
      if (Math.abs(slope - expected) <= tolerance) {
        break;
      }
    }
    return slope;
  }

  private double difference(float[] values, int i, double step) {
    float middle = values[i];
    float right = (float) (middle + step);
    float left = (float) (middle - step);
    double rise = lossAt(values, i, right) - lossAt(values, i, left);
    lossAt(values, i, middle);
    return rise / ((double) right - left);
  }

  private double lossAt(float[] values, int i, float value) {
    values[i] = value;
    model.weightsChanged();
    return loss();
  }

  /** Passes its input on and keeps the gradient by it. */
  private static final class Tap implements Layer, BoundLayer {

    float[] gradient = {};

    @Override
    public String type() {
      return "tap";
    }

    @Override
    public Shape outputShape(Shape input) {
      return input;
    }

    @Override
    public BoundLayer bind(Shape input, WeightFactory weights) {
      return this;
    }

    @Override
    public void forward(Tensor input, Tensor output, Pass pass) {
      System.arraycopy(input.array(), 0, output.array(), 0, input.size());
    }

    @Override
    public void backward(Tensor input, Tensor output, Tensor dOutput, Tensor dInput, Pass pass) {
      gradient = dOutput.toArray();
    }

    @Override
    public boolean readsOutput() {
      return false;
    }

    @Override
    public List<Parameter> parameters() {
      return List.of();
    }
  }
}
