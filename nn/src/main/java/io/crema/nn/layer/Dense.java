package io.crema.nn.layer;

import io.crema.core.kernel.ConvGeometry;
import io.crema.core.kernel.Window;
import io.crema.core.tensor.Shape;
import io.crema.nn.init.Initializer;
import java.util.Arrays;

/**
 * A fully connected layer on the last axis: {@code output = input x weights + bias}, or without the
 * bias. Pixels of an image and steps of a sequence all have the same weights, as in a convolution
 * of 1x1; put {@link Flatten} before it where each is to have its own.
 *
 * <pre>{@code
 * input  [N, ..., in], such as [N, in] or [N, H, W, in]
 * output [N, ..., units]
 * weights [in, units], bias [units]
 * }</pre>
 *
 * @param units values of one output, at least 1
 * @param initializer distribution of the initial weights; the bias begins at zero
 * @param bias whether there is a bias
 */
public record Dense(int units, Initializer initializer, boolean bias) implements Layer {

  static final String TYPE = "dense";

  /**
   * Creates a dense layer.
   *
   * @param units values of one output, at least 1
   * @param initializer distribution of the initial weights; the bias begins at zero
   * @param bias whether there is a bias
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
    this(units, Initializer.HE_NORMAL, true);
  }

  /**
   * {@return this with other initial weights}
   *
   * @param other distribution of the initial weights
   */
  public Dense initializer(Initializer other) {
    return new Dense(units, other, bias);
  }

  /** {@return this with a bias, which is the default} */
  public Dense withBias() {
    return new Dense(units, initializer, true);
  }

  /** {@return this without a bias, as before a {@link BatchNorm}} */
  public Dense withoutBias() {
    return new Dense(units, initializer, false);
  }

  static Dense of(LayerConfig config) {
    return new Dense(
        config.integer("units"),
        config.constant("initializer", Initializer.class),
        config.flag("bias", true));
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public LayerConfig config() {
    return LayerConfig.EMPTY
        .with("units", units)
        .with("initializer", LayerConfig.nameOf(initializer))
        .with("bias", bias);
  }

  /** A convolution of 1x1 over an image whose columns are the second last axis. */
  private ConvGeometry geometry(Shape input) {
    int in = Inputs.channels(this, input);
    int width = input.rank() == 1 ? 1 : input.dim(input.rank() - 2);
    int height = input.size() / in / width;
    return new ConvGeometry(Window.valid(height, width, 1, 1, 1, 1), in, units);
  }

  @Override
  public Shape outputShape(Shape input) {
    Inputs.channels(this, input);
    long[] dims = Arrays.stream(input.dims()).asLongStream().toArray();
    dims[dims.length - 1] = units;
    return Inputs.output(this, input, dims);
  }

  @Override
  public long flops(Shape input) {
    return geometry(input).flops();
  }

  @Override
  public BoundLayer bind(Shape input, WeightFactory factory) {
    int in = Inputs.channels(this, input);
    return new BoundConvolution(
        geometry(input),
        factory.weights("weights", Shape.of(in, units), initializer, in, units),
        bias ? factory.bias("bias", Shape.of(units)) : null);
  }

  @Override
  public String toString() {
    return new Description("Dense").with(units).initializer(initializer).bias(bias).toString();
  }
}
