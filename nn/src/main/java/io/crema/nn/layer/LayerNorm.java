package io.crema.nn.layer;

import io.crema.core.kernel.Kernels;
import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * Layer normalization (Ba, Kiros &amp; Hinton, "Layer Normalization", 2016): over the channels of
 * each pixel, or over more of the last axes of each sample.
 *
 * <pre>{@code
 * input  [N, ..., C]
 * output [N, ..., C]
 * gamma, beta [C], or the last axes that it normalizes over
 *
 * output = gamma * (input - mean) / sqrt(variance + epsilon) + beta
 * }</pre>
 *
 * <p>Mean and variance are those of the values that are normalized together, in training and in
 * prediction alike; the variance is the mean squared difference. Samples do not depend on each
 * other. Weight decay does not touch gamma and beta.
 *
 * <p>One axis is what Keras' {@code LayerNormalization} does by default; {@code axes} is the length
 * of {@code normalized_shape} of PyTorch, and {@code -axis} of ONNX.
 *
 * @param axes number of last axes to normalize over together, at least 1, or {@link #ALL_AXES}
 * @param epsilon added to the variance, above 0 and below 1
 */
public record LayerNorm(int axes, double epsilon) implements Layer {

  /** The number of {@link #axes} that stands for all of a sample, however many: {@value}. */
  public static final int ALL_AXES = Integer.MAX_VALUE;

  /**
   * Default of {@link #epsilon}: {@value}, as in {@link BatchNorm}, PyTorch and ONNX; Keras has
   * 1e-3.
   */
  public static final double EPSILON = BatchNorm.EPSILON;

  static final String TYPE = "layer_norm";

  /**
   * Creates layer normalization.
   *
   * @param axes number of last axes to normalize over together, at least 1, or {@link #ALL_AXES}
   * @param epsilon added to the variance, above 0 and below 1
   * @throws IllegalArgumentException if one is out of range
   */
  public LayerNorm {
    Inputs.requireAtLeast("LayerNorm", "axes", 1, axes);
    Inputs.requireRange("LayerNorm", "epsilon", Double.MIN_VALUE, 1, epsilon);
  }

  /** Creates layer normalization over the channels of each pixel with the default epsilon. */
  public LayerNorm() {
    this(1, EPSILON);
  }

  /**
   * {@return this over another number of axes}
   *
   * @param last number of last axes to normalize over together, at least 1
   */
  public LayerNorm axes(int last) {
    return new LayerNorm(last, epsilon);
  }

  /** {@return this over all values of a sample} */
  public LayerNorm allAxes() {
    return axes(ALL_AXES);
  }

  /**
   * {@return this with another epsilon}
   *
   * @param value added to the variance, above 0 and below 1
   */
  public LayerNorm epsilon(double value) {
    return new LayerNorm(axes, value);
  }

  static LayerNorm of(LayerConfig config) {
    return new LayerNorm(
        config.flag("all_axes", false) ? ALL_AXES : config.integer("axes"),
        config.number("epsilon"));
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public LayerConfig config() {
    LayerConfig config =
        axes == ALL_AXES
            ? LayerConfig.EMPTY.with("all_axes", true)
            : LayerConfig.EMPTY.with("axes", axes);
    return config.with("epsilon", epsilon);
  }

  @Override
  public Shape outputShape(Shape input) {
    if (axes != ALL_AXES && input.rank() < axes) {
      throw new IllegalArgumentException(
          "%s: expected input of at least %d axes, got %s; for all axes use allAxes()"
              .formatted(this, axes, input));
    }
    return input;
  }

  @Override
  public BoundLayer bind(Shape input, WeightFactory factory) {
    int[] dims = input.dims();
    int first = Math.max(0, dims.length - axes);
    Shape row = Shape.of(Arrays.copyOfRange(dims, first, dims.length));
    return new Bound(
        epsilon, factory.undecayed("gamma", row, 1f), factory.undecayed("beta", row, 0f));
  }

  @Override
  public String toString() {
    return new Description("LayerNorm")
        .withIf(axes == ALL_AXES, "all axes")
        .withIf(axes != ALL_AXES && axes != 1, axes + " axes")
        .withIf(epsilon != EPSILON, "epsilon " + epsilon)
        .toString();
  }

  private record Bound(double epsilon, Parameter gamma, Parameter beta) implements BoundLayer {

    private int columns() {
      return gamma.value().size();
    }

    private double[] statistics(int rows, Pass pass) {
      return pass.memory(this, Statistics.class, Statistics::new).atLeast(2 * rows);
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
    public void forward(Tensor input, Tensor output, Pass pass) {
      int rows = input.size() / columns();
      Kernels.lookup()
          .layerNormForward(
              rows,
              columns(),
              epsilon,
              input.array(),
              gamma.value().array(),
              beta.value().array(),
              statistics(rows, pass),
              output.array(),
              ThreadPass.control(pass).scratch());
    }

    @Override
    public void backward(Tensor input, Tensor output, Tensor dOutput, Tensor dInput, Pass pass) {
      int rows = input.size() / columns();
      Kernels.lookup()
          .layerNormBackward(
              rows,
              columns(),
              input.array(),
              statistics(rows, pass),
              gamma.value().array(),
              dOutput.array(),
              pass.gradient(gamma),
              pass.gradient(beta),
              pass.needsInputGradient() ? dInput.array() : null,
              ThreadPass.control(pass).scratch());
    }
  }
}
