package io.crema.nn.confidence;

import io.crema.core.tensor.Tensor;
import io.crema.nn.io.TrainingRecord;
import io.crema.nn.metric.Accuracy;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Gives of each sample a set of classes that holds the true one with a probability that is promised
 * beforehand, whatever the model: {@code P(true class in set) >= coverage}.
 *
 * <pre>{@code
 * ConformalSets sets = ConformalSets.fit(validation.labels(), probabilities, 0.99);
 * List<Integer> classes = sets.of(model.predictProbabilities(input).toArray());
 * }</pre>
 *
 * <p>The promise is kept on average over samples like those of the fit, not in each class or for
 * each kind of picture; and it needs that the model has not learned from the samples of the fit,
 * nor been chosen by them.
 *
 * @param coverage what is promised, above 0 and below 1
 * @param threshold the least probability of the classes in a set, 0 to 1
 */
public record ConformalSets(double coverage, float threshold) {

  /** The coverage that commands promise where no other is asked for: {@value}. */
  public static final double COVERAGE = 0.99;

  private static final String NAME = "ConformalSets";
  private static final String COVERAGE_KEY = "conformalCoverage";
  private static final String THRESHOLD_KEY = "conformalThreshold";

  /**
   * Checks the ranges.
   *
   * @param coverage above 0 and below 1
   * @param threshold 0 to 1
   * @throws IllegalArgumentException if one is out of range
   */
  public ConformalSets {
    if (!(coverage > 0 && coverage < 1)) {
      throw new IllegalArgumentException(
          "%s: expected a coverage above 0 and below 1, got %s".formatted(NAME, coverage));
    }
    if (!(threshold >= 0 && threshold <= 1)) {
      throw new IllegalArgumentException(
          "%s: expected a threshold from 0 to 1, got %s".formatted(NAME, threshold));
    }
  }

  /**
   * {@return the threshold for a coverage}
   *
   * @param labels the true class of each sample, none of which the model has learned from. Not
   *     modified.
   * @param probabilities {@code [N, classes]}, what the model says of them. Not modified.
   * @param coverage what is promised, above 0 and below 1. With fewer than {@code 1 / (1 -
   *     coverage) - 1} samples, every set has all classes.
   * @throws IllegalArgumentException if shapes, labels, probabilities or the coverage are wrong
   */
  public static ConformalSets fit(int[] labels, Tensor probabilities, double coverage) {
    /*
     * Split conformal prediction (Vovk, Gammerman & Shafer, "Algorithmic Learning in a Random
     * World", 2005) with the probability of the true class as the score. A new sample's score is
     * as likely to stand at any place among the N others in order, so it is one of the greatest
     * k = ceil((N + 1) * coverage) of all N + 1 with a probability of at least the coverage.
     * Sadinle, Lei & Wasserman, "Least Ambiguous Set-Valued Classifiers with Bounded Error Levels",
     * JASA 2019, show that no other score gives smaller sets where the probabilities are right.
     * Adaptive sets (Romano, Sesia & Candes 2020) are larger: they even out the coverage between
     * easy and hard samples, of which the latter are few here.
     */
    LabelledOutputs outputs = LabelledOutputs.ofProbabilities(NAME, labels, probabilities);
    new ConformalSets(coverage, 0); // checks the coverage before the work
    float[] scores = new float[outputs.size()];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = Math.min(1, outputs.ofLabel(i));
    }
    Arrays.sort(scores);
    int left = scores.length + 1 - rank(scores.length, coverage);
    return new ConformalSets(coverage, left == 0 ? 0 : scores[left - 1]);
  }

  /** {@return ceil((samples + 1) * coverage), in decimals as the coverage is written} */
  private static int rank(int samples, double coverage) {
    return BigDecimal.valueOf(coverage)
        .multiply(BigDecimal.valueOf(samples + 1L))
        .setScale(0, RoundingMode.CEILING)
        .intValueExact();
  }

  /**
   * {@return the classes of at least the threshold, the most probable first}
   *
   * <p>The most probable is in it in any case: where all are below the threshold the set would be
   * empty otherwise. So filled, sets hold the true class more often than promised, never less.
   *
   * @param probabilities of all classes, 0 to 1. Not modified.
   * @throws IllegalArgumentException if one is out of range or not a number
   */
  public List<Integer> of(float[] probabilities) {
    LabelledOutputs.requireProbabilities(
        NAME, probabilities, probabilities.length, probabilities.length);
    return of(probabilities, 0, probabilities.length);
  }

  private List<Integer> of(float[] values, int from, int classes) {
    int best = Accuracy.largest(values, from, classes);
    return IntStream.range(0, classes)
        .filter(c -> c == best || values[from + c] >= threshold)
        .boxed()
        .sorted(Comparator.comparing(c -> -values[from + c]))
        .toList();
  }

  /**
   * {@return how often the sets hold the true class, and how large they are}
   *
   * @param labels the true class of each sample, none of which the fit had. Not modified.
   * @param probabilities {@code [N, classes]}. Not modified.
   * @throws IllegalArgumentException if shapes, labels or probabilities are wrong
   */
  public SetScore score(int[] labels, Tensor probabilities) {
    LabelledOutputs outputs = LabelledOutputs.ofProbabilities(NAME, labels, probabilities);
    int covered = 0;
    int reached = 0;
    int single = 0;
    long members = 0;
    for (int i = 0; i < outputs.size(); i++) {
      List<Integer> set = of(outputs.values(), outputs.row(i), outputs.classes());
      covered += set.contains(labels[i]) ? 1 : 0;
      reached += outputs.ofLabel(i) >= threshold ? 1 : 0;
      single += set.size() == 1 ? 1 : 0;
      members += set.size();
    }
    return new SetScore(outputs.size(), covered, reached, single, members);
  }

  /**
   * {@return a record with the coverage and the threshold in it, as {@link #recordedIn} finds them}
   *
   * @param record of the model whose probabilities were fitted
   */
  public TrainingRecord recordIn(TrainingRecord record) {
    return record
        .with(COVERAGE_KEY, Double.toString(coverage))
        .with(THRESHOLD_KEY, Float.toString(threshold));
  }

  /**
   * {@return what {@link #recordIn} wrote into a record; empty if there is none}
   *
   * @param record of a model
   * @throws IllegalArgumentException if there is one, and it is not as this class writes it
   */
  public static Optional<ConformalSets> recordedIn(TrainingRecord record) {
    String coverage = record.values().get(COVERAGE_KEY);
    String threshold = record.values().get(THRESHOLD_KEY);
    if (coverage == null || threshold == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new ConformalSets(Double.parseDouble(coverage), Float.parseFloat(threshold)));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "%s: expected numbers for %s and %s, got \"%s\" and \"%s\""
              .formatted(NAME, COVERAGE_KEY, THRESHOLD_KEY, coverage, threshold),
          e);
    }
  }
}
