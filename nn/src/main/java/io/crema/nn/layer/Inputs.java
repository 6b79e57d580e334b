package io.crema.nn.layer;

import io.crema.core.kernel.Window;
import io.crema.core.tensor.Shape;
import java.util.Arrays;

/** Refusals that name the layer, what it expected and what it got. */
final class Inputs {

  private Inputs() {}

  static void requireImage(Layer layer, Shape input) {
    if (input.rank() != 3) {
      throw new IllegalArgumentException(
          "%s: expected input [H, W, C], got %s".formatted(layer, input));
    }
  }

  static void requireSequence(Layer layer, Shape input) {
    if (input.rank() != 2) {
      throw new IllegalArgumentException(
          "%s: expected input [L, C], got %s".formatted(layer, input));
    }
  }

  /** Refuses a padding with which a window could lie outside of the image. */
  static void requirePaddingBelow(String layer, int window, int... padding) {
    for (int each : padding) {
      if (each >= window) {
        throw new IllegalArgumentException(
            "%s: expected padding below the %d of the window, got %d"
                .formatted(layer, window, each));
      }
    }
  }

  /** {@return the channels of an input of any rank but 0: its last axis} */
  static int channels(Layer layer, Shape input) {
    if (input.rank() == 0) {
      throw new IllegalArgumentException("%s: expected input [..., C], got []".formatted(layer));
    }
    return input.dim(input.rank() - 1);
  }

  /** {@return the window that covers an image {@code [H, W, C]}} */
  static Window whole(Shape image) {
    return Window.valid(image.dim(0), image.dim(1), image.dim(0), image.dim(1), 1, 1);
  }

  /** {@return the shape of an output, refused if a tensor cannot have so many values} */
  static Shape output(Layer layer, Shape input, long... dims) {
    long size = 1;
    for (long dim : dims) {
      if (dim > Shape.MAX_SIZE / size) {
        throw new IllegalArgumentException(
            "%s: expected an output of at most %d values, got input %s"
                .formatted(layer, Shape.MAX_SIZE, input));
      }
      size *= dim;
    }
    return Shape.of(Arrays.stream(dims).mapToInt(dim -> (int) dim).toArray());
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
