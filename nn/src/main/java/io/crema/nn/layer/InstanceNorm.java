package io.crema.nn.layer;

import io.crema.core.tensor.Shape;

/**
 * Instance normalization (Ulyanov, Vedaldi &amp; Lempitsky, "Instance Normalization: The Missing
 * Ingredient for Fast Stylization", 2016): over all pixels of each channel of each sample.
 *
 * <pre>{@code
 * input  [N, H, W, C] or [N, L, C]
 * output the same shape
 * gamma, beta [C]
 *
 * output = gamma * (input - mean) / sqrt(variance + epsilon) + beta
 * }</pre>
 *
 * <p>This is {@link GroupNorm} with a group for each channel. Mean and variance are those of a
 * channel in one sample, in training and in prediction alike; the variance is the mean squared
 * difference. Weight decay does not touch gamma and beta.
 *
 * @param epsilon added to the variance, above 0 and below 1
 */
public record InstanceNorm(double epsilon) implements Layer {

  /**
   * Default of {@link #epsilon}: {@value}, as in {@link BatchNorm}, PyTorch and ONNX; Keras has
   * 1e-3.
   */
  public static final double EPSILON = BatchNorm.EPSILON;

  static final String TYPE = "instance_norm";

  /**
   * Creates instance normalization.
   *
   * @param epsilon added to the variance, above 0 and below 1
   * @throws IllegalArgumentException if it is out of range
   */
  public InstanceNorm {
    Inputs.requireRange("InstanceNorm", "epsilon", Double.MIN_VALUE, 1, epsilon);
  }

  /** Creates instance normalization with the default epsilon. */
  public InstanceNorm() {
    this(EPSILON);
  }

  static InstanceNorm of(LayerConfig config) {
    return new InstanceNorm(config.number("epsilon"));
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public LayerConfig config() {
    return LayerConfig.EMPTY.with("epsilon", epsilon);
  }

  @Override
  public Shape outputShape(Shape input) {
    if (input.rank() < 2) {
      throw new IllegalArgumentException(
          "%s: expected input [H, W, C] or [L, C], got %s; to normalize features use LayerNorm"
              .formatted(this, input));
    }
    return input;
  }

  @Override
  public BoundLayer bind(Shape input, WeightFactory factory) {
    return new BoundGroupNorm(input, input.dim(input.rank() - 1), epsilon, factory);
  }

  @Override
  public String toString() {
    return new Description("InstanceNorm")
        .withIf(epsilon != EPSILON, "epsilon " + epsilon)
        .toString();
  }
}
