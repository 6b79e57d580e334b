package io.crema.nn.train;

import io.crema.nn.layer.Parameter;

/**
 * A term that training adds to the loss to keep weights small.
 *
 * <pre>{@code
 * penalty  = sum over the weights of l1 * |w| + l2 * w^2
 * gradient = l1 * sign(w) + 2 * l2 * w
 * }</pre>
 *
 * <p>That is the definition of Keras' {@code L1}, {@code L2} and {@code L1L2}. The gradient of a
 * weight that is zero has no part of l1. With plain gradient descent an L2 penalty does what weight
 * decay of twice its size does; with Adam it does not, see {@code AdamW}.
 *
 * @param l1 factor of the absolute values, at least 0 and finite
 * @param l2 factor of the squares, at least 0 and finite
 * @param biases whether it covers biases, and scale and shift of normalizations, too
 */
public record Penalty(double l1, double l2, boolean biases) {

  /** No penalty. */
  public static final Penalty NONE = new Penalty(0, 0, false);

  /**
   * Creates a penalty.
   *
   * @param l1 factor of the absolute values, at least 0 and finite
   * @param l2 factor of the squares, at least 0 and finite
   * @param biases whether it covers biases, and scale and shift of normalizations, too
   * @throws IllegalArgumentException if a factor is negative or not finite
   */
  public Penalty {
    requireFactor("l1", l1);
    requireFactor("l2", l2);
  }

  private static void requireFactor(String name, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "Penalty: expected %s of at least 0 and finite, got %s".formatted(name, value));
    }
  }

  /**
   * {@return a penalty on the absolute values of weights}
   *
   * @param factor at least 0 and finite
   */
  public static Penalty l1(double factor) {
    return l1l2(factor, 0);
  }

  /**
   * {@return a penalty on the squares of weights}
   *
   * @param factor at least 0 and finite, such as 1e-4
   */
  public static Penalty l2(double factor) {
    return l1l2(0, factor);
  }

  /**
   * {@return a penalty on both}
   *
   * @param l1 factor of the absolute values, at least 0 and finite
   * @param l2 factor of the squares, at least 0 and finite
   */
  public static Penalty l1l2(double l1, double l2) {
    return new Penalty(l1, l2, false);
  }

  /** {@return this for biases, and scale and shift of normalizations, too} */
  public Penalty withBiases() {
    return new Penalty(l1, l2, true);
  }

  /** {@return whether it is a penalty on the values of a parameter} */
  boolean covers(Parameter parameter) {
    return biases ? parameter.trained() : parameter.decayed();
  }

  boolean isNone() {
    return l1 == 0 && l2 == 0;
  }
}
