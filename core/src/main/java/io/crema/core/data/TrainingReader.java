package io.crema.core.data;

/**
 * Reads samples to learn from, which may be others in every epoch: distorted, or mixed.
 *
 * <p>Belongs to one thread at a time, and so can keep work space. What is read depends on the
 * sample and the seed alone, never on the reader, the order or the threads.
 */
@FunctionalInterface
public interface TrainingReader {

  /**
   * Reads one sample.
   *
   * @param index from 0 to the number of samples less one
   * @param epochSeed seed of this epoch's random numbers
   * @param input overwritten from {@code inputOffset} on by {@code inputShape().size()} values
   * @param inputOffset where to begin in {@code input}
   * @param target overwritten from {@code targetOffset} on by {@code targetShape().size()} values
   * @param targetOffset where to begin in {@code target}
   * @throws IndexOutOfBoundsException if there is no such sample or no room
   */
  void read(
      int index, long epochSeed, float[] input, int inputOffset, float[] target, int targetOffset);
}
