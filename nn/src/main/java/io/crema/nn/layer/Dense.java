package io.crema.nn.layer;

import io.crema.core.kernel.ConvGeometry;
import io.crema.core.tensor.Shape;
import io.crema.nn.init.Initializer;

/**
 * A fully connected layer with a bias: {@code output = input x weights + bias}.
 *
 * <pre>{@code
 * input  [N, in]
 * output [N, units]
 * weights [in, units], bias [units]
 * }</pre>
 *
 * @param units values of one output, at least 1
 * @param initializer how the weights begin; the bias begins at zero
 */
public record Dense(int units, Initializer initializer) implements Layer {

  static final String TYPE = "dense";

  /**
   * Checks the size.
   *
   * @param units values of one output, at least 1
   * @param initializer how the weights begin; the bias begins at zero
   * @throws IllegalArgumentException if {@code units < 1}
   */
  public Dense {
    Inputs.requireAtLeast("Dense", "units", 1, units);
  }

  /**
   * A layer with weights of {@link Initializer#HE_NORMAL}.
   *
   * @param units values of one output
   */
  public Dense(int units) {
    this(units, Initializer.HE_NORMAL);
  }

  static Dense of(LayerConfig config) {
    return new Dense(config.integer("units"), config.constant("initializer", Initializer.class));
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public LayerConfig config() {
    return LayerConfig.EMPTY
        .with("units", units)
        .with("initializer", LayerConfig.nameOf(initializer));
  }

  @Override
  public Shape outputShape(Shape input) {
    Inputs.requireVector(this, input);
    return Shape.of(units);
  }

  @Override
  public long flops(Shape input) {
    return 2L * input.dim(0) * units;
  }

  @Override
  public BoundLayer bind(Shape input, WeightFactory factory) {
    int in = input.dim(0);
    return new BoundConvolution(
        ConvGeometry.matrix(in, units),
        factory.weights("weights", Shape.of(in, units), initializer, in, units),
        factory.bias("bias", Shape.of(units)));
  }

  @Override
  public String toString() {
    return "Dense(%d)".formatted(units);
  }
}
