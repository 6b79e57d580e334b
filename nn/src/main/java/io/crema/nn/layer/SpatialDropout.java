package io.crema.nn.layer;

import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;

/**
 * In training sets whole channels of each sample to zero with a probability and divides the others
 * by what remains (Tompson et al., "Efficient Object Localization Using Convolutional Networks",
 * 2015); in prediction does nothing. Neighboring pixels are alike, so that {@link Dropout} of
 * single ones would leave most of what it drops.
 *
 * <pre>{@code
 * input  [N, H, W, C] or [N, L, C]
 * output the same shape
 *
 * output(n, y, x, c) = dropped(n, c) ? 0 : input(n, y, x, c) / (1 - rate)
 * }</pre>
 *
 * <p>It is what Keras calls {@code SpatialDropout2D} for images and {@code SpatialDropout1D} for
 * sequences, PyTorch {@code Dropout2d} and {@code Dropout1d}. What is dropped depends on the seed,
 * the epoch, the sample and the layer alone.
 *
 * @param rate probability of dropping a channel, from 0 to below 1
 */
public record SpatialDropout(double rate) implements Layer {

  static final String TYPE = "spatial_dropout";

  /**
   * Creates spatial dropout.
   *
   * @param rate probability of dropping a channel, from 0 to below 1
   * @throws IllegalArgumentException if it is not from 0 to below 1
   */
  public SpatialDropout {
    Inputs.requireRange("SpatialDropout", "rate", 0, 1, rate);
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
    if (input.rank() < 2) {
      throw new IllegalArgumentException(
          "%s: expected input [H, W, C] or [L, C], got %s; to drop single features use Dropout"
              .formatted(this, input));
    }
    return input;
  }

  @Override
  public BoundLayer bind(Shape input, WeightFactory factory) {
    return new Bound(rate, input.size(), input.dim(input.rank() - 1));
  }

  @Override
  public String toString() {
    return "SpatialDropout(%s)".formatted(rate);
  }

  private static final class Bound extends RandomDrop {

    private final int size;
    private final int channels;

    Bound(double rate, int size, int channels) {
      super(rate);
      this.size = size;
      this.channels = channels;
    }

    @Override
    void drop(Tensor from, Tensor to, Pass pass) {
      boolean[] kept = pass.memory(this, boolean[].class, () -> new boolean[channels]);
      for (int row = 0; row < from.shape().dim(0); row++) {
        long seed = pass.seed(row);
        for (int c = 0; c < channels; c++) {
          kept[c] = keeps(seed, c);
        }
        int end = (row + 1) * size;
        for (int pixel = row * size; pixel < end; pixel += channels) {
          drop(pixel, kept, from.array(), to.array());
        }
      }
    }

    private void drop(int pixel, boolean[] kept, float[] from, float[] to) {
      for (int c = 0; c < channels; c++) {
        to[pixel + c] = kept[c] ? from[pixel + c] * scale : 0f;
      }
    }
  }
}
