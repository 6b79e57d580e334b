package io.crema.nn.layer;

import io.crema.core.kernel.Kernels;
import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Batch normalization (Ioffe &amp; Szegedy, "Batch Normalization: Accelerating Deep Network
 * Training by Reducing Internal Covariate Shift", 2015) of each channel.
 *
 * <pre>{@code
 * input  [N, H, W, C] or [N, C]
 * output [N, H, W, C] or [N, C]
 * gamma, beta, mean, variance [C]
 *
 * output = gamma * (input - mean) / sqrt(variance + epsilon) + beta
 * }</pre>
 *
 * <p>In training mean and variance are those of a group of samples and not of the whole batch:
 * ghost batch normalization (Hoffer, Hubara &amp; Soudry, "Train longer, generalize better", 2017).
 * A batch is cut into as few groups of at most {@link #groupSize} samples as there can be, whose
 * sizes differ by one at most: 33 samples go in groups of 11. The groups follow from the batch
 * alone, and so do the results.
 *
 * <p>In prediction they are running means over the steps of training: each step moves them by
 * {@code 1 - momentum} towards the mean of what its groups had. The variance of a group is taken as
 * that of a sample, divided by the number of values less one; a group of a single value to a
 * channel leaves the running variance alone. They are saved with the weights but not trained:
 * optimizer, weight decay and gradient clipping pass them by. Weight decay passes gamma and beta by
 * too.
 *
 * @param momentum share of the running means that a step keeps, from 0 to below 1
 * @param epsilon added to the variance, above 0 and below 1
 * @param groupSize most samples that are normalized together, from 2 to {@value #MAX_GROUP_SIZE}
 */
public record BatchNorm(double momentum, double epsilon, int groupSize) implements Layer {

  /** Default of {@link #momentum}: {@value}. */
  public static final double MOMENTUM = 0.9;

  /** Default of {@link #epsilon}: {@value}. */
  public static final double EPSILON = 1e-5;

  /** Default of {@link #groupSize}: {@value}. */
  public static final int GROUP_SIZE = 16;

  /** Largest {@link #groupSize}: {@value}. */
  public static final int MAX_GROUP_SIZE = 1024;

  static final String TYPE = "batch_norm";

  /**
   * Checks the numbers.
   *
   * @param momentum share of the running means that a step keeps, from 0 to below 1
   * @param epsilon added to the variance, above 0 and below 1
   * @param groupSize most samples that are normalized together, from 2 to {@value #MAX_GROUP_SIZE}
   * @throws IllegalArgumentException if one is out of range
   */
  public BatchNorm {
    Inputs.requireRange("BatchNorm", "momentum", 0, 1, momentum);
    Inputs.requireRange("BatchNorm", "epsilon", Double.MIN_VALUE, 1, epsilon);
    Inputs.requireAtLeast("BatchNorm", "groupSize", 2, groupSize);
    if (groupSize > MAX_GROUP_SIZE) {
      throw new IllegalArgumentException(
          "BatchNorm: expected groupSize of at most %d, got %d"
              .formatted(MAX_GROUP_SIZE, groupSize));
    }
  }

  /** Batch normalization with the defaults. */
  public BatchNorm() {
    this(MOMENTUM, EPSILON, GROUP_SIZE);
  }

  /**
   * {@return this with other groups}
   *
   * @param samples most samples that are normalized together
   */
  public BatchNorm groupSize(int samples) {
    return new BatchNorm(momentum, epsilon, samples);
  }

  static BatchNorm of(LayerConfig config) {
    return new BatchNorm(
        config.number("momentum"), config.number("epsilon"), config.integer("group_size"));
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public LayerConfig config() {
    return LayerConfig.EMPTY
        .with("momentum", momentum)
        .with("epsilon", epsilon)
        .with("group_size", groupSize);
  }

  @Override
  public Shape outputShape(Shape input) {
    if (input.rank() != 1 && input.rank() != 3) {
      throw new IllegalArgumentException(
          "%s: expected input [H, W, C] or [features], got %s".formatted(this, input));
    }
    return input;
  }

  @Override
  public BoundLayer bind(Shape input, WeightFactory factory) {
    Shape channels = Shape.of(input.dim(input.rank() - 1));
    return new Bound(
        this,
        factory.undecayed("gamma", channels, 1f),
        factory.undecayed("beta", channels, 0f),
        factory.statistic("mean", channels, 0f),
        factory.statistic("variance", channels, 1f));
  }

  @Override
  public String toString() {
    return "BatchNorm";
  }

  private static final class Bound implements BoundLayer {

    private final BatchNorm layer;
    private final Parameter gamma;
    private final Parameter beta;
    private final Parameter mean;
    private final Parameter variance;
    private final int channels;

    /** Of the running variance. */
    private final float[] inverseDeviation;

    /** Refuses a variance from a file that is none. */
    Bound(BatchNorm layer, Parameter gamma, Parameter beta, Parameter mean, Parameter variance) {
      this.layer = layer;
      this.gamma = gamma;
      this.beta = beta;
      this.mean = mean;
      this.variance = variance;
      channels = gamma.value().size();
      inverseDeviation = new float[channels];
      for (float value : variance.value().array()) {
        if (!(value >= 0)) {
          throw new IllegalArgumentException(
              "parameter %s: expected values of at least 0, found %s"
                  .formatted(variance.name(), value));
        }
      }
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(gamma, beta, mean, variance);
    }

    @Override
    public void weightsChanged(Kernels kernels) {
      invert(variance.value().array(), inverseDeviation);
    }

    private void invert(float[] variances, float[] inverses) {
      for (int c = 0; c < channels; c++) {
        inverses[c] = (float) (1 / Math.sqrt(variances[c] + layer.epsilon));
      }
    }

    @Override
    public void forward(Tensor input, Tensor output, Pass pass) {
      if (!pass.training()) {
        normalize(input, mean.value().array(), inverseDeviation, output, pass);
        return;
      }
      int rows = input.size() / channels;
      float[] groupMean = pass.kept(0, channels);
      float[] groupDeviation = pass.kept(1, channels);
      pass.kernels()
          .batchMoments(rows, channels, input.array(), groupMean, groupDeviation, pass.scratch());
      observe(rows, groupMean, groupDeviation, pass);
      invert(groupDeviation, groupDeviation);
      normalize(input, groupMean, groupDeviation, output, pass);
    }

    private void normalize(
        Tensor input, float[] means, float[] inverses, Tensor output, Pass pass) {
      pass.kernels()
          .normalizeForward(
              input.size() / channels,
              channels,
              input.array(),
              means,
              inverses,
              gamma.value().array(),
              beta.value().array(),
              null,
              pass.rectify(),
              output.array(),
              pass.scratch());
    }

    /** Adds a group's mean and variance to those of the groups before it. */
    private void observe(int rows, float[] groupMean, float[] groupVariance, Pass pass) {
      float[] means = pass.gradient(mean);
      float[] variances = pass.gradient(variance);
      float unbiased = (float) ((double) rows / Math.max(1, rows - 1));
      float[] observed = rows > 1 ? groupVariance : variance.value().array();
      for (int c = 0; c < channels; c++) {
        means[c] += groupMean[c];
        variances[c] += observed[c] * unbiased;
      }
    }

    @Override
    public void groupsObserved(float[][] sums, int groups) {
      follow(mean, sums, groups);
      follow(variance, sums, groups);
    }

    private void follow(Parameter statistic, float[][] sums, int groups) {
      float[] running = statistic.value().array();
      float[] sum = sums[statistic.index()];
      for (int c = 0; c < channels; c++) {
        running[c] +=
            (float) ((1 - layer.momentum) * ((double) sum[c] / groups - (double) running[c]));
      }
    }

    @Override
    public void backward(
        Tensor input, Tensor output, Tensor dOutput, @Nullable Tensor dInput, Pass pass) {
      pass.kernels()
          .normalizeBackward(
              input.size() / channels,
              channels,
              input.array(),
              pass.kept(0, channels),
              pass.kept(1, channels),
              gamma.value().array(),
              dOutput.array(),
              pass.gradient(gamma),
              pass.gradient(beta),
              dInput == null ? null : dInput.array(),
              pass.scratch());
    }

    @Override
    public boolean readsOutput() {
      return false;
    }

    @Override
    public boolean canRectify() {
      return true;
    }
  }
}
