package io.crema.nn.layer;

import io.crema.core.tensor.Shape;

/**
 * Group normalization (Wu &amp; He, "Group Normalization", 2018): over all pixels and the channels
 * of a group, for each sample.
 *
 * <pre>{@code
 * input  [N, H, W, C], [N, L, C] or [N, C]
 * output the same shape
 * gamma, beta [C]
 *
 * output = gamma * (input - mean) / sqrt(variance + epsilon) + beta
 * }</pre>
 *
 * <p>A group has {@code C / groups} channels in a row. Mean and variance are those of a group in
 * one sample, in training and in prediction alike; the variance is the mean squared difference.
 * Samples do not depend on each other, so small batches train as well as large ones. Weight decay
 * does not touch gamma and beta.
 *
 * @param groups number of groups, at least 1, a divisor of the number of channels
 * @param epsilon added to the variance, above 0 and below 1
 */
public record GroupNorm(int groups, double epsilon) implements Layer {

  /**
   * Default of {@link #epsilon}: {@value}, as in {@link BatchNorm}, PyTorch and ONNX; Keras has
   * 1e-3.
   */
  public static final double EPSILON = BatchNorm.EPSILON;

  static final String TYPE = "group_norm";

  /**
   * Creates group normalization.
   *
   * @param groups number of groups, at least 1, a divisor of the number of channels
   * @param epsilon added to the variance, above 0 and below 1
   * @throws IllegalArgumentException if one is out of range
   */
  public GroupNorm {
    Inputs.requireAtLeast("GroupNorm", "groups", 1, groups);
    Inputs.requireRange("GroupNorm", "epsilon", Double.MIN_VALUE, 1, epsilon);
  }

  /**
   * Creates group normalization with the default epsilon.
   *
   * @param groups number of groups, at least 1, a divisor of the number of channels
   */
  public GroupNorm(int groups) {
    this(groups, EPSILON);
  }

  /**
   * {@return this with another epsilon}
   *
   * @param value added to the variance, above 0 and below 1
   */
  public GroupNorm epsilon(double value) {
    return new GroupNorm(groups, value);
  }

  static GroupNorm of(LayerConfig config) {
    return new GroupNorm(config.integer("groups"), config.number("epsilon"));
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public LayerConfig config() {
    return LayerConfig.EMPTY.with("groups", groups).with("epsilon", epsilon);
  }

  @Override
  public Shape outputShape(Shape input) {
    int channels = input.dim(input.rank() - 1);
    if (channels % groups != 0) {
      throw new IllegalArgumentException(
          "%s: expected a number of channels that %d divides, got %d in input %s"
              .formatted(this, groups, channels, input));
    }
    return input;
  }

  @Override
  public BoundLayer bind(Shape input, WeightFactory factory) {
    return new BoundGroupNorm(input, groups, epsilon, factory);
  }

  @Override
  public String toString() {
    return new Description("GroupNorm")
        .with(groups)
        .withIf(epsilon != EPSILON, "epsilon " + epsilon)
        .toString();
  }
}
