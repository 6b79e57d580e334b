package io.crema.nn.compute;

import io.crema.core.tensor.Tensor;

/** A layer whose outputs several threads can compute together, a part each. */
public interface Splittable {

  /**
   * {@return the number of parts that the outputs of some samples can be cut into; 1 if a thread of
   * its own is not worth it}
   *
   * @param samples rows of the tensors
   */
  int parts(int samples);

  /**
   * Computes some parts of the outputs, with the same bits as the whole.
   *
   * @param first first part, from 0
   * @param end end of the parts, exclusive, at most {@link #parts}
   * @param input {@code [N, ...]}. Not modified.
   * @param output {@code [N, ...]}. Overwritten where the parts are.
   * @param pass the context, of this thread
   */
  void forwardPart(int first, int end, Tensor input, Tensor output, PassControl pass);
}
