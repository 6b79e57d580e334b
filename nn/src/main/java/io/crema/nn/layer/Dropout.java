package io.crema.nn.layer;

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
    return new Bound(rate, input.size());
  }

  @Override
  public String toString() {
    return "Dropout(%s)".formatted(rate);
  }

  private static final class Bound extends RandomDrop {

    private final int size;

    Bound(double rate, int size) {
      super(rate);
      this.size = size;
    }

    @Override
    void drop(Tensor from, Tensor to, Pass pass) {
      for (int row = 0; row < from.shape().dim(0); row++) {
        long seed = pass.seed(row);
        for (int i = 0; i < size; i++) {
          int at = row * size + i;
          to.array()[at] = keeps(seed, i) ? from.array()[at] * scale : 0f;
        }
      }
    }
  }
}
