package io.crema.nn.confidence;

import io.crema.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Finds samples whose labels are probably wrong, by what a classifier says of them that has not
 * learned from them; immutable.
 *
 * <pre>{@code
 * Tensor probabilities = OutOfFold.probabilities(samples, 5, 7, train);
 * List<LabelIssue> issues = ConfidentLearning.of(samples.labels(), probabilities).issues();
 * }</pre>
 *
 * <p>Northcutt, Jiang &amp; Chuang, "Confident Learning: Estimating Uncertainty in Dataset Labels",
 * JAIR 2021.
 */
public final class ConfidentLearning {

  private static final String NAME = "ConfidentLearning";

  /** Of a sample that reaches no threshold. */
  private static final int NONE = -1;

  private final double[] thresholds;
  private final int[][] joint;
  private final int[] counts;
  private final List<LabelIssue> issues;

  private ConfidentLearning(
      double[] thresholds, int[][] joint, int[] counts, List<LabelIssue> issues) {
    this.thresholds = thresholds;
    this.joint = joint;
    this.counts = counts;
    this.issues = issues;
  }

  /**
   * {@return what the probabilities say of the labels}
   *
   * @param labels the class that each sample is labelled with. Not modified.
   * @param probabilities {@code [N, classes]}, each row from a model that has not learned from that
   *     sample. Not modified.
   * @throws IllegalArgumentException if shapes, labels or probabilities are wrong
   */
  public static ConfidentLearning of(int[] labels, Tensor probabilities) {
    /*
     * A class's threshold is the mean probability of the class among the samples labelled with it:
     * so classes that the model is less sure of have a lower one. A sample counts as confidently of
     * a class if it reaches the class's threshold, and of the most probable of several such. The
     * counts by label and by that class are the confident joint; what is off its diagonal is
     * probably labelled wrongly.
     */
    LabelledOutputs outputs = LabelledOutputs.ofProbabilities(NAME, labels, probabilities);
    int[] counts = new int[outputs.classes()];
    double[] thresholds = thresholds(outputs, counts);
    int[][] joint = new int[counts.length][counts.length];
    List<LabelIssue> issues = new ArrayList<>();
    for (int i = 0; i < outputs.size(); i++) {
      int confident = confident(outputs, i, thresholds);
      if (confident != NONE) {
        joint[labels[i]][confident]++;
        if (confident != labels[i]) {
          issues.add(issue(outputs, i, confident));
        }
      }
    }
    issues.sort(Comparator.comparing(LabelIssue::margin).reversed()); // stable
    return new ConfidentLearning(thresholds, joint, counts, List.copyOf(issues));
  }

  private static double[] thresholds(LabelledOutputs outputs, int[] counts) {
    double[] sums = new double[outputs.classes()];
    for (int i = 0; i < outputs.size(); i++) {
      counts[outputs.labels()[i]]++;
      sums[outputs.labels()[i]] += outputs.ofLabel(i);
    }
    for (int c = 0; c < sums.length; c++) {
      sums[c] = counts[c] == 0 ? Double.POSITIVE_INFINITY : sums[c] / counts[c];
    }
    return sums;
  }

  private static int confident(LabelledOutputs outputs, int sample, double[] thresholds) {
    int best = NONE;
    float greatest = -1;
    for (int c = 0; c < thresholds.length; c++) {
      float p = outputs.values()[outputs.row(sample) + c];
      if (p >= thresholds[c] && p > greatest) {
        best = c;
        greatest = p;
      }
    }
    return best;
  }

  private static LabelIssue issue(LabelledOutputs outputs, int sample, int suggested) {
    return new LabelIssue(
        sample,
        outputs.labels()[sample],
        suggested,
        outputs.ofLabel(sample),
        outputs.values()[outputs.row(sample) + suggested]);
  }

  /**
   * {@return the samples that are confidently of another class than they are labelled with, those
   * of the greatest {@linkplain LabelIssue#margin margin} first}
   */
  public List<LabelIssue> issues() {
    return issues;
  }

  /**
   * {@return for each class the least probability of a sample that is confidently of it, in a new
   * array} Infinity for a class without samples, which none is of.
   */
  public double[] thresholds() {
    return thresholds.clone();
  }

  /**
   * {@return a copy of the confident joint, {@code [label][class]}: the number of samples with the
   * label that are confidently of the class} Samples that are confidently of none are not in it.
   */
  public int[][] joint() {
    return Arrays.stream(joint).map(int[]::clone).toArray(int[][]::new);
  }

  /**
   * {@return an estimate of the share of samples that are labelled wrongly: 0 to 1}
   *
   * <p>Each row of the confident joint is scaled to the number of samples with its label, so that
   * those that are confidently of no class count like the others. Of a label none of whose samples
   * are confidently of any class, nothing is known; they count as right.
   */
  public double noise() {
    double wrong = 0;
    double samples = 0;
    for (int label = 0; label < counts.length; label++) {
      int sum = Arrays.stream(joint[label]).sum();
      samples += counts[label];
      wrong += sum == 0 ? 0 : (double) counts[label] * (sum - joint[label][label]) / sum;
    }
    return wrong / samples;
  }
}
