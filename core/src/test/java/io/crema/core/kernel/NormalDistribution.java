package io.crema.core.kernel;

/** The standard normal distribution in double. */
final class NormalDistribution {

  /** Below this the series needs few terms and cancels little. */
  private static final double SERIES_END = 2;

  private static final int TERMS = 60;
  private static final int LEVELS = 300;

  private NormalDistribution() {}

  static double density(double x) {
    return Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
  }

  static double probabilityUpTo(double x) {
    return x < 0 ? tail(-x) : 1 - tail(x);
  }

  /** Abramowitz and Stegun 26.2.11 near zero, the continued fraction 26.2.14 beyond. */
  private static double tail(double t) {
    if (t < SERIES_END) {
      double term = t;
      double sum = t;
      for (int k = 1; k < TERMS; k++) {
        term *= t * t / (2 * k + 1);
        sum += term;
      }
      return 0.5 - density(t) * sum;
    }
    double fraction = t;
    for (int k = LEVELS; k >= 1; k--) {
      fraction = t + k / fraction;
    }
    return density(t) / fraction;
  }
}
