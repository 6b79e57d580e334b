package io.crema.nn.compute;

import io.crema.core.tensor.Tensor;
import java.util.List;

/**
 * A layer whose training depends on statistics of the whole batch. The batch goes through the
 * network in chunks; each pass over this layer is done twice, with all chunks in between.
 */
public interface BatchWide {

  /** {@return whether this layer asks for it} */
  boolean isBatchWide();

  /**
   * Gathers the statistics of a chunk before its forward pass.
   *
   * @param input {@code [N, ...]} of the chunk. Not modified.
   * @param chunk the context of the chunk, which keeps the statistics
   */
  void gatherForward(Tensor input, PassControl chunk);

  /**
   * Combines the statistics of all chunks and hands the result to each.
   *
   * @param chunks the contexts of the chunks, in order
   */
  void combineForward(List<PassControl> chunks);

  /**
   * Gathers the sums of a chunk before its backward pass.
   *
   * @param input {@code [N, ...]} of the chunk. Not modified.
   * @param dOutput gradient by the output of the chunk. Not modified.
   * @param chunk the context of the chunk, which keeps the sums
   */
  void gatherBackward(Tensor input, Tensor dOutput, PassControl chunk);

  /**
   * Combines the sums of all chunks and hands the result to each.
   *
   * @param chunks the contexts of the chunks, in order
   */
  void combineBackward(List<PassControl> chunks);
}
