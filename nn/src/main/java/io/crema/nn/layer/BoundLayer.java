package io.crema.nn.layer;

import io.crema.core.kernel.Kernels;
import io.crema.core.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A layer with its weights, for one input shape.
 *
 * <p>It is called by many threads at once, each with a part of a batch of its own, so it keeps
 * nothing between calls but its weights. Tensors are {@code [N, ...]} with an N that differs from
 * call to call; their arrays may be longer than their sizes.
 */
public interface BoundLayer {

  /** {@return what training changes, always in the same order} */
  default List<Parameter> parameters() {
    return List.of();
  }

  /** {@return how this layer is computed, in a few words; empty where there is no choice} */
  default String algorithm() {
    return "";
  }

  /**
   * Takes note that values of parameters have changed; called by one thread while no other uses the
   * layer, and once before its first use.
   *
   * @param kernels the kernels that will be used
   */
  default void weightsChanged(Kernels kernels) {}

  /**
   * Computes outputs from inputs.
   *
   * @param input {@code [N, ...]}. Not modified, unless the layer is {@link #inPlace()}.
   * @param output {@code [N, ...]}. Overwritten.
   * @param pass what goes with this part of the batch
   */
  void forward(Tensor input, Tensor output, Pass pass);

  /**
   * {@return into how many parts the outputs of some samples can be cut, so that threads may
   * compute one each by {@link #forwardPart}} 1 if that is not worth a thread.
   *
   * @param samples rows of the tensors
   */
  default int forwardParts(int samples) {
    return 1;
  }

  /**
   * Computes some parts of what {@link #forward} computes, with the same bits.
   *
   * @param first first part, from 0
   * @param end part behind the last, at most {@link #forwardParts}
   * @param input {@code [N, ...]}. Not modified.
   * @param output {@code [N, ...]}. Overwritten where the parts are.
   * @param pass what goes with this part of the batch, of this thread
   */
  default void forwardPart(int first, int end, Tensor input, Tensor output, Pass pass) {
    forward(input, output, pass);
  }

  /**
   * Computes the gradient of the loss by the input and adds the gradients by the parameters to
   * {@link Pass#gradient}.
   *
   * @param input what {@link #forward} got. Not modified.
   * @param output what {@link #forward} gave. Not modified.
   * @param dOutput gradient by the output, {@code [N, ...]}. Not modified, unless the layer is
   *     {@link #inPlace()}.
   * @param dInput gradient by the input, {@code [N, ...]}. Overwritten. Null if nobody needs it.
   * @param pass what goes with this part of the batch
   */
  void backward(Tensor input, Tensor output, Tensor dOutput, @Nullable Tensor dInput, Pass pass);

  /**
   * Lets parameters that are statistics follow what the groups of a step have shown; called by one
   * thread behind the optimizer's step and before {@link #weightsChanged}.
   *
   * @param sums for each parameter of the model what the groups added to {@link Pass#gradient}, in
   *     the order of the groups. Not modified.
   * @param groups their number, at least 1
   */
  default void groupsObserved(float[][] sums, int groups) {}

  /**
   * {@return whether input and output may be the same array, and {@code dOutput} and {@code dInput}
   * too} Such a layer must not read {@code input} in {@link #backward}.
   */
  default boolean inPlace() {
    return false;
  }

  /**
   * {@return whether {@link #backward} reads {@code output}} If not, the next layer may overwrite
   * it.
   */
  default boolean readsOutput() {
    return true;
  }

  /** {@return whether this is the rectifier {@code max(x, 0)}, which a neighbour may do instead} */
  default boolean rectifies() {
    return false;
  }

  /**
   * {@return whether {@link #forward} rectifies its output where {@link Pass#rectify} asks it to}
   */
  default boolean canRectify() {
    return false;
  }

  /**
   * {@return whether the parameters are weights {@code [..., channels]} and a bias {@code
   * [channels]} that each output channel is linear in, its own alone} Then what scales and shifts
   * the channels behind this layer can be multiplied into them.
   */
  default boolean canFold() {
    return false;
  }

  /** {@return whether this is max pooling over windows of 2x2 pixels side by side} */
  default boolean quarters() {
    return false;
  }

  /**
   * {@return whether {@link #forwardQuartered} is there, and takes less time than the layers one by
   * one}
   *
   * @param kernels the kernels that will be used
   */
  default boolean canQuarter(Kernels kernels) {
    return false;
  }

  /**
   * Computes what {@link #forward} and a layer behind it that {@link #quarters} compute, with the
   * same bits, and rectifies in between where {@link Pass#rectify} asks it to.
   *
   * @param input {@code [N, ...]}. Not modified.
   * @param output {@code [N, ...]}, that of the pooling. Overwritten.
   * @param pass what goes with this part of the batch
   */
  default void forwardQuartered(Tensor input, Tensor output, Pass pass) {
    throw new UnsupportedOperationException("forwardQuartered: not there");
  }

  /**
   * {@return whether {@link #backward} takes its gradient through the rectifier in front of it
   * where {@link Pass#inputRectified} asks it to} That is, sets it to zero where {@code input} is
   * not positive.
   */
  default boolean canMask() {
    return false;
  }
}
