package io.crema.nn.layer;

import io.crema.core.kernel.Window;
import io.crema.core.tensor.Shape;

/** What happens at the border of an image when a window steps over it. */
public enum Padding {
  /** The window stays inside: {@code out = (in - kernel) / stride + 1}. */
  VALID {
    @Override
    Window window(int inHeight, int inWidth, int height, int width, int strideH, int strideW) {
      return Window.valid(inHeight, inWidth, height, width, strideH, strideW);
    }
  },

  /**
   * Zeros around the image, so that {@code out = (in + stride - 1) / stride}; of an odd number the
   * larger half goes to the bottom and the right, as in Keras.
   */
  SAME {
    @Override
    Window window(int inHeight, int inWidth, int height, int width, int strideH, int strideW) {
      return Window.same(inHeight, inWidth, height, width, strideH, strideW);
    }
  };

  abstract Window window(
      int inHeight, int inWidth, int height, int width, int strideHeight, int strideWidth);

  /** The window over an image {@code [H, W, C]}, refused in the name of a layer. */
  Window window(Layer layer, Shape input, int height, int width, int strideH, int strideW) {
    Inputs.requireImage(layer, input);
    try {
      return window(input.dim(0), input.dim(1), height, width, strideH, strideW);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s: expected input [H, W, C] that the window fits in, got %s (%s)"
              .formatted(layer, input, e.getMessage()),
          e);
    }
  }
}
