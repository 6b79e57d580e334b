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
 */
public record SoftmaxCrossEntropy() implements Loss {

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
        losses,
        firstLoss,
        dOutput.array());
  }
}
