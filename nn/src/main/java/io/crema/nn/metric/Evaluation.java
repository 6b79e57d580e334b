package io.crema.nn.metric;

import io.crema.core.data.ClassNames;
import io.crema.core.tensor.Tensor;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The result of scoring a classifier on labelled images; immutable.
 *
 * <p>The predicted class is the one of greatest probability, the first of them if several are
 * equal. Made from all images at once by {@link #of}, or image by image:
 *
 * <pre>{@code
 * EvaluationBuilder builder = Evaluation.builder(10);
 * builder.add(label, probabilities, 0);   // for every image
 * Evaluation evaluation = builder.build();
 * System.out.println(evaluation.report());
 * }</pre>
 *
 * <p>The means over classes leave out classes that occur neither among the true nor among the
 * predicted ones, as scikit-learn does; {@link #absentClasses()} has them.
 */
public final class Evaluation {

  /** The confidence level of {@link #accuracyInterval()}: {@value}. */
  public static final double CONFIDENCE = 0.95;

  /**
   * The least probability of the true class that {@link #loss()} reckons with: {@value}. One image
   * adds 16.1 to the sum at most.
   */
  public static final double LEAST_PROBABILITY = 1e-7;

  private final ConfusionMatrix confusionMatrix;
  private final int[] labels;
  private final int[] predictions;
  private final float[] confidences;

  /* At r, the number of images of which r classes are more probable than the true one. */
  private final int[] imagesByRank;
  private final OptionalDouble loss;

  Evaluation(
      ConfusionMatrix confusionMatrix,
      int[] labels,
      int[] predictions,
      float[] confidences,
      int[] imagesByRank,
      OptionalDouble loss) {
    this.confusionMatrix = confusionMatrix;
    this.labels = labels;
    this.predictions = predictions;
    this.confidences = confidences;
    this.imagesByRank = imagesByRank;
    this.loss = loss;
  }

  /**
   * {@return the evaluation of images whose probabilities are known}
   *
   * @param truth the true class of each image, from 0. Not modified.
   * @param probabilities {@code [N, classes]}, the output of a softmax, each from 0 to 1. Not
   *     modified.
   * @throws IllegalArgumentException if the probabilities are not of rank 2, or N is not the number
   *     of labels, or a label or a probability is out of its range or not a number
   */
  public static Evaluation of(int[] truth, Tensor probabilities) {
    if (probabilities.shape().rank() != 2 || probabilities.shape().dim(0) != truth.length) {
      throw new IllegalArgumentException(
          "Evaluation: expected probabilities [%d, classes] for %d labels, got %s"
              .formatted(truth.length, truth.length, probabilities.shape()));
    }
    int classes = probabilities.shape().dim(1);
    EvaluationBuilder builder = builder(classes);
    for (int image = 0; image < truth.length; image++) {
      builder.add(truth[image], probabilities.array(), image * classes);
    }
    return builder.build();
  }

  /**
   * {@return the evaluation of images of which only the predicted class is known} It has no loss
   * and no top-k accuracy.
   *
   * @param classes the number of classes, at least 2
   * @param truth the true class of each image, from 0 to {@code classes - 1}. Not modified.
   * @param predicted the predicted class of each image, from 0 to {@code classes - 1}. Not
   *     modified.
   * @throws IllegalArgumentException if there are no images, or not as many labels as predictions,
   *     or one of either is out of its range
   */
  public static Evaluation ofPredictions(int classes, int[] truth, int[] predicted) {
    if (truth.length == 0 || truth.length != predicted.length) {
      throw new IllegalArgumentException(
          "Evaluation: expected as many predictions as labels and at least 1, got %d and %d"
              .formatted(predicted.length, truth.length));
    }
    EvaluationBuilder builder = builder(classes);
    for (int image = 0; image < truth.length; image++) {
      builder.add(truth[image], predicted[image]);
    }
    return builder.build();
  }

  /**
   * {@return an empty builder}
   *
   * @param classes the number of classes, at least 2
   * @throws IllegalArgumentException if there are fewer than 2 classes
   */
  public static EvaluationBuilder builder(int classes) {
    return new EvaluationBuilder(classes);
  }

  /** {@return the number of images} */
  public int images() {
    return predictions.length;
  }

  /** {@return the number of classes} */
  public int classes() {
    return confusionMatrix.classes();
  }

  /** {@return how often images of one class were predicted to be of another} */
  public ConfusionMatrix confusionMatrix() {
    return confusionMatrix;
  }

  /** {@return a copy of the predicted classes, in the order in which the images were added} */
  public int[] predictions() {
    return predictions.clone();
  }

  /** {@return a copy of the true classes, in the order in which the images were added} */
  public int[] labels() {
    return labels.clone();
  }

  /**
   * {@return a copy of the probabilities of the predicted classes, 0 to 1, in the order in which
   * the images were added}
   *
   * @throws IllegalStateException if the images came without probabilities
   */
  public float[] confidences() {
    requireProbabilities("confidences");
    return confidences.clone();
  }

  /**
   * {@return how far the confidences agree with the accuracy}
   *
   * @throws IllegalStateException if the images came without probabilities
   */
  public Calibration calibration() {
    requireProbabilities("calibration");
    return Calibration.of(labels, predictions, confidences);
  }

  /** {@return the share of images whose predicted class is the true one: 0 to 1} */
  public double accuracy() {
    return (double) confusionMatrix.correct() / images();
  }

  /**
   * {@return the interval that holds the accuracy on all such images, of which these are a sample,
   * with a confidence of {@value #CONFIDENCE}; see {@link Interval#wilson}}
   */
  public Interval accuracyInterval() {
    return Interval.wilson(confusionMatrix.correct(), images(), CONFIDENCE);
  }

  /**
   * {@return the share of images whose true class is among the k most probable: 0 to 1}
   *
   * <p>It is if fewer than k classes have a strictly greater probability. Where the true class is
   * one of several equal ones this is kinder than {@link #accuracy()}, for which the first of them
   * is the prediction: {@code topK(1)} can be greater.
   *
   * @param k from 1 to {@code classes()}
   * @throws IllegalArgumentException if k is out of its range
   * @throws IllegalStateException if the images came without probabilities
   */
  public double topK(int k) {
    if (k < 1 || k > classes()) {
      throw new IllegalArgumentException(
          "Evaluation.topK: expected k from 1 to %d, got %d".formatted(classes(), k));
    }
    requireProbabilities("topK");
    return (double) IntStream.of(imagesByRank).limit(k).sum() / images();
  }

  private void requireProbabilities(String method) {
    if (loss.isEmpty()) {
      throw new IllegalStateException(
          "Evaluation.%s: expected probabilities, got predicted classes alone".formatted(method));
    }
  }

  /**
   * {@return the cross-entropy in nats, {@code -ln p} of the true class's probability, averaged
   * over the images; empty if they came without probabilities} A {@code p} below {@link
   * #LEAST_PROBABILITY} counts as that, one above 1 as 1.
   */
  public OptionalDouble loss() {
    return loss;
  }

  /**
   * {@return precision, recall and F1 of one class against all others}
   *
   * @param label the class, from 0 to {@code classes() - 1}
   * @throws IndexOutOfBoundsException if there is no such class
   */
  public ClassScore score(int label) {
    return ClassScore.of(
        confusionMatrix.count(label, label),
        confusionMatrix.predicted(label),
        confusionMatrix.support(label));
  }

  /** {@return the scores of all classes, in their order} */
  public List<ClassScore> scores() {
    return IntStream.range(0, classes()).mapToObj(this::score).toList();
  }

  /** {@return the classes of which there is no image and that were never predicted, in order} */
  public List<Integer> absentClasses() {
    return IntStream.range(0, classes()).filter(this::isAbsent).boxed().toList();
  }

  private boolean isAbsent(int label) {
    return confusionMatrix.support(label) == 0 && confusionMatrix.predicted(label) == 0;
  }

  /**
   * {@return the means over the classes, each class counting the same} {@link #absentClasses} do
   * not count.
   */
  public ClassScore macro() {
    int present = classes() - absentClasses().size();
    return mean(score -> 1.0 / present); // an absent class adds 0
  }

  /** {@return the means over the classes, each class counting by its number of images} */
  public ClassScore weighted() {
    return mean(score -> (double) score.support() / images());
  }

  private ClassScore mean(ToDoubleFunction<ClassScore> weight) {
    double precision = 0;
    double recall = 0;
    double f1 = 0;
    for (ClassScore score : scores()) {
      double share = weight.applyAsDouble(score);
      precision += share * score.precision();
      recall += share * score.recall();
      f1 += share * score.f1();
    }
    return new ClassScore(precision, recall, f1, images());
  }

  /** {@return a table of the scores of every class, named by its number, and of the means} */
  public String report() {
    return report(ClassNames.numbers(classes()));
  }

  /**
   * {@return a table of the scores of every class and of the means, and a line on the accuracy}
   *
   * @param classNames one name a class. Not modified.
   * @throws IllegalArgumentException if there are more or fewer names than classes
   */
  public String report(List<String> classNames) {
    return EvaluationReport.of(this, classNames);
  }

  /** {@return {@link #report()}} */
  @Override
  public String toString() {
    return report();
  }
}
