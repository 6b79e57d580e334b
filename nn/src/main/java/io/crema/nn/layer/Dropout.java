package io.crema.nn.layer;

import io.crema.core.random.SplitMix64;
import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;

/**
 * In training sets each value to zero with a probability and divides the others by what remains
 * (Srivastava et al. 2014, scaled in training); in prediction does nothing.
 *
 * <p>What is dropped depends on the seed, the epoch, the sample and the layer alone.
 *
 * @param rate probability of dropping a value, from 0 to below 1
 */
public record Dropout(double rate) implements Layer {

  static final String TYPE = "dropout";

  /**
   * Checks the rate.
   *
   * @param rate probability of dropping a value, from 0 to below 1
   * @throws IllegalArgumentException if it is not from 0 to below 1
   */
  public Dropout {
    Inputs.requireRange("Dropout", "rate", 0, 1, rate);
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public LayerConfig config() {
    return LayerConfig.EMPTY.with("rate", rate);
  }

  @Override
  public Shape outputShape(Shape input) {
    return input;
  }

  @Override
  public BoundLayer bind(Shape input, WeightFactory factory) {
    return new Bound((long) (rate * 0x1p32), (float) (1 / (1 - rate)), input.size());
  }

  @Override
  public String toString() {
    return "Dropout(%s)".formatted(rate);
  }

  /**
   * @param threshold a value is dropped if its 32 random bits are below
   * @param scale factor of what is kept
   * @param size values of one sample
   */
  private record Bound(long threshold, float scale, int size) implements BoundLayer {

    @Override
    public void forward(Tensor input, Tensor output, Pass pass) {
      if (pass.training()) {
        drop(input, output, pass);
      } else if (input.array() != output.array()) {
        System.arraycopy(input.array(), 0, output.array(), 0, input.size());
      }
    }

    @Override
    public void backward(Tensor input, Tensor output, Tensor dOutput, Tensor dInput, Pass pass) {
      if (pass.needsInputGradient()) {
        drop(dOutput, dInput, pass);
      }
    }

    private void drop(Tensor from, Tensor to, Pass pass) {
      for (int row = 0; row < from.shape().dim(0); row++) {
        long seed = pass.seed(row);
        for (int i = 0; i < size; i++) {
          boolean kept = SplitMix64.at(seed, i) >>> 32 >= threshold;
          int at = row * size + i;
          to.array()[at] = kept ? from.array()[at] * scale : 0f;
        }
      }
    }

    @Override
    public Access access() {
      return Access.IN_PLACE;
    }
  }
}
