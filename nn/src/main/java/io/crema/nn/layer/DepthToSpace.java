package io.crema.nn.layer;

import io.crema.core.tensor.Shape;

/**
 * Makes the channels of each pixel a square block of pixels; {@link SpaceToDepth} is the reverse.
 * After a convolution that makes the channels it enlarges images (Shi et al., "Real-Time Single
 * Image and Video Super-Resolution Using an Efficient Sub-Pixel Convolutional Neural Network",
 * 2016).
 *
 * <pre>{@code
 * input  [N, H, W, block * block * C]
 * output [N, H * block, W * block, C]
 *
 * PIXELS_FIRST:   output[y * block + i, x * block + j, c] = input[y, x, (i * block + j) * C + c]
 * CHANNELS_FIRST: output[y * block + i, x * block + j, c] = input[y, x, (c * block + i) * block + j]
 * }</pre>
 *
 * @param block rows and columns of a block, at least 1
 * @param order how the pixels of a block lie in the channels
 */
public record DepthToSpace(int block, BlockOrder order) implements Layer {

  static final String TYPE = "depth_to_space";

  /**
   * Creates a layer that makes channels pixels.
   *
   * @param block rows and columns of a block, at least 1
   * @param order how the pixels of a block lie in the channels
   * @throws IllegalArgumentException if {@code block < 1}
   */
  public DepthToSpace {
    Inputs.requireAtLeast("DepthToSpace", "block", 1, block);
  }

  /**
   * Creates a layer that makes channels pixels in the order of TensorFlow and Keras, {@link
   * BlockOrder#PIXELS_FIRST}.
   *
   * @param block rows and columns of a block
   */
  public DepthToSpace(int block) {
    this(block, BlockOrder.PIXELS_FIRST);
  }

  /** {@return this in the order of PyTorch's PixelShuffle} */
  public DepthToSpace channelsFirst() {
    return new DepthToSpace(block, BlockOrder.CHANNELS_FIRST);
  }

  static DepthToSpace of(LayerConfig config) {
    return new DepthToSpace(config.integer("block"), config.constant("order", BlockOrder.class));
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
    long pixels = (long) block * block;
    if (input.dim(2) % pixels != 0) {
      throw new IllegalArgumentException(
          "%s: expected input [H, W, C] with C that is a multiple of %d, got %s"
              .formatted(this, pixels, input));
    }
    int channels = (int) (input.dim(2) / pixels);
    return Shape.of(input.dim(0) * block, input.dim(1) * block, channels);
  }

  @Override
  public BoundLayer bind(Shape input, WeightFactory weights) {
    return new BoundPermutation(order.toDepth(outputShape(input), block).inverse());
  }

  @Override
  public String toString() {
    return new Description("DepthToSpace").with(block).blockOrder(order).toString();
  }
}
