package io.crema.nn.confidence;

import io.crema.core.data.LabelledSamples;
import io.crema.core.data.TrainingReader;
import io.crema.core.parallel.Workers;
import io.crema.core.random.SplitMix64;
import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.model.Model;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * What models say of samples that they have not learned from: the samples are dealt out in folds,
 * each class evenly, and each fold is read by a model of the others (Stone, "Cross-Validatory
 * Choice and Assessment of Statistical Predictions", 1974).
 *
 * <p>Models learn by the samples' own {@link LabelledSamples#trainingReader()}, so from distorted
 * ones if the samples are augmented; they read the fold left out as it is. What mixes samples with
 * one another, as {@link io.crema.core.data.Mixup}, belongs into {@link Fit}: around the samples
 * that are dealt out it would mix in those of the fold left out.
 */
public final class OutOfFold {

  private OutOfFold() {}

  /** Makes models. */
  @FunctionalInterface
  public interface Fit {

    /**
     * Trains a new model.
     *
     * @param fold the number of the fold that it will read, from 0
     * @param samples those of all other folds, in their order, read in training as they all are
     * @return the model
     */
    Model fit(int fold, LabelledSamples samples);
  }

  /**
   * {@return the probability of each class for each sample, {@code [N, classes]}}
   *
   * @param samples at least as many as folds
   * @param folds the number of models to train, at least 2
   * @param seed one seed deals the same folds
   * @param workers who predicts
   * @param fit trains a model; called once a fold, in order
   * @throws IllegalArgumentException if there are fewer than 2 folds, or more than samples, or a
   *     label is not one of the classes
   */
  public static Tensor probabilities(
      LabelledSamples samples, int folds, long seed, Workers workers, Fit fit) {
    if (folds < 2 || folds > samples.size()) {
      throw new IllegalArgumentException(
          "OutOfFold: expected 2 to %d folds, got %d".formatted(samples.size(), folds));
    }
    int[] foldOf = deal(samples.labels(), samples.classes(), folds, seed);
    Tensor all = Tensor.zeros(Shape.of(samples.size(), samples.classes()));
    for (int fold = 0; fold < folds; fold++) {
      int held = fold;
      int[] rows = where(foldOf, f -> f == held);
      Model model = fit.fit(fold, new Subset(samples, where(foldOf, f -> f != held)));
      Tensor part = model.predictor(workers).predictProbabilities(new Subset(samples, rows));
      for (int i = 0; i < rows.length; i++) {
        System.arraycopy(
            part.array(),
            i * samples.classes(),
            all.array(),
            rows[i] * samples.classes(),
            samples.classes());
      }
    }
    return all;
  }

  private static int[] where(int[] foldOf, IntPredicate wanted) {
    return IntStream.range(0, foldOf.length).filter(i -> wanted.test(foldOf[i])).toArray();
  }

  /**
   * {@return the fold of each sample} Samples are dealt in random order, class by class, like one
   * stack of cards: so neither the folds nor a class's shares of them differ by more than one.
   */
  static int[] deal(int[] labels, int classes, int folds, long seed) {
    int[] next = new int[classes + 1];
    for (int i = 0; i < labels.length; i++) {
      next[LabelledSamples.requireLabel(i, labels[i], classes) + 1]++;
    }
    for (int c = 1; c < next.length; c++) {
      next[c] += next[c - 1];
    }
    int[] foldOf = new int[labels.length];
    for (int i : SplitMix64.permutation(labels.length, seed)) {
      foldOf[i] = next[labels[i]]++ % folds;
    }
    return foldOf;
  }

  /** Some of the samples. */
  @SuppressWarnings("ArrayRecordComponent") // private, and never compared
  private record Subset(LabelledSamples samples, int[] rows) implements LabelledSamples {

    @Override
    public int size() {
      return rows.length;
    }

    @Override
    public Shape inputShape() {
      return samples.inputShape();
    }

    @Override
    public int classes() {
      return samples.classes();
    }

    @Override
    public int label(int index) {
      return samples.label(rows[index]);
    }

    @Override
    public void readInput(int index, float[] to, int offset) {
      samples.readInput(rows[index], to, offset);
    }

    @Override
    public TrainingReader trainingReader() {
      TrainingReader all = samples.trainingReader();
      return (index, epochSeed, input, inputOffset, target, targetOffset) ->
          all.read(rows[index], epochSeed, input, inputOffset, target, targetOffset);
    }
  }
}
