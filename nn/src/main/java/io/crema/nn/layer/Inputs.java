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
