package io.crema.nn.layer;

import io.crema.core.tensor.Tensor;
import java.util.List;

/**
 * A join with its weights, for certain input shapes. {@link Join} shows an example.
 *
 * <p>The rules of {@link BoundLayer} for tensors and threads hold. A join never works in place.
 */
public interface BoundJoin extends BoundOperator {

  /**
   * Computes the outputs of some samples.
   *
   * @param inputs the inputs in order, {@code [N, ...]} each. Not modified.
   * @param output {@code [N, ...]}. Overwritten.
   * @param pass the context of this part of the batch
   */
  void forward(List<Tensor> inputs, Tensor output, Pass pass);

  /**
   * Adds the gradients with respect to the parameters to {@link Pass#gradient}. Called once in each
   * backward pass, before {@link #backward}, if the join has parameters. Does nothing by default.
   *
   * @param inputs the inputs of {@link #forward}; their values are lost if {@link #access} says
   *     that they are not read. Not modified.
   * @param output the output of {@link #forward}; its values are lost if {@link #access} says that
   *     they are not read. Not modified.
   * @param dOutput gradient with respect to the output, {@code [N, ...]}. Not modified.
   * @param pass the context of this part of the batch
   */
  default void backwardParameters(List<Tensor> inputs, Tensor output, Tensor dOutput, Pass pass) {}

  /**
   * Computes the gradient with respect to one input. Called once for each input whose gradient is
   * needed, in ascending order; perhaps for none, as when all are inputs of the network.
   *
   * @param which position of the input, from 0
   * @param inputs the inputs of {@link #forward}; their values are lost if {@link #access} says
   *     that they are not read. Not modified.
   * @param output the output of {@link #forward}; its values are lost if {@link #access} says that
   *     they are not read. Not modified.
   * @param dOutput gradient with respect to the output, {@code [N, ...]}. Not modified.
   * @param dInput gradient with respect to that input, of its shape. Overwritten, not added to.
   * @param pass the context of this part of the batch
   */
  void backward(
      int which, List<Tensor> inputs, Tensor output, Tensor dOutput, Tensor dInput, Pass pass);
}
