package io.crema.nn.compute;

import io.crema.core.kernel.Scratch;
import io.crema.core.tensor.Tensor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The side of a pass that plans set and that this library's own operators read. */
public interface PassControl {

  /** {@return work space of this thread} */
  Scratch scratch();

  /** {@return whether the operator rectifies its output} */
  boolean rectify();

  /** {@return what the operator adds to its output, or null} */
  @Nullable Tensor addend();

  /** {@return whether the operator takes its gradient through the rectifier before it} */
  boolean inputRectified();

  /**
   * {@return what an operator keeps in this pass from one call to the next}
   *
   * @param owner the operator
   * @param type class of what it keeps
   * @param maker makes it at the first call
   * @param <T> class of what it keeps
   */
  <T> T memory(Object owner, Class<T> type, Supplier<T> maker);

  /**
   * Makes this a pass for training.
   *
   * @param sums for each parameter, the array that its gradient is added to
   * @param epochSeed seed of the random numbers of this epoch
   */
  void train(float[][] sums, long epochSeed);

  /**
   * Sets which samples the rows of the tensors are.
   *
   * @param order numbers of samples. Not modified.
   * @param first position in {@code order} of the sample of row 0
   */
  void samples(int[] order, int first);

  /**
   * Sets which operator is called next, forward.
   *
   * @param path position of its node in each block around it, outermost first. Not modified.
   * @param rectify whether it rectifies its output
   * @param addend what it adds to its output, or null
   */
  void forward(int[] path, boolean rectify, @Nullable Tensor addend);

  /**
   * Sets which operator is called next, backward.
   *
   * @param path position of its node in each block around it, outermost first. Not modified.
   * @param needsInputGradient whether the gradient by its input is needed
   * @param inputRectified whether it takes that gradient through the rectifier before it
   */
  void backward(int[] path, boolean needsInputGradient, boolean inputRectified);
}
