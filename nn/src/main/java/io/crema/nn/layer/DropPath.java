package io.crema.nn.layer;

import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import java.util.Arrays;

/**
 * Stochastic depth (Huang et al., "Deep Networks with Stochastic Depth", 2016): in training sets
 * all values of a sample to zero with a probability and divides those of the other samples by what
 * remains; in prediction does nothing. At the end of a branch that is added to its input, it leaves
 * that branch out for the samples that it drops:
 *
 * <pre>{@code
 * new Residual(new Conv2D(16, 3).same(), new BatchNorm(), new DropPath(0.1))
 *
 * input  [N, ...]
 * output [N, ...]
 *
 * output(n, ...) = dropped(n) ? 0 : input(n, ...) / (1 - rate)
 * }</pre>
 *
 * <p>Which samples are dropped depends on the seed, the epoch, the sample and the layer alone.
 *
 * @param rate probability of dropping a sample, from 0 to below 1
 */
public record DropPath(double rate) implements Layer {

  static final String TYPE = "drop_path";

  /**
   * Creates stochastic depth.
   *
   * @param rate probability of dropping a sample, from 0 to below 1
   * @throws IllegalArgumentException if it is not from 0 to below 1
   */
  public DropPath {
    Inputs.requireRange("DropPath", "rate", 0, 1, rate);
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
    return "DropPath(%s)".formatted(rate);
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
        int end = (row + 1) * size;
        if (keeps(pass.seed(row), 0)) {
          for (int i = row * size; i < end; i++) {
            to.array()[i] = from.array()[i] * scale;
          }
        } else {
          Arrays.fill(to.array(), row * size, end, 0f);
        }
      }
    }
  }
}
