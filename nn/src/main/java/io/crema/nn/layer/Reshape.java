package io.crema.nn.layer;

import io.crema.core.tensor.Shape;
import java.util.Arrays;
import java.util.List;

/**
 * Gives each sample another shape with the same values in the same order. It copies nothing.
 *
 * <pre>{@code
 * input  [N, ...]
 * output [N, dims...]
 * }</pre>
 *
 * @param dims lengths of the axes without that of the samples, each at least 1, but one may be
 *     {@link #REST}
 */
public record Reshape(List<Integer> dims) implements Layer {

  /** The length of an axis that takes the values that the other axes leave: {@value}. */
  public static final int REST = -1;

  static final String TYPE = "reshape";

  /**
   * Creates a layer that gives each sample another shape.
   *
   * @param dims lengths of the axes without that of the samples, each at least 1, but one may be
   *     {@link #REST}. Copied.
   * @throws IllegalArgumentException if there is none, one is below 1 and not {@link #REST}, more
   *     than one is {@link #REST}, or a tensor cannot have so many values
   */
  public Reshape {
    dims = List.copyOf(dims);
    boolean open = false;
    long size = 1;
    for (int dim : dims) {
      if ((dim < 1 && dim != REST) || (dim == REST && open)) {
        throw new IllegalArgumentException(
            "Reshape: expected axes of at least 1, and at most one of -1, got " + dims);
      }
      open |= dim == REST;
      size *= dim == REST ? 1 : dim;
      if (size > Shape.MAX_SIZE) {
        throw new IllegalArgumentException(
            "Reshape: expected at most %d values, got %s".formatted(Shape.MAX_SIZE, dims));
      }
    }
    if (dims.isEmpty()) {
      throw new IllegalArgumentException("Reshape: expected at least one axis, got none");
    }
  }

  /**
   * Creates a layer that gives each sample another shape.
   *
   * @param dims lengths of the axes without that of the samples, each at least 1, but one may be
   *     {@link #REST}. Not modified.
   */
  public Reshape(int... dims) {
    this(Arrays.stream(dims).boxed().toList());
  }

  static Reshape of(LayerConfig config) {
    return new Reshape(config.integers("dims"));
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public LayerConfig config() {
    return LayerConfig.EMPTY.with("dims", dims.stream().mapToInt(dim -> dim).toArray());
  }

  @Override
  public Shape outputShape(Shape input) {
    int known = dims.stream().filter(dim -> dim != REST).reduce(1, (a, b) -> a * b);
    boolean open = dims.contains(REST);
    if (open ? input.size() % known != 0 : input.size() != known) {
      throw new IllegalArgumentException(
          "%s: expected input of %s%d values, got %s of %d"
              .formatted(this, open ? "a multiple of " : "", known, input, input.size()));
    }
    int rest = input.size() / known;
    return Shape.of(dims.stream().mapToInt(dim -> dim == REST ? rest : dim).toArray());
  }

  @Override
  public BoundLayer bind(Shape input, WeightFactory weights) {
    return new BoundView();
  }

  @Override
  public String toString() {
    return Description.ofAll("Reshape", dims);
  }
}
