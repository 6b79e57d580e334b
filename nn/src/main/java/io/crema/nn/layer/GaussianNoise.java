package io.crema.nn.layer;

import io.crema.core.random.Gaussian;
import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;

/**
 * In training adds independent normally distributed numbers with mean 0; in prediction does
 * nothing.
 *
 * <pre>{@code
 * input  [N, ...]
 * output [N, ...]
 *
 * output = input + deviation * gaussian
 * }</pre>
 *
 * <p>The noise depends on the seed, the epoch, the sample and the layer alone.
 *
 * @param deviation standard deviation of the noise, at least 0 and finite
 */
public record GaussianNoise(double deviation) implements Layer {

  static final String TYPE = "gaussian_noise";

  /**
   * Creates noise.
   *
   * @param deviation standard deviation of the noise, at least 0 and finite
   * @throws IllegalArgumentException if it is negative or not finite
   */
  public GaussianNoise {
    Inputs.requireRange("GaussianNoise", "deviation", 0, Double.POSITIVE_INFINITY, deviation);
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public LayerConfig config() {
    return LayerConfig.EMPTY.with("deviation", deviation);
  }

  @Override
  public Shape outputShape(Shape input) {
    return input;
  }

  @Override
  public BoundLayer bind(Shape input, WeightFactory factory) {
    return new Bound(deviation, input.size());
  }

  @Override
  public String toString() {
    return "GaussianNoise(%s)".formatted(deviation);
  }

  private record Bound(double deviation, int size) implements BoundLayer {

    @Override
    public void forward(Tensor input, Tensor output, Pass pass) {
      if (!pass.training()) {
        RandomDrop.copy(input, output);
        return;
      }
      for (int row = 0; row < input.shape().dim(0); row++) {
        long seed = pass.seed(row);
        for (int i = 0; i < size; i++) {
          int at = row * size + i;
          float noise = (float) (deviation * Gaussian.at(seed, i));
          output.array()[at] = input.array()[at] + noise;
        }
      }
    }

    @Override
    public void backward(Tensor input, Tensor output, Tensor dOutput, Tensor dInput, Pass pass) {
      if (pass.needsInputGradient()) {
        RandomDrop.copy(dOutput, dInput);
      }
    }

    @Override
    public Access access() {
      return Access.IN_PLACE;
    }
  }
}
