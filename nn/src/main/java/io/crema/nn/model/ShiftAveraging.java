package io.crema.nn.model;

import io.crema.core.data.LabelledSamples;
import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.metric.Accuracy;
import io.crema.nn.metric.Evaluation;
import io.crema.nn.metric.EvaluationBuilder;
import java.util.Arrays;

/**
 * Predicts from pictures and the same pictures moved by some pixels up, down, left and right: the
 * mean of the probabilities (Krizhevsky et al., "ImageNet Classification with Deep Convolutional
 * Neural Networks", 2012, section 4.1, averages over crops in the same way). Takes as many times
 * longer as there are moves, {@code (2 pixels + 1)^2}.
 *
 * <p>What comes in at a border is zero. Moves are taken row by row, from up and left to down and
 * right, so results are the same at every call. Any number of threads may use one at once.
 */
public final class ShiftAveraging {

  /** Samples of an evaluation that are held at once. */
  private static final int BLOCK = 512;

  private final Predictor predictor;
  private final int pixels;

  /**
   * Averages what a predictor says.
   *
   * @param predictor of a classifier whose inputs are {@code [H, W, C]}
   * @param pixels farthest move on each axis, at least 0
   * @throws IllegalArgumentException if {@code pixels < 0}
   */
  public ShiftAveraging(Predictor predictor, int pixels) {
    if (pixels < 0) {
      throw new IllegalArgumentException("pixels: expected at least 0, got " + pixels);
    }
    this.predictor = predictor;
    this.pixels = pixels;
  }

  /**
   * {@return the mean probability of each class, {@code [N, classes]}}
   *
   * @param inputs {@code [N, H, W, C]}. Not modified.
   * @throws IllegalArgumentException if they are no pictures, or the shape is not that of the
   *     network's input
   */
  public Tensor predictProbabilities(Tensor inputs) {
    if (inputs.shape().rank() != 4) {
      throw new IllegalArgumentException(
          "inputs: expected pictures [N, H, W, C], got " + inputs.shape());
    }
    Shape shape = inputs.shape();
    Tensor moved = Tensor.zeros(shape);
    Tensor probabilities = moved;
    double[] sums = {};
    for (int down = -pixels; down <= pixels; down++) {
      for (int right = -pixels; right <= pixels; right++) {
        move(inputs, down, right, moved);
        probabilities = predictor.predictProbabilities(moved);
        sums = add(probabilities, sums);
      }
    }
    double side = 2.0 * pixels + 1;
    for (int i = 0; i < sums.length; i++) {
      probabilities.array()[i] = (float) (sums[i] / (side * side));
    }
    return probabilities;
  }

  private static double[] add(Tensor probabilities, double[] sums) {
    double[] more = sums.length == 0 ? new double[probabilities.size()] : sums;
    for (int i = 0; i < more.length; i++) {
      more[i] += probabilities.array()[i];
    }
    return more;
  }

  /**
   * Moves pictures, with zeros where nothing comes from.
   *
   * @param from {@code [N, H, W, C]}. Not modified.
   * @param down rows, below zero for up
   * @param right columns, below zero for left
   * @param to {@code [N, H, W, C]}. Overwritten.
   */
  private static void move(Tensor from, int down, int right, Tensor to) {
    Shape shape = from.shape();
    int height = shape.dim(1);
    int line = shape.dim(2) * shape.dim(3);
    int rows = height - Math.abs(down);
    int columns = shape.dim(2) - Math.abs(right);
    Arrays.fill(to.array(), 0f);
    if (columns <= 0) {
      return;
    }
    int left = Math.max(-right, 0) * shape.dim(3);
    int moved = Math.max(right, 0) * shape.dim(3);
    for (int n = 0; n < shape.dim(0); n++) {
      for (int y = 0; y < rows; y++) {
        int source = (n * height + y + Math.max(-down, 0)) * line + left;
        int target = (n * height + y + Math.max(down, 0)) * line + moved;
        System.arraycopy(from.array(), source, to.array(), target, columns * shape.dim(3));
      }
    }
  }

  /**
   * {@return the most probable class of each input by the mean; of equal ones the first}
   *
   * @param inputs {@code [N, H, W, C]}. Not modified.
   * @throws IllegalArgumentException if they are no pictures, or the shape is not that of the
   *     network's input, or a probability is not finite
   */
  public int[] predict(Tensor inputs) {
    Tensor probabilities = predictProbabilities(inputs);
    int width = probabilities.shape().dim(1);
    int[] classes = new int[probabilities.shape().dim(0)];
    for (int row = 0; row < classes.length; row++) {
      Predictor.requireNumbers(probabilities, row, width);
      classes[row] = Accuracy.largest(probabilities.array(), row * width, width);
    }
    return classes;
  }

  /**
   * {@return how well the mean classifies samples}
   *
   * @param samples pictures of the network's shape, as many classes as it has outputs
   * @throws IllegalArgumentException if shapes or classes differ
   */
  public Evaluation evaluate(LabelledSamples samples) {
    EvaluationBuilder builder = Evaluation.builder(samples.classes());
    int size = samples.inputShape().size();
    for (int first = 0; first < samples.size(); first += BLOCK) {
      int count = Math.min(BLOCK, samples.size() - first);
      Tensor inputs = Tensor.zeros(samples.inputShape().withBatch(count));
      for (int i = 0; i < count; i++) {
        samples.readInput(first + i, inputs.array(), i * size);
      }
      Tensor probabilities = predictProbabilities(inputs);
      requireClasses(samples, probabilities);
      for (int i = 0; i < count; i++) {
        builder.add(samples.label(first + i), probabilities.array(), i * samples.classes());
      }
    }
    return builder.build();
  }

  private static void requireClasses(LabelledSamples samples, Tensor probabilities) {
    if (probabilities.shape().dim(1) != samples.classes()) {
      throw new IllegalArgumentException(
          "samples: expected %d classes, got %d"
              .formatted(probabilities.shape().dim(1), samples.classes()));
    }
  }
}
