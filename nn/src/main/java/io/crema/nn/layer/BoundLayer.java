package io.crema.nn.layer;

import io.crema.core.tensor.Tensor;

/**
 * A layer with its weights, for one input shape. {@link Layer} shows an example.
 *
 * <p>Tensors are {@code [N, ...]} with the number of samples {@code N} first, which differs from
 * call to call; the other axes are those that the layer was bound for. The arrays of tensors may be
 * longer than {@link Tensor#size}: loops end at the size.
 *
 * <p>Threads: {@link #forward} and {@link #backward} are called by many threads at once, each with
 * its own samples and its own {@link Pass}. They must not write to fields. What a layer has to keep
 * from the forward to the backward pass belongs in {@link Pass#memory}.
 */
public interface BoundLayer extends BoundOperator {

  /**
   * Computes the outputs of some samples.
   *
   * @param input {@code [N, ...]}. Not modified, unless the layer works in place.
   * @param output {@code [N, ...]}. Overwritten.
   * @param pass the context of this part of the batch
   */
  void forward(Tensor input, Tensor output, Pass pass);

  /**
   * Computes the gradient with respect to the input, and adds the gradients with respect to the
   * parameters to {@link Pass#gradient}. Called in training only, after {@link #forward} with the
   * same pass and samples.
   *
   * @param input the input of {@link #forward}, {@code [N, ...]}; its values are lost if {@link
   *     #access} says that they are not read. Not modified.
   * @param output the output of {@link #forward}, {@code [N, ...]}; its values are lost if {@link
   *     #access} says that they are not read. Not modified.
   * @param dOutput gradient with respect to the output, {@code [N, ...]}. Not modified, unless the
   *     layer works in place.
   * @param dInput gradient with respect to the input, {@code [N, ...]}. Overwritten, not added to;
   *     may be left as it is if {@link Pass#needsInputGradient} is false.
   * @param pass the context of this part of the batch
   */
  void backward(Tensor input, Tensor output, Tensor dOutput, Tensor dInput, Pass pass);
}
