package io.crema.nn.compute;

import io.crema.core.tensor.Tensor;

/** A convolution that can compute max pooling over windows of 2x2 pixels together with itself. */
public interface PoolsForward {

  /** {@return whether {@link #forwardPooled} is available, and faster than the two layers} */
  boolean poolsForward();

  /**
   * Computes the convolution and the pooling after it, with the same bits, rectified in between if
   * the pass asks for it.
   *
   * @param input {@code [N, ...]}. Not modified.
   * @param output {@code [N, ...]}, that of the pooling. Overwritten.
   * @param pass the context
   */
  void forwardPooled(Tensor input, Tensor output, PassControl pass);
}
