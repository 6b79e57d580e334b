package io.crema.nn.confidence;

import java.util.Locale;

/**
 * How good sets of classes are.
 *
 * @param samples that have one each
 * @param covered sets that hold the true class
 * @param reached samples whose true class is at least as probable as the threshold: those that the
 *     promise is kept by. The others that are covered have a set of the most probable class alone,
 *     which would be empty otherwise.
 * @param single sets of one class
 * @param members classes in all sets
 */
public record SetScore(int samples, int covered, int reached, int single, long members) {

  /** {@return the share of sets that hold the true class: 0 to 1} */
  public double coverage() {
    return (double) covered / samples;
  }

  /** {@return the share of samples that sets would hold the class of if they might be empty} */
  public double strictCoverage() {
    return (double) reached / samples;
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
        "%.2f %% hold the true class (%.2f %% if they might be empty), mean size %.3f, %.2f %% of one"
            + " class",
        100 * coverage(),
        100 * strictCoverage(),
        meanSize(),
        100.0 * single / samples);
  }
}
