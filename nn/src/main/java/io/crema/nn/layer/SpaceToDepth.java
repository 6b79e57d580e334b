package io.crema.nn.layer;

import io.crema.core.tensor.Shape;

/**
 * Makes the pixels of each square block channels of one pixel; {@link DepthToSpace} is the reverse.
 *
 * <pre>{@code
 * input  [N, H, W, C]
 * output [N, H / block, W / block, block * block * C]
 *
 * PIXELS_FIRST:   output[y, x, (i * block + j) * C + c] = input[y * block + i, x * block + j, c]
 * CHANNELS_FIRST: output[y, x, (c * block + i) * block + j] = input[y * block + i, x * block + j, c]
 * }</pre>
 *
 * @param block rows and columns of a block, at least 1
 * @param order how the pixels of a block lie in the channels
 */
public record SpaceToDepth(int block, BlockOrder order) implements Layer {

  static final String TYPE = "space_to_depth";

  /**
   * Creates a layer that makes pixels channels.
   *
   * @param block rows and columns of a block, at least 1
   * @param order how the pixels of a block lie in the channels
   * @throws IllegalArgumentException if {@code block < 1}
   */
  public SpaceToDepth {
    Inputs.requireAtLeast("SpaceToDepth", "block", 1, block);
  }

  /**
   * Creates a layer that makes pixels channels in the order of TensorFlow and Keras, {@link
   * BlockOrder#PIXELS_FIRST}.
   *
   * @param block rows and columns of a block
   */
  public SpaceToDepth(int block) {
    this(block, BlockOrder.PIXELS_FIRST);
  }

  /** {@return this in the order of PyTorch's PixelUnshuffle} */
  public SpaceToDepth channelsFirst() {
    return new SpaceToDepth(block, BlockOrder.CHANNELS_FIRST);
  }

  static SpaceToDepth of(LayerConfig config) {
    return new SpaceToDepth(config.integer("block"), config.constant("order", BlockOrder.class));
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public LayerConfig config() {
    return LayerConfig.EMPTY.with("block", block).with("order", LayerConfig.nameOf(order));
  }

  @Override
  public Shape outputShape(Shape input) {
    Inputs.requireImage(this, input);
    if (input.dim(0) % block != 0 || input.dim(1) % block != 0) {
      throw new IllegalArgumentException(
          "%s: expected input [H, W, C] with H and W that are multiples of %d, got %s; add"
                  .formatted(this, block, input)
              + " ZeroPadding2D or Cropping2D before it");
    }
    int channels = block * block * input.dim(2);
    return Shape.of(input.dim(0) / block, input.dim(1) / block, channels);
  }

  @Override
  public BoundLayer bind(Shape input, WeightFactory weights) {
    return new BoundPermutation(order.toDepth(input, block));
  }

  @Override
  public String toString() {
    return new Description("SpaceToDepth").with(block).blockOrder(order).toString();
  }
}
