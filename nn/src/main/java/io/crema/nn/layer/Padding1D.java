package io.crema.nn.layer;

import io.crema.core.kernel.Axis;
import java.util.List;
import java.util.Objects;

/** What happens at the ends of a sequence when a window steps over it. Immutable. */
public final class Padding1D {

  /** The window stays inside: {@code out = (in - extent) / stride + 1}. */
  public static final Padding1D VALID = new Padding1D("valid", 0, 0);

  /**
   * Zeros at both ends, so that {@code out = (in + stride - 1) / stride}; of an odd number the
   * larger half comes after the sequence, as in Keras.
   */
  public static final Padding1D SAME = new Padding1D("same", 0, 0);

  /**
   * As many zeros before the sequence as the window is long but for one step, so that each output
   * depends on its own step and earlier ones alone, and {@code out = (in + stride - 1) / stride}.
   */
  public static final Padding1D CAUSAL = new Padding1D("causal", 0, 0);

  private static final String EXPLICIT = "explicit";
  private static final List<Padding1D> NAMED = List.of(VALID, SAME, CAUSAL);

  private final String name;
  private final int before;
  private final int after;

  private Padding1D(String name, int before, int after) {
    this.name = name;
    this.before = before;
    this.after = after;
  }

  /**
   * {@return zeros at each end, in numbers of their own}
   *
   * @param before steps before the first, at least 0
   * @param after steps after the last, at least 0
   * @throws IllegalArgumentException if one is negative
   */
  public static Padding1D of(int before, int after) {
    Inputs.requireAtLeast("padding", "before", 0, before);
    Inputs.requireAtLeast("padding", "after", 0, after);
    return before == 0 && after == 0 ? VALID : new Padding1D(EXPLICIT, before, after);
  }

  /**
   * {@return as many zeros at both ends, as PyTorch pads}
   *
   * @param size steps at each end, at least 0
   */
  public static Padding1D of(int size) {
    return of(size, size);
  }

  /** The padding of a layer, as {@link #addTo} left it there. */
  static Padding1D of(LayerConfig config) {
    if (config.values().get("padding") instanceof List) {
      int[] ends = config.integers("padding");
      if (ends.length != 2) {
        throw new IllegalArgumentException(
            "padding: expected before and after, got %d numbers".formatted(ends.length));
      }
      return of(ends[0], ends[1]);
    }
    String name = config.text("padding");
    for (Padding1D padding : NAMED) {
      if (padding.name.equals(name)) {
        return padding;
      }
    }
    throw new IllegalArgumentException(
        "padding: expected one of %s or two numbers, got %s".formatted(NAMED, name));
  }

  /** A layer's hyper-parameters and this. */
  LayerConfig addTo(LayerConfig config) {
    return name.equals(EXPLICIT)
        ? config.with("padding", before, after)
        : config.with("padding", name);
  }

  /** {@return explicit steps of zeros before the first; 0 for the constants} */
  public int before() {
    return before;
  }

  /** {@return explicit steps of zeros after the last; 0 for the constants} */
  public int after() {
    return after;
  }

  /** How a window steps over a sequence. */
  Axis axis(int in, int kernel, int stride, int dilation) {
    if (equals(SAME)) {
      return Axis.same(in, kernel, stride, dilation);
    }
    if (equals(CAUSAL)) {
      int earlier = (int) Math.min((kernel - 1L) * dilation, Integer.MAX_VALUE);
      return new Axis(in, kernel, stride, dilation, earlier, 0);
    }
    return new Axis(in, kernel, stride, dilation, before, after);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Padding1D that
        && name.equals(that.name)
        && before == that.before
        && after == that.after;
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, before, after);
  }

  /** {@return {@code valid}, {@code same}, {@code causal} or the numbers of steps} */
  @Override
  public String toString() {
    if (!name.equals(EXPLICIT)) {
      return name;
    }
    return before == after ? "padding " + before : "padding %s %s".formatted(before, after);
  }
}
