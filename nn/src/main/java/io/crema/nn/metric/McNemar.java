package io.crema.nn.metric;

import java.util.Locale;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.special.Gamma;

/**
 * McNemar's test of two classifiers by their answers to the same samples. Only samples that one has
 * right and the other wrong count: were both equally good, either would be right in half of them.
 *
 * <p>McNemar, "Note on the Sampling Error of the Difference between Correlated Proportions or
 * Percentages", Psychometrika 1947; for classifiers recommended by Dietterich, "Approximate
 * Statistical Tests for Comparing Supervised Classification Learning Algorithms", Neural
 * Computation 1998. It takes in how the test samples were drawn, not how training goes with another
 * seed.
 *
 * @param bothRight samples that both have right
 * @param onlyFirst samples that the first alone has right
 * @param onlySecond samples that the second alone has right
 * @param bothWrong samples that neither has right
 */
public record McNemar(int bothRight, int onlyFirst, int onlySecond, int bothWrong) {

  /** With fewer samples that one alone has right the p value is exact: {@value}. */
  public static final int EXACT_BELOW = 25;

  /**
   * Checks the counts.
   *
   * @param bothRight samples that both have right
   * @param onlyFirst samples that the first alone has right
   * @param onlySecond samples that the second alone has right
   * @param bothWrong samples that neither has right
   * @throws IllegalArgumentException if one is negative
   */
  public McNemar {
    if (Math.min(Math.min(bothRight, onlyFirst), Math.min(onlySecond, bothWrong)) < 0) {
      throw new IllegalArgumentException(
          "McNemar: expected counts of at least 0, got %d, %d, %d and %d"
              .formatted(bothRight, onlyFirst, onlySecond, bothWrong));
    }
  }

  /**
   * {@return the counts of two classifiers}
   *
   * @param truth the true class of each sample. Not modified.
   * @param first what the first classifier predicts. Not modified.
   * @param second what the second predicts. Not modified.
   * @throws IllegalArgumentException if the lengths differ
   */
  public static McNemar of(int[] truth, int[] first, int[] second) {
    if (first.length != truth.length || second.length != truth.length) {
      throw new IllegalArgumentException(
          "McNemar: expected two predictions for each of %d labels, got %d and %d"
              .formatted(truth.length, first.length, second.length));
    }
    int[][] counts = new int[2][2];
    for (int i = 0; i < truth.length; i++) {
      counts[first[i] == truth[i] ? 1 : 0][second[i] == truth[i] ? 1 : 0]++;
    }
    return new McNemar(counts[1][1], counts[1][0], counts[0][1], counts[0][0]);
  }

  /** {@return the number of samples that one alone has right} */
  public int discordant() {
    return Math.addExact(onlyFirst, onlySecond);
  }

  /** {@return whether the p value is that of the binomial distribution, not an approximation} */
  public boolean exact() {
    return discordant() < EXACT_BELOW;
  }

  /**
   * {@return how probable so great a difference, either way, would be if both were equally good: 0
   * to 1}
   *
   * <p>Of fewer than {@value #EXACT_BELOW} samples that one alone has right it is the binomial
   * probability; of more it comes from the chi-square distribution, with the correction for
   * continuity (Edwards, Psychometrika 1948).
   */
  public double pValue() {
    int n = discordant();
    if (exact()) {
      int fewer = Math.min(onlyFirst, onlySecond);
      return Math.min(1, 2 * new BinomialDistribution(n, 0.5).cumulativeProbability(fewer));
    }
    double difference = Math.max(0, Math.abs((double) onlyFirst - onlySecond) - 1);
    double statistic = difference * difference / n;
    return Gamma.regularizedGammaQ(0.5, statistic / 2); // the upper tail of one degree of freedom
  }

  /** {@return the p value and how it was found, such as {@code p = 0.0215 (exact binomial)}} */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "p = %.3g (%s)",
        pValue(),
        exact() ? "exact binomial" : "chi-square with correction for continuity");
  }
}
