package io.crema.nn.layer;

import io.crema.core.kernel.Permutation;
import io.crema.core.tensor.Shape;

/**
 * The order in which the pixels of a block of {@code b x b} lie in the {@code b * b * C} channels
 * of one pixel, between {@link SpaceToDepth} and {@link DepthToSpace}.
 */
public enum BlockOrder {
  /**
   * By pixels, the channels of each side by side: channel {@code (y * b + x) * C + c}. As in
   * TensorFlow and Keras; ONNX calls it DCR.
   */
  PIXELS_FIRST(0, 2, 1, 3, 4),

  /**
   * By channels, the pixels of each side by side: channel {@code (c * b + y) * b + x}. As in
   * PyTorch's {@code PixelShuffle}; ONNX calls it CRD.
   */
  CHANNELS_FIRST(0, 2, 4, 1, 3);

  /** The axes of {@code [H, b, W, b, C]} as they lie when pixels are channels. */
  @SuppressWarnings("ImmutableEnumChecker") // nobody changes it
  private final int[] axes;

  BlockOrder(int... axes) {
    this.axes = axes;
  }

  /**
   * {@return the way from an image to one of fewer pixels and more channels}
   *
   * @param image shape of the image, {@code [H, W, C]}
   * @param block rows and columns of a block, which divides H and W
   */
  Permutation toDepth(Shape image, int block) {
    int rows = image.dim(0) / block;
    int columns = image.dim(1) / block;
    return new Permutation(new int[] {rows, block, columns, block, image.dim(2)}, axes);
  }
}
