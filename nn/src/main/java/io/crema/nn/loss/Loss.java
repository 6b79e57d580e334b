package io.crema.nn.loss;

import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.layer.OutputKind;

/**
 * A loss function and its gradient.
 *
 * <p>A custom loss implements {@link #name} and {@link #compute}, best as a record. This one is
 * half the squared error up to {@code delta}, and a straight line beyond:
 *
 * <pre>{@code
 * record HuberLoss(double delta) implements Loss {
 *
 *   public String name() {
 *     return "HuberLoss";
 *   }
 *
 *   public void compute(
 *       Tensor output, Tensor target, float scale, double[] losses, int firstLoss,
 *       Tensor dOutput) {
 *     int rows = output.shape().dim(0);
 *     int columns = output.size() / rows;
 *     for (int row = 0; row < rows; row++) {
 *       double sum = 0;
 *       for (int i = row * columns; i < (row + 1) * columns; i++) {
 *         double error = (double) output.array()[i] - target.array()[i];
 *         double clipped = Math.max(-delta, Math.min(delta, error));
 *         sum += clipped * (error - clipped / 2);
 *         dOutput.array()[i] = (float) (scale * clipped / columns);
 *       }
 *       losses[firstLoss + row] = sum / columns;
 *     }
 *   }
 * }
 * }</pre>
 *
 * <p>{@code GradientCheck} of {@code io.crema.nn.testing} checks its gradient in a test.
 * Checkpoints compare the loss of the run that they resume by the text of the record, with its
 * hyper-parameters; a loss that is no record by its class alone.
 *
 * <p>Threads: {@link #compute} is called by many threads at once, each with its own samples, so a
 * loss must not write to fields.
 */
public interface Loss {

  /** {@return the name in logs and messages} */
  String name();

  /**
   * Checks that outputs can be compared with targets. Called once, before training begins.
   *
   * @param output shape of one output, without the batch axis
   * @param target shape of one target, without the batch axis
   * @throws IllegalArgumentException if they cannot; the message names both
   */
  default void requireShapes(Shape output, Shape target) {
    if (!output.equals(target)) {
      throw new IllegalArgumentException(
          "%s: expected targets of the outputs' shape %s, got %s"
              .formatted(name(), output, target));
    }
  }

  /**
   * Checks that this loss fits the last layer of a network. Called once, before training begins.
   *
   * @param kind what the outputs of that layer stand for
   * @throws IllegalArgumentException if it does not; the message says what to do
   */
  default void requireOutputKind(OutputKind kind) {}

  /**
   * Computes the loss of each sample, and the gradient of {@code scale} times the sum of these
   * losses with respect to the outputs. The arrays of tensors may be longer than {@link
   * Tensor#size}.
   *
   * <p>Outputs that are not finite give a loss that is not finite, which training reports as {@link
   * io.crema.nn.train.DivergenceException}.
   *
   * @param output outputs of the network, {@code [N, ...]}. Not modified.
   * @param target targets of the same samples, {@code [N, ...]}. Not modified.
   * @param scale factor of the gradient, not of the losses: one over the number of samples in the
   *     batch, of which these {@code N} may be a part
   * @param losses the losses of the samples, at {@code firstLoss} to {@code firstLoss + N - 1}.
   *     Overwritten there.
   * @param firstLoss index in {@code losses} of the first sample's loss
   * @param dOutput gradient with respect to the output, {@code [N, ...]}. Overwritten.
   * @throws IllegalArgumentException if a target has values that this loss is not defined for; the
   *     message names its row
   */
  void compute(
      Tensor output, Tensor target, float scale, double[] losses, int firstLoss, Tensor dOutput);
}
