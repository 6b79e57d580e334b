package io.crema.core.tensor;

import java.util.Arrays;

/**
 * An array of floats with a {@link Shape}: contiguous, row-major (the last axis varies fastest),
 * batch first and channels last.
 *
 * <p>Shapes are written with one legend everywhere:
 *
 * <ul>
 *   <li>{@code N}: images in the batch
 *   <li>{@code H}, {@code W}: height and width in pixels
 *   <li>{@code C}: channels
 * </ul>
 *
 * <p>The value of image {@code n}, row {@code y}, column {@code x}, channel {@code c} in {@code [N,
 * H, W, C]} is at {@code ((n * H + y) * W + x) * C + c} of {@link #array()}.
 *
 * <p>A tensor does not own its array: tensors made by {@link #of}, {@link #over} or {@link
 * #reshape} see each other's writes. Nothing here is synchronized.
 */
public final class Tensor {

  private final Shape shape;
  private final float[] array;

  private Tensor(Shape shape, float[] array) {
    this.shape = shape;
    this.array = array;
  }

  /**
   * {@return a new tensor of zeros}
   *
   * @param shape the axis lengths
   */
  public static Tensor zeros(Shape shape) {
    return new Tensor(shape, new float[shape.size()]);
  }

  /**
   * {@return a tensor that wraps an array of exactly its size, without a copy}
   *
   * @param shape the axis lengths
   * @param data the values, row-major. Shared with the tensor.
   * @throws IllegalArgumentException if {@code data.length != shape.size()}
   */
  public static Tensor of(Shape shape, float[] data) {
    if (data.length != shape.size()) {
      throw new IllegalArgumentException(
          "Tensor%s: expected %d values, got %d".formatted(shape, shape.size(), data.length));
    }
    return new Tensor(shape, data);
  }

  /**
   * {@return a tensor over the first {@code shape.size()} elements of an array that may be longer}
   * For a buffer that serves batches of several sizes.
   *
   * @param shape the axis lengths
   * @param array the values, row-major, and any number of elements behind them. Shared with the
   *     tensor.
   * @throws IllegalArgumentException if {@code array.length < shape.size()}
   */
  public static Tensor over(Shape shape, float[] array) {
    if (array.length < shape.size()) {
      throw new IllegalArgumentException(
          "Tensor%s: expected an array of at least %d values, got %d"
              .formatted(shape, shape.size(), array.length));
    }
    return new Tensor(shape, array);
  }

  /** {@return the axis lengths} */
  public Shape shape() {
    return shape;
  }

  /** {@return the number of values, {@code shape().size()}} */
  public int size() {
    return shape.size();
  }

  /**
   * {@return the backing array itself} It may be longer than {@link #size()}: the values are its
   * first {@code size()} elements.
   */
  public float[] array() {
    return array;
  }

  /**
   * {@return one value}
   *
   * @param index the position on each axis, outermost first. Not modified.
   * @throws IllegalArgumentException if the number of positions is not the rank
   * @throws IndexOutOfBoundsException if a position is outside its axis
   */
  public float get(int... index) {
    return array[offset(index)];
  }

  /**
   * Sets one value.
   *
   * @param value the new value
   * @param index the position on each axis, outermost first. Not modified.
   * @throws IllegalArgumentException if the number of positions is not the rank
   * @throws IndexOutOfBoundsException if a position is outside its axis
   */
  public void set(float value, int... index) {
    array[offset(index)] = value;
  }

  private int offset(int[] index) {
    if (index.length != shape.rank()) {
      throw new IllegalArgumentException(
          "%s: expected an index of length %d, got %s"
              .formatted(this, shape.rank(), Arrays.toString(index)));
    }
    int offset = 0;
    for (int axis = 0; axis < index.length; axis++) {
      int length = shape.dim(axis);
      if (index[axis] < 0 || index[axis] >= length) {
        throw new IndexOutOfBoundsException(
            "%s: expected 0 to %d on axis %d, got index %s"
                .formatted(this, length - 1, axis, Arrays.toString(index)));
      }
      offset = offset * length + index[axis];
    }
    return offset;
  }

  /**
   * {@return a tensor of another shape over the same array}
   *
   * @param newShape the new axis lengths
   * @throws IllegalArgumentException if the sizes differ
   */
  public Tensor reshape(Shape newShape) {
    if (newShape.size() != size()) {
      throw new IllegalArgumentException(
          "%s: expected a new shape of %d values, got %s of %d"
              .formatted(this, size(), newShape, newShape.size()));
    }
    return new Tensor(newShape, array);
  }

  /** {@return whether all values are finite: neither infinite nor NaN} */
  public boolean isFinite() {
    return isFinite(array, 0, size());
  }

  /**
   * {@return whether some values of an array are finite: neither infinite nor NaN}
   *
   * @param values not modified
   * @param from the first of the values
   * @param count their number
   */
  public static boolean isFinite(float[] values, int from, int count) {
    for (int i = from; i < from + count; i++) {
      if (!Float.isFinite(values[i])) {
        return false;
      }
    }
    return true;
  }

  /** {@return the values in a new array of exactly {@link #size()} elements} */
  public float[] toArray() {
    return Arrays.copyOf(array, size());
  }

  /** {@return a tensor of the same shape and values over a new array} */
  public Tensor copy() {
    return new Tensor(shape, toArray());
  }

  /**
   * Sets every value; elements of {@link #array()} beyond {@link #size()} stay as they are.
   *
   * @param value the new value
   */
  public void fill(float value) {
    Arrays.fill(array, 0, size(), value);
  }

  /** {@return the shape, not the values, such as {@code Tensor[2, 3]}} */
  @Override
  public String toString() {
    return "Tensor" + shape;
  }
}
