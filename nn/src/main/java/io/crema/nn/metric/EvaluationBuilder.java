package io.crema.nn.metric;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * Counts a classifier's answers, image by image, for an {@link Evaluation}. Not for several threads
 * at once.
 */
public final class EvaluationBuilder {

  /* What the sum of a softmax may exceed 1 by, through rounding. */
  private static final float GREATEST_PROBABILITY = 1.00001f;

  private final int[][] counts;
  private final int[] imagesByRank;
  private int[] labels = new int[64];
  private int[] predictions = new int[64];
  private float[] confidences = new float[64];
  private int images;
  private boolean withProbabilities;
  private double lossSum;

  EvaluationBuilder(int classes) {
    if (classes < 2) {
      throw new IllegalArgumentException("Evaluation: expected at least 2 classes, got " + classes);
    }
    counts = new int[classes][classes];
    imagesByRank = new int[classes];
  }

  /**
   * Adds an image by what the classifier says of every class.
   *
   * @param label the true class, from 0 to {@code classes - 1}
   * @param probabilities the output of a softmax, each from 0 to 1. Not modified.
   * @param offset where the probability of class 0 is; those of the other classes follow
   * @return this
   * @throws IllegalArgumentException if the label, the offset or a probability is out of its range,
   *     or a probability is not a number
   * @throws IllegalStateException if images were added without probabilities before
   */
  public EvaluationBuilder add(int label, float[] probabilities, int offset) {
    requireClass("label", label);
    requireProbabilities(probabilities, offset);
    requireSameKind(true);
    withProbabilities = true;
    float p = probabilities[offset + label];
    lossSum -= StrictMath.log(Math.min(1, Math.max(Evaluation.LEAST_PROBABILITY, p)));
    imagesByRank[greater(p, probabilities, offset)]++;
    int predicted = Accuracy.largest(probabilities, offset, counts.length);
    count(label, predicted, Math.min(1, probabilities[offset + predicted]));
    return this;
  }

  /**
   * Adds an image by the predicted class alone.
   *
   * @param label the true class, from 0 to {@code classes - 1}
   * @param predicted the predicted class, from 0 to {@code classes - 1}
   * @return this
   * @throws IllegalArgumentException if one of the two is out of its range
   * @throws IllegalStateException if images were added with probabilities before
   */
  public EvaluationBuilder add(int label, int predicted) {
    requireClass("label", label);
    requireClass("predicted class", predicted);
    requireSameKind(false);
    count(label, predicted, 1);
    return this;
  }

  /**
   * {@return the evaluation of the images added so far}
   *
   * @throws IllegalStateException if there are none
   */
  public Evaluation build() {
    if (images == 0) {
      throw new IllegalStateException("Evaluation: expected at least 1 image, got none");
    }
    OptionalDouble loss =
        withProbabilities ? OptionalDouble.of(lossSum / images) : OptionalDouble.empty();
    return new Evaluation(
        new ConfusionMatrix(counts),
        Arrays.copyOf(labels, images),
        Arrays.copyOf(predictions, images),
        Arrays.copyOf(confidences, images),
        imagesByRank.clone(),
        loss);
  }

  private void count(int label, int predicted, float confidence) {
    if (images == predictions.length) {
      labels = Arrays.copyOf(labels, 2 * images);
      predictions = Arrays.copyOf(predictions, 2 * images);
      confidences = Arrays.copyOf(confidences, 2 * images);
    }
    labels[images] = label;
    predictions[images] = predicted;
    confidences[images++] = confidence;
    counts[label][predicted]++;
  }

  private int greater(float p, float[] probabilities, int offset) {
    int greater = 0;
    for (int c = 0; c < counts.length; c++) {
      if (probabilities[offset + c] > p) {
        greater++;
      }
    }
    return greater;
  }

  private void requireClass(String what, int label) {
    if (label < 0 || label >= counts.length) {
      throw new IllegalArgumentException(
          "Evaluation: image %d: expected a %s from 0 to %d, got %d"
              .formatted(images, what, counts.length - 1, label));
    }
  }

  private void requireProbabilities(float[] probabilities, int offset) {
    if (offset < 0 || offset > probabilities.length - counts.length) {
      throw new IllegalArgumentException(
          "Evaluation: image %d: expected %d probabilities at offset %d, got an array of %d"
              .formatted(images, counts.length, offset, probabilities.length));
    }
    for (int c = 0; c < counts.length; c++) {
      float p = probabilities[offset + c];
      if (!(p >= 0 && p <= GREATEST_PROBABILITY)) {
        throw new IllegalArgumentException(
            "Evaluation: image %d: expected a probability from 0 to 1 for class %d, got %s"
                .formatted(images, c, p));
      }
    }
  }

  private void requireSameKind(boolean probabilities) {
    if (images > 0 && probabilities != withProbabilities) {
      throw new IllegalStateException(
          "Evaluation: image %d: expected %s, as for the images before"
              .formatted(images, withProbabilities ? "probabilities" : "a predicted class alone"));
    }
  }
}
