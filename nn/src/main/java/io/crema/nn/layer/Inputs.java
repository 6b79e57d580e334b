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
  static Shape image(Layer layer, Shape input, long height, long width, long channels) {
    if (channels > Shape.MAX_SIZE || height > Shape.MAX_SIZE / channels / width) {
      throw new IllegalArgumentException(
          "%s: expected an output of at most %d values, got input %s"
              .formatted(layer, Shape.MAX_SIZE, input));
    }
    return Shape.of((int) height, (int) width, (int) channels);
  }

  static void requireVector(Layer layer, Shape input) {
    if (input.rank() != 1) {
      throw new IllegalArgumentException(
          "%s: expected input [features] (add Flatten before it), got %s".formatted(layer, input));
    }
  }

  /** Refuses a layer's own channels that make no whole groups. */
  static void requireGroups(String layer, String name, int channels, int groups) {
    requireAtLeast(layer, "groups", 1, groups);
    if (channels % groups != 0) {
      throw new IllegalArgumentException(
          "%s: expected %s of a multiple of %d groups, got %d"
              .formatted(layer, name, groups, channels));
    }
  }

  /** Refuses an input whose channels, which come last, make no whole groups. */
  static void requireGroups(Layer layer, String name, Shape input, int groups) {
    if (input.dim(input.rank() - 1) % groups != 0) {
      throw new IllegalArgumentException(
          "%s: expected input with %s a multiple of %d groups, got %s"
              .formatted(layer, name, groups, input));
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

  /** Refuses what is below {@code from} or not finite once it is rounded to float. */
  static void requireFloat(String layer, String name, double from, double value) {
    if (!(value >= from && Float.isFinite((float) value))) {
      throw new IllegalArgumentException(
          "%s: expected a finite %s of at least %s, got %s".formatted(layer, name, from, value));
    }
  }
}
