package io.crema.nn.testing;

import io.crema.core.random.SplitMix64;
import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.graph.Network;
import io.crema.nn.layer.Parameter;
import io.crema.nn.loss.Loss;
import io.crema.nn.model.Model;
import io.crema.nn.plan.BoundNetwork;
import io.crema.nn.plan.Execution;
import io.crema.nn.plan.Plan;
import io.crema.nn.plan.Purpose;
import java.util.List;

/**
 * Compares the gradients of a network or a loss with central differences, for tests of custom
 * layers, joins and losses.
 *
 * <pre>{@code
 * Network network = Network.input(5).add(new MyLayer());
 * GradientCheck.check(network, GradientCheck.uniform(3, network.inputShape()));
 * }</pre>
 *
 * <p>The network runs as in training, through the plan that training uses: once with and once
 * without the gradients by its inputs, and once with every node as a step of its own. The loss is a
 * random linear function of all outputs.
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
   * rounding. A correct gradient agrees with the difference over one of them.
   */
  private static final double[] STEPS = {0x1p-5, 0x1p-8, 0x1p-11};

  /** Four of the largest steps: no step makes one of {@link #separated} overtake another. */
  private static final float SPACING = 0x1p-3f;

  private static final long SEED = 1;
  private static final long EPOCH_SEED = 2;
  private static final double PARAMETER_LIMIT = 0.5;

  private final Model model;
  private final Execution execution;
  private final float[][] sums;
  private final List<Tensor> inputs;
  private final float[][] functionals;
  private final int batch;

  private GradientCheck(Model model, Plan plan, List<Tensor> inputs) {
    this.model = model;
    this.inputs = inputs;
    batch = inputs.get(0).shape().dim(0);
    execution = new Execution(plan, batch);
    List<Shape> outputs = model.network().outputShapes();
    functionals = new float[outputs.size()][];
    for (int i = 0; i < functionals.length; i++) {
      functionals[i] = uniform(batch * outputs.get(i).size(), 1, -1 - 3L * i);
    }
    sums = new float[model.parameters().size()][];
    for (Parameter parameter : model.parameters()) {
      sums[parameter.index()] = new float[parameter.value().size()];
    }
    execution.control().train(sums, EPOCH_SEED);
    execution.control().samples(SplitMix64.permutation(batch, SEED), 0);
  }

  /**
   * Checks all gradients of a network: by its inputs and by all parameters.
   *
   * @param network the network; its parameters are set to random values, also its biases
   * @param inputs {@code [N, ...]}, one tensor for each input of the network
   * @throws AssertionError if a gradient differs from the difference; the message names the value,
   *     expected and got
   */
  public static void check(Network network, Tensor... inputs) {
    List<Tensor> copies = List.of(inputs).stream().map(Tensor::copy).toList();
    Model model = randomized(network);
    BoundNetwork bound = new BoundNetwork(network, model.operators());

    GradientCheck whole = new GradientCheck(model, Plan.withInputGradients(bound), copies);
    whole.backward();
    whole.checkInputs();
    whole.checkParameters();

    GradientCheck alone = new GradientCheck(model, Plan.of(bound, Purpose.TRAINING), copies);
    alone.backward();
    alone.checkParameters();

    GradientCheck single = new GradientCheck(model, Plan.nodeByNode(bound), copies);
    single.backward();
    single.checkParameters();
  }

  private static Model randomized(Network network) {
    Model model = Model.initialize(network, SEED);
    for (Parameter parameter : model.parameters()) {
      if (parameter.trained()) {
        float[] values = parameter.value().array();
        float[] random = uniform(values.length, PARAMETER_LIMIT, parameter.index());
        System.arraycopy(random, 0, values, 0, values.length);
      }
    }
    model.weightsChanged();
    return model;
  }

  /**
   * Checks the gradient of a loss by the outputs of a network.
   *
   * @param loss the loss
   * @param output {@code [N, ...]}. Not modified.
   * @param target {@code [N, ...]}. Not modified.
   * @throws AssertionError if the gradient differs from the difference
   */
  public static void check(Loss loss, Tensor output, Tensor target) {
    int rows = output.shape().dim(0);
    Tensor values = output.copy();
    Tensor gradient = Tensor.zeros(output.shape());
    Tensor unused = Tensor.zeros(output.shape());
    loss.compute(values, target, 1f / rows, new double[rows], 0, gradient);
    check(
        "output",
        values.array(),
        gradient.toArray(),
        () -> {
          double[] losses = new double[rows];
          loss.compute(values, target, 1f / rows, losses, 0, unused);
          double sum = 0;
          for (double each : losses) {
            sum += each;
          }
          return sum / rows;
        });
  }

  /**
   * {@return values in random order, each a few steps from all others and from zero, for layers
   * that have kinks there, such as ReLU and max pooling}
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
    for (int i = 0; i < inputs.size(); i++) {
      Tensor from = inputs.get(i);
      System.arraycopy(from.array(), 0, execution.input(i, batch).array(), 0, from.size());
    }
    execution.forwardBatch(batch);
    double sum = 0;
    for (int i = 0; i < functionals.length; i++) {
      float[] outputs = execution.output(i, batch).array();
      for (int j = 0; j < functionals[i].length; j++) {
        sum += (double) functionals[i][j] * outputs[j];
      }
    }
    return sum;
  }

  private void backward() {
    double loss = loss();
    if (!Double.isFinite(loss)) {
      throw new AssertionError("outputs: expected finite numbers, got a sum of " + loss);
    }
    for (int i = 0; i < functionals.length; i++) {
      float[] gradient = execution.outputGradient(i, batch).array();
      System.arraycopy(functionals[i], 0, gradient, 0, functionals[i].length);
    }
    execution.backwardBatch(batch);
  }

  private void checkInputs() {
    float[][] gradients = new float[inputs.size()][];
    for (int i = 0; i < gradients.length; i++) {
      gradients[i] = execution.inputGradient(i, batch).toArray();
    }
    for (int i = 0; i < gradients.length; i++) {
      String name = model.network().inputs().get(i).name();
      check(name, inputs.get(i).array(), gradients[i], this::loss);
    }
  }

  private void checkParameters() {
    for (Parameter parameter : model.parameters()) {
      if (parameter.trained()) { // what is gathered for others is no gradient
        check(
            parameter.name(),
            parameter.value().array(),
            sums[parameter.index()],
            () -> {
              model.weightsChanged();
              return loss();
            });
      }
    }
    model.weightsChanged();
  }

  /** Computes a loss anew. */
  private interface Function {
    double value();
  }

  private static void check(String name, float[] values, float[] gradient, Function loss) {
    double largest = LEAST;
    for (float component : gradient) {
      largest = Math.max(largest, Math.abs(component));
    }
    double tolerance = TOLERANCE * largest;
    for (int i = 0; i < gradient.length; i++) {
      double slope = difference(values, i, gradient[i], tolerance, loss);
      if (!(Math.abs(slope - gradient[i]) <= tolerance)) {
        throw new AssertionError(
            "gradient by %s[%d]: expected %s by central differences, got %s"
                .formatted(name, i, slope, gradient[i]));
      }
    }
  }

  /** The central difference over the first step that agrees, or over the last one. */
  private static double difference(
      float[] values, int i, double expected, double tolerance, Function loss) {
    double slope = Double.NaN;
    for (double step : STEPS) {
      slope = difference(values, i, step, loss);
      if (Math.abs(slope - expected) <= tolerance) {
        break;
      }
    }
    return slope;
  }

  private static double difference(float[] values, int i, double step, Function loss) {
    float middle = values[i];
    float right = (float) (middle + step);
    float left = (float) (middle - step);
    values[i] = right;
    double above = loss.value();
    values[i] = left;
    double below = loss.value();
    values[i] = middle;
    return (above - below) / ((double) right - left);
  }
}
