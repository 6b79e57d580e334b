package io.crema.mnist.idx;

import io.crema.core.tensor.Shape;

/**
 * What an IDX file says of itself before its data.
 *
 * <p>In the file: two bytes of zero, one byte for the type, one for the rank, then the length of
 * every axis as a big-endian {@code int}, outermost first.
 *
 * @param type the type of every value
 * @param shape the lengths of the axes, such as {@code [N, H, W]} for grey images and {@code [N]}
 *     for labels; of rank 1 to {@value #MAX_RANK}
 */
public record IdxHeader(IdxType type, Shape shape) {

  /** The highest rank that is read or written: {@value}. */
  public static final int MAX_RANK = 8;

  /**
   * A header for values of one type in one shape.
   *
   * @param type the type of every value
   * @param shape the lengths of the axes, outermost first
   * @throws IllegalArgumentException if the rank is 0 or more than {@value #MAX_RANK}
   */
  public IdxHeader {
    if (shape.rank() < 1 || shape.rank() > MAX_RANK) {
      throw new IllegalArgumentException(
          "IdxHeader: expected a shape of rank 1 to %d, got %s of rank %d"
              .formatted(MAX_RANK, shape, shape.rank()));
    }
  }

  /** {@return the number of items: the length of the first axis} */
  public int items() {
    return shape.dim(0);
  }

  /** {@return the values of one item: the product of all lengths but the first} */
  public int itemSize() {
    return shape.size() / shape.dim(0);
  }

  /** {@return the length of the header in the file, in bytes} */
  public int headerBytes() {
    return 4 + 4 * shape.rank();
  }

  /** {@return the length of the data in the file, in bytes} */
  public long dataBytes() {
    return (long) shape.size() * type.bytes();
  }

  /** {@return type and shape, such as {@code unsigned byte [60000, 28, 28]}} */
  @Override
  public String toString() {
    return type + " " + shape;
  }
}
