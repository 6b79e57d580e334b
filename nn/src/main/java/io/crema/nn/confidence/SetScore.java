package io.crema.nn.confidence;

import java.util.Locale;

/**
 * How good sets of classes are.
 *
 * @param samples that have one each
 * @param covered sets that hold the true class
 * @param single sets of one class
 * @param members classes in all sets
 */
public record SetScore(int samples, int covered, int single, long members) {

  /** {@return the share of sets that hold the true class: 0 to 1} */
  public double coverage() {
    return (double) covered / samples;
  }

  /** {@return the mean number of classes in a set} */
  public double meanSize() {
    return (double) members / samples;
  }

  /** {@return coverage and sizes in a few words} */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%.2f %% hold the true class, mean size %.3f, %.2f %% of one class",
        100 * coverage(),
        meanSize(),
        100.0 * single / samples);
  }
}
