package io.crema.nn.layer;

import io.crema.core.tensor.Shape;

/** Refusals that name the layer, what it expected and what it got. */
final class Inputs {

  private Inputs() {}

  static void requireImage(Layer layer, Shape input) {
    if (input.rank() != 3) {
      throw new IllegalArgumentException(
          "%s: expected input [H, W, C], got %s".formatted(layer, input));
    }
  }

  /** {@return the shape of an image, refused if a tensor cannot have so many values} */
  static Shape image(Layer layer, Shape input, long height, long width, int channels) {
    if (height > Shape.MAX_SIZE / channels / width) {
      throw new IllegalArgumentException(
          "%s: expected an output of at most %d values, got input %s"
              .formatted(layer, Shape.MAX_SIZE, input));
    }
    return Shape.of((int) height, (int) width, channels);
  }

  static void requireVector(Layer layer, Shape input) {
    if (input.rank() != 1) {
      throw new IllegalArgumentException(
          "%s: expected input [features] (add Flatten before it), got %s".formatted(layer, input));
    }
  }

  static void requireAtLeast(String layer, String name, int least, int value) {
    if (value < least) {
      throw new IllegalArgumentException(
          "%s: expected %s of at least %d, got %d".formatted(layer, name, least, value));
    }
  }

  static void requireRange(String layer, String name, double from, double below, double value) {
    if (!(value >= from && value < below)) {
      throw new IllegalArgumentException(
          "%s: expected %s from %s to below %s, got %s".formatted(layer, name, from, below, value));
    }
  }
}
