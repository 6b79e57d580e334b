package io.crema.nn.layer;

import io.crema.core.tensor.Shape;

/**
 * Batch normalization (Ioffe &amp; Szegedy, "Batch Normalization: Accelerating Deep Network
 * Training by Reducing Internal Covariate Shift", 2015) of each channel.
 *
 * <pre>{@code
 * input  [N, ..., C], such as [N, C], [N, L, C] or [N, H, W, C]
 * output [N, ..., C]
 * gamma, beta, mean, variance [C]
 *
 * output = gamma * (input - mean) / sqrt(variance + epsilon) + beta
 * }</pre>
 *
 * <p>In training, mean and variance are those of a group of samples: ghost batch normalization
 * (Hoffer, Hubara &amp; Soudry, "Train longer, generalize better", 2017). A batch is cut into the
 * fewest groups of at most {@link #groupSize} samples, whose sizes differ by at most one: 33
 * samples make groups of 11. The groups follow from the batch alone, and so do the results. {@link
 * #wholeBatch()} normalizes over the whole batch instead, as the paper does; the threads still
 * share the work.
 *
 * <p>In prediction, mean and variance are running means over the training steps: each step moves
 * them by {@code 1 - momentum} toward the mean over its groups. The variance of a group is the
 * unbiased one, divided by the number of values minus one; a group with a single value per channel
 * leaves the running variance unchanged. Running means are saved with the weights but not trained:
 * the optimizer, weight decay and gradient clipping do not touch them. Weight decay does not touch
 * gamma and beta either.
 *
 * @param momentum share of the running means that a step keeps, from 0 to below 1
 * @param epsilon added to the variance, above 0 and below 1
 * @param groupSize largest number of samples that are normalized together, from 2 to {@value
 *     #MAX_GROUP_SIZE}, or {@link #WHOLE_BATCH}
 */
public record BatchNorm(double momentum, double epsilon, int groupSize) implements Layer {

  /** Default of {@link #momentum}: {@value}. */
  public static final double MOMENTUM = 0.9;

  /** Default of {@link #epsilon}: {@value}. */
  public static final double EPSILON = 1e-5;

  /** Default of {@link #groupSize}: {@value}. */
  public static final int GROUP_SIZE = 16;

  /** Largest {@link #groupSize} that is not the whole batch: {@value}. */
  public static final int MAX_GROUP_SIZE = 1024;

  /** The {@link #groupSize} that stands for all samples of a batch, however many: {@value}. */
  public static final int WHOLE_BATCH = Integer.MAX_VALUE;

  static final String TYPE = "batch_norm";

  /**
   * Creates batch normalization.
   *
   * @param momentum share of the running means that a step keeps, from 0 to below 1
   * @param epsilon added to the variance, above 0 and below 1
   * @param groupSize largest number of samples that are normalized together, from 2 to {@value
   *     #MAX_GROUP_SIZE}, or {@link #WHOLE_BATCH}
   * @throws IllegalArgumentException if one is out of range
   */
  public BatchNorm {
    Inputs.requireRange("BatchNorm", "momentum", 0, 1, momentum);
    Inputs.requireRange("BatchNorm", "epsilon", Double.MIN_VALUE, 1, epsilon);
    Inputs.requireAtLeast("BatchNorm", "groupSize", 2, groupSize);
    if (groupSize > MAX_GROUP_SIZE && groupSize != WHOLE_BATCH) {
      throw new IllegalArgumentException(
          "BatchNorm: expected groupSize of at most %d, got %d; for all samples of a batch use"
                  .formatted(MAX_GROUP_SIZE, groupSize)
              + " wholeBatch()");
    }
  }

  /** Creates batch normalization with the defaults. */
  public BatchNorm() {
    this(MOMENTUM, EPSILON, GROUP_SIZE);
  }

  /**
   * {@return this with another group size}
   *
   * @param samples largest number of samples that are normalized together
   */
  public BatchNorm groupSize(int samples) {
    return new BatchNorm(momentum, epsilon, samples);
  }

  /** {@return this over all samples of a batch} */
  public BatchNorm wholeBatch() {
    return groupSize(WHOLE_BATCH);
  }

  static BatchNorm of(LayerConfig config) {
    return new BatchNorm(
        config.number("momentum"),
        config.number("epsilon"),
        config.flag("whole_batch", false) ? WHOLE_BATCH : config.integer("group_size"));
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public LayerConfig config() {
    LayerConfig config = LayerConfig.EMPTY.with("momentum", momentum).with("epsilon", epsilon);
    return groupSize == WHOLE_BATCH
        ? config.with("whole_batch", true)
        : config.with("group_size", groupSize);
  }

  @Override
  public Shape outputShape(Shape input) {
    Inputs.channels(this, input);
    return input;
  }

  @Override
  public BoundLayer bind(Shape input, WeightFactory factory) {
    Shape channels = Shape.of(Inputs.channels(this, input));
    return new BoundBatchNorm(
        this,
        factory.undecayed("gamma", channels, 1f),
        factory.undecayed("beta", channels, 0f),
        factory.statistic("mean", channels, 0f),
        factory.statistic("variance", channels, 1f));
  }

  @Override
  public String toString() {
    return new Description("BatchNorm")
        .withIf(momentum != MOMENTUM, "momentum " + momentum)
        .withIf(epsilon != EPSILON, "epsilon " + epsilon)
        .withIf(groupSize == WHOLE_BATCH, "whole batch")
        .withIf(groupSize != WHOLE_BATCH && groupSize != GROUP_SIZE, "groups of " + groupSize)
        .toString();
  }
}
