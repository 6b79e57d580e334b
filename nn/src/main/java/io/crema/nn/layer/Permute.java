package io.crema.nn.layer;

import io.crema.core.kernel.Permutation;
import io.crema.core.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Gives each sample's axes another order. Axes are counted from 1, as in Keras: axis 0 is that of
 * the samples and stays where it is.
 *
 * <pre>{@code
 * input  [N, H, W, C]
 * output [N, C, H, W] by Permute(3, 1, 2)
 * }</pre>
 *
 * @param axes for each axis of the output the axis of the input that it is
 */
public record Permute(List<Integer> axes) implements Layer {

  static final String TYPE = "permute";

  /**
   * Creates a layer that gives axes another order.
   *
   * @param axes for each axis of the output the axis of the input that it is, from 1. Copied.
   * @throws IllegalArgumentException unless each axis from 1 to their number is there once
   */
  public Permute {
    axes = List.copyOf(axes);
    List<Integer> ordered = IntStream.rangeClosed(1, axes.size()).boxed().toList();
    if (axes.isEmpty() || !axes.stream().sorted().toList().equals(ordered)) {
      throw new IllegalArgumentException(
          "Permute: expected each axis from 1 to their number once, got " + axes);
    }
  }

  /**
   * Creates a layer that gives axes another order.
   *
   * @param axes for each axis of the output the axis of the input that it is, from 1. Not modified.
   */
  public Permute(int... axes) {
    this(Arrays.stream(axes).boxed().toList());
  }

  static Permute of(LayerConfig config) {
    return new Permute(config.integers("axes"));
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public LayerConfig config() {
    return LayerConfig.EMPTY.with("axes", axes.stream().mapToInt(axis -> axis).toArray());
  }

  @Override
  public Shape outputShape(Shape input) {
    if (input.rank() != axes.size()) {
      throw new IllegalArgumentException(
          "%s: expected input of %d axes, got %s".formatted(this, axes.size(), input));
    }
    return Shape.of(axes.stream().mapToInt(axis -> input.dim(axis - 1)).toArray());
  }

  @Override
  public BoundLayer bind(Shape input, WeightFactory weights) {
    int[] fromZero = axes.stream().mapToInt(axis -> axis - 1).toArray();
    return new BoundPermutation(new Permutation(input.dims(), fromZero));
  }

  @Override
  public String toString() {
    return Description.ofAll("Permute", axes);
  }
}
