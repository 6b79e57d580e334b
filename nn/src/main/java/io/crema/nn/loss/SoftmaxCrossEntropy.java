package io.crema.nn.loss;

import io.crema.core.kernel.Kernels;
import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.layer.OutputKind;

/**
 * Cross-entropy of the softmax of logits against target distributions: {@code sum of t (log(sum of
 * exp(x)) - x)}, by log-sum-exp, so that no logit is too large.
 *
 * <p>Outputs are logits {@code [N, classes]} of at least 2 classes: the network ends without a
 * Softmax layer. Targets are {@code [N, classes]}, each row a probability distribution, most often
 * one-hot: no value is negative, and they sum to 1 within {@value #TARGET_TOLERANCE}.
 *
 * <p>With label smoothing (Szegedy et al., "Rethinking the Inception Architecture for Computer
 * Vision", 2016, section 7) a target {@code t} counts as {@code (1 - labelSmoothing) t +
 * labelSmoothing / classes}, so that no logit has to grow without end. The loss of a right and
 * certain answer is then above 0, in training and in validation.
 *
 * @param labelSmoothing share of each target that is spread evenly over all classes, from 0 to
 *     below 1; the paper's is 0.1
 */
public record SoftmaxCrossEntropy(double labelSmoothing) implements Loss {

  /** How far the sum of a target's values may be from 1: {@value}. */
  public static final double TARGET_TOLERANCE = 1e-3;

  /** Fewest classes that can be told apart. */
  private static final int MIN_CLASSES = 2;

  /**
   * Creates the loss with the given label smoothing.
   *
   * @param labelSmoothing share of each target that is spread evenly over all classes, from 0 to
   *     below 1
   * @throws IllegalArgumentException if it is not from 0 to below 1
   */
  public SoftmaxCrossEntropy {
    if (!(labelSmoothing >= 0 && labelSmoothing < 1)) {
      throw new IllegalArgumentException(
          "SoftmaxCrossEntropy: expected labelSmoothing from 0 to below 1, got " + labelSmoothing);
    }
  }

  /** Creates the loss without label smoothing. */
  public SoftmaxCrossEntropy() {
    this(0);
  }

  @Override
  public String name() {
    return "SoftmaxCrossEntropy";
  }

  @Override
  public void requireShapes(Shape output, Shape target) {
    if (output.rank() != 1) {
      throw new IllegalArgumentException(
          "%s: expected outputs [classes] (add Flatten before the last layer), got %s"
              .formatted(name(), output));
    }
    if (output.dim(0) < MIN_CLASSES) {
      throw new IllegalArgumentException(
          "%s: expected outputs of at least %d classes, got %s; use MeanSquaredError for one"
                  .formatted(name(), MIN_CLASSES, output)
              + " output, or give a yes-or-no question two classes");
    }
    Loss.super.requireShapes(output, target);
  }

  @Override
  public void requireOutputKind(OutputKind kind) {
    if (kind != OutputKind.VALUES) {
      throw new IllegalArgumentException(
          "SoftmaxCrossEntropy: expected a network that ends in logits, got one that ends in %s;"
                  .formatted(kind == OutputKind.DISTRIBUTION ? "Softmax" : "Sigmoid")
              + " leave that layer out, prediction applies the softmax");
    }
  }

  @Override
  public void compute(
      Tensor output, Tensor target, float scale, double[] losses, int firstLoss, Tensor dOutput) {
    int rows = output.shape().dim(0);
    int classes = output.size() / rows;
    for (int row = 0; row < rows; row++) {
      requireDistribution(target.array(), row, classes);
    }
    Kernels.lookup()
        .softmaxCrossEntropy(
            rows,
            classes,
            output.array(),
            target.array(),
            scale,
            labelSmoothing,
            losses,
            firstLoss,
            dOutput.array());
  }

  /** Checks one row of targets. Unlike a logit, a wrong one need not show in the loss. */
  private void requireDistribution(float[] targets, int row, int classes) {
    double sum = 0;
    float least = 0;
    for (int i = row * classes; i < (row + 1) * classes; i++) {
      sum += targets[i];
      least = Math.min(least, targets[i]);
    }
    if (!(Math.abs(sum - 1) <= TARGET_TOLERANCE && least >= 0)) { // NaN is neither
      throw new IllegalArgumentException(
          "%s: target in row %d: expected values of at least 0 that sum to 1, got a sum of %s and a"
                  .formatted(name(), row, sum)
              + " least value of "
              + least);
    }
  }
}
