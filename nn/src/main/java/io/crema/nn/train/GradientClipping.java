package io.crema.nn.train;

/**
 * A limit on gradients before each step.
 *
 * @param kind what is limited
 * @param limit above 0
 */
public record GradientClipping(Kind kind, double limit) {

  /** No limit. */
  public static final GradientClipping NONE =
      new GradientClipping(Kind.NONE, Double.POSITIVE_INFINITY);

  /** What is limited. */
  public enum Kind {
    /** Nothing. */
    NONE,
    /** The Euclidean length of the gradient by all parameters (Pascanu et al. 2013). */
    NORM,
    /** The absolute value of each component. */
    VALUE
  }

  /**
   * Checks the limit.
   *
   * @param kind what is limited
   * @param limit above 0
   * @throws IllegalArgumentException if it is not above 0
   */
  public GradientClipping {
    if (!(limit > 0)) {
      throw new IllegalArgumentException(
          "GradientClipping: expected a limit above 0, got " + limit);
    }
  }

  /**
   * {@return a limit on the length of the whole gradient: a longer one is scaled down}
   *
   * @param limit above 0
   */
  public static GradientClipping norm(double limit) {
    return new GradientClipping(Kind.NORM, limit);
  }

  /**
   * {@return a limit on each component}
   *
   * @param limit above 0
   */
  public static GradientClipping value(double limit) {
    return new GradientClipping(Kind.VALUE, limit);
  }
}
