package io.crema.nn.loss;

import io.crema.core.kernel.Kernels;
import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;

/**
 * Cross-entropy of the softmax of logits against target distributions: {@code sum of t (log(sum of
 * exp(x)) - x)}, by log-sum-exp, so that no logit is too large.
 *
 * <p>Outputs are logits {@code [N, classes]}: the network ends without a Softmax layer. Targets are
 * {@code [N, classes]}, each row a distribution, most often one-hot.
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

  /**
   * Checks the share.
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

  /** Cross-entropy with the targets as they are. */
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
    Loss.super.requireShapes(output, target);
  }

  @Override
  public void compute(
      Tensor output,
      Tensor target,
      float scale,
      double[] losses,
      int firstLoss,
      Tensor dOutput,
      Kernels kernels) {
    int rows = output.shape().dim(0);
    kernels.softmaxCrossEntropy(
        rows,
        output.size() / rows,
        output.array(),
        target.array(),
        scale,
        labelSmoothing,
        losses,
        firstLoss,
        dOutput.array());
  }
}
