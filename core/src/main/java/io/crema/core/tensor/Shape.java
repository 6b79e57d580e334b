package io.crema.core.tensor;

import java.util.Arrays;

/**
 * The lengths of a tensor's axes, outermost first; immutable.
 *
 * <p>Images are {@code [N, H, W, C]}: batch, height, width, channels. A shape of rank 0, written
 * {@code []}, holds one value. Every length is at least 1, and the product of them all, {@link
 * #size()}, fits a Java array.
 */
public final class Shape {

  /** The largest {@link #size()}: {@value}, which every JVM can allocate as one array. */
  public static final int MAX_SIZE = Integer.MAX_VALUE - 8;

  private final int[] dims;
  private final int size;

  private Shape(int[] dims) {
    this.dims = dims;
    this.size = checkedSize(dims);
  }

  /**
   * {@return the shape with the given axis lengths}
   *
   * @param dims the lengths, outermost first, each at least 1. Not modified.
   * @throws IllegalArgumentException if a length is less than 1 or the product of all is greater
   *     than {@link #MAX_SIZE}
   */
  public static Shape of(int... dims) {
    return new Shape(dims.clone());
  }

  private static int checkedSize(int[] dims) {
    long size = 1;
    for (int axis = 0; axis < dims.length; axis++) {
      if (dims[axis] < 1) {
        throw new IllegalArgumentException(
            "Shape %s: expected a length of at least 1 on axis %d, got %d"
                .formatted(Arrays.toString(dims), axis, dims[axis]));
      }
      size *= dims[axis];
      if (size > MAX_SIZE) {
        throw new IllegalArgumentException(
            "Shape %s: expected at most %d values".formatted(Arrays.toString(dims), MAX_SIZE));
      }
    }
    return (int) size;
  }

  /** {@return the number of axes} */
  public int rank() {
    return dims.length;
  }

  /**
   * {@return the length of one axis}
   *
   * @param axis the axis, from 0 (outermost) to {@code rank() - 1}
   * @throws IndexOutOfBoundsException if there is no such axis
   */
  public int dim(int axis) {
    if (axis < 0 || axis >= dims.length) {
      throw new IndexOutOfBoundsException(
          "Shape %s: no axis %d, rank is %d".formatted(this, axis, dims.length));
    }
    return dims[axis];
  }

  /** {@return a copy of the axis lengths, outermost first} */
  public int[] dims() {
    return dims.clone();
  }

  /** {@return the number of values: the product of the axis lengths, 1 for rank 0} */
  public int size() {
    return size;
  }

  /**
   * {@return this shape with one more axis in front}
   *
   * @param n the length of the new axis, at least 1
   * @throws IllegalArgumentException if {@code n} is less than 1 or the new shape is too large
   */
  public Shape withBatch(int n) {
    int[] batched = new int[dims.length + 1];
    batched[0] = n;
    System.arraycopy(dims, 0, batched, 1, dims.length);
    return new Shape(batched);
  }

  /**
   * {@return this shape without its first axis}
   *
   * @throws IllegalStateException if the rank is 0
   */
  public Shape withoutBatch() {
    if (dims.length == 0) {
      throw new IllegalStateException("Shape []: expected a batch axis, rank is 0");
    }
    return new Shape(Arrays.copyOfRange(dims, 1, dims.length));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape shape && Arrays.equals(dims, shape.dims);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(dims);
  }

  /** {@return the axis lengths, such as {@code [128, 28, 28, 1]}} */
  @Override
  public String toString() {
    return Arrays.toString(dims);
  }
}
