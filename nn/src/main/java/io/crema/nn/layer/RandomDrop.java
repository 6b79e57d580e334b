package io.crema.nn.layer;

import io.crema.core.random.SplitMix64;
import io.crema.core.tensor.Tensor;

/**
 * A bound layer that in training sets values to zero with a probability and divides the others by
 * what remains, the same ones forward and backward; in prediction it does nothing.
 */
abstract class RandomDrop implements BoundLayer {

  /** Factor of what is kept. */
  final float scale;

  /** A number is dropped if its 32 random bits are below. */
  private final long threshold;

  /**
   * @param rate probability of dropping, from 0 to below 1
   */
  RandomDrop(double rate) {
    threshold = (long) (rate * 0x1p32);
    scale = (float) (1 / (1 - rate));
  }

  /** {@return whether something is kept, decided by one number of the stream of a sample} */
  final boolean keeps(long seed, int number) {
    return SplitMix64.at(seed, number) >>> 32 >= threshold;
  }

  /**
   * Drops values.
   *
   * @param from {@code [N, ...]}. Not modified, unless it is {@code to}.
   * @param to {@code [N, ...]}. Overwritten; may be {@code from}.
   */
  abstract void drop(Tensor from, Tensor to, Pass pass);

  @Override
  public final void forward(Tensor input, Tensor output, Pass pass) {
    if (pass.training()) {
      drop(input, output, pass);
    } else {
      copy(input, output);
    }
  }

  @Override
  public final void backward(
      Tensor input, Tensor output, Tensor dOutput, Tensor dInput, Pass pass) {
    if (pass.needsInputGradient()) {
      drop(dOutput, dInput, pass);
    }
  }

  @Override
  public final Access access() {
    return Access.IN_PLACE;
  }

  /** Copies values, if they have another place. */
  static void copy(Tensor from, Tensor to) {
    if (from.array() != to.array()) {
      System.arraycopy(from.array(), 0, to.array(), 0, from.size());
    }
  }
}
