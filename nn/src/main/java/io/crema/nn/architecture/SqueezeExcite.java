package io.crema.nn.architecture;

import io.crema.core.tensor.Shape;
import io.crema.nn.graph.Block;
import io.crema.nn.graph.Node;
import io.crema.nn.layer.Dense;
import io.crema.nn.layer.GlobalAveragePool2D;
import io.crema.nn.layer.Multiply;
import io.crema.nn.layer.ReLU;
import io.crema.nn.layer.Sigmoid;

/**
 * Squeeze and excitation: multiplies each channel by a factor from 0 to 1 that depends on the means
 * of all channels (Hu, Shen &amp; Sun, "Squeeze-and-Excitation Networks", 2018).
 *
 * <pre>{@code
 * input  [N, H, W, C]
 * output [N, H, W, C]
 *
 * means   = mean of each channel                    [N, C]
 * factors = sigmoid(Dense(C)(relu(Dense(C / ratio)(means))))
 * output  = input * factors
 * }</pre>
 *
 * @param ratio by how much the inner layer is smaller than the number of channels, at least 1
 */
public record SqueezeExcite(int ratio) implements Block {

  /** The ratio of the paper: {@value}. */
  public static final int DEFAULT_RATIO = 16;

  /**
   * Creates the block.
   *
   * @param ratio by how much the inner layer is smaller than the number of channels, at least 1
   * @throws IllegalArgumentException if it is below 1
   */
  public SqueezeExcite {
    if (ratio < 1) {
      throw new IllegalArgumentException(
          "SqueezeExcite: expected a ratio of at least 1, got " + ratio);
    }
  }

  /** Creates the block with a ratio of {@value #DEFAULT_RATIO}. */
  public SqueezeExcite() {
    this(DEFAULT_RATIO);
  }

  @Override
  public Node expand(Node input) {
    Shape shape = input.shape();
    if (shape.rank() != 3) {
      throw new IllegalArgumentException(
          "%s: expected input [H, W, C], got %s".formatted(this, shape));
    }
    int channels = shape.dim(2);
    Node factors =
        input
            .then("squeeze", new GlobalAveragePool2D())
            .then(new Dense(Math.max(1, channels / ratio)))
            .then(new ReLU())
            .then(new Dense(channels))
            .then("excite", new Sigmoid());
    return Node.join(new Multiply(), input, factors);
  }

  @Override
  public String toString() {
    return "SqueezeExcite(" + ratio + ")";
  }
}
