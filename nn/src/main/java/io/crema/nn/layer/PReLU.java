package io.crema.nn.layer;

import io.crema.core.kernel.Kernels;
import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import java.util.List;

/**
 * The rectifier with a trained slope below zero for each channel: {@code x > 0 ? x : slopes[c] * x}
 * (He et al. 2015). Channels are the last axis, in vectors, too. Weight decay does not apply to
 * slopes.
 *
 * <p>Takes any shape and keeps it. Its parameter is {@code slopes [C]}.
 *
 * @param initialSlope what all slopes begin with, finite
 */
public record PReLU(double initialSlope) implements Layer {

  /** Default of {@link #initialSlope}: {@value}. */
  public static final double INITIAL_SLOPE = 0.25;

  static final String TYPE = "prelu";

  /**
   * Checks the slope.
   *
   * @param initialSlope what all slopes begin with, finite
   * @throws IllegalArgumentException if it is no finite float
   */
  public PReLU {
    Inputs.requireFloat("PReLU", "initialSlope", -Float.MAX_VALUE, initialSlope);
  }

  /** Creates it with slopes that begin with {@value #INITIAL_SLOPE}. */
  public PReLU() {
    this(INITIAL_SLOPE);
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public LayerConfig config() {
    return LayerConfig.EMPTY.with("initial_slope", initialSlope);
  }

  @Override
  public Shape outputShape(Shape input) {
    return input;
  }

  @Override
  public BoundLayer bind(Shape input, WeightFactory factory) {
    Shape channels = Shape.of(input.dim(input.rank() - 1));
    return new Bound(factory.undecayed("slopes", channels, (float) initialSlope));
  }

  @Override
  public String toString() {
    return new Description("PReLU")
        .withIf(initialSlope != INITIAL_SLOPE, "initial slope " + initialSlope)
        .toString();
  }

  private record Bound(Parameter slopes) implements BoundLayer {

    private int channels() {
      return slopes.value().size();
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(slopes);
    }

    @Override
    public void forward(Tensor input, Tensor output, Pass pass) {
      Kernels.lookup()
          .preluForward(
              input.size() / channels(),
              channels(),
              slopes.value().array(),
              input.array(),
              output.array(),
              ThreadPass.control(pass).scratch());
    }

    @Override
    public void backward(Tensor input, Tensor output, Tensor dOutput, Tensor dInput, Pass pass) {
      Kernels.lookup()
          .preluBackward(
              input.size() / channels(),
              channels(),
              slopes.value().array(),
              input.array(),
              dOutput.array(),
              pass.gradient(slopes),
              dInput.array(),
              ThreadPass.control(pass).scratch());
    }

    @Override
    public Access access() {
      return Access.READS_INPUT;
    }
  }
}
