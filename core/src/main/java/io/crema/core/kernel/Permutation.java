package io.crema.core.kernel;

import java.util.Arrays;

/**
 * Another order of the axes of an array, such as that which makes {@code [C, H, W]} of {@code [H,
 * W, C]}. Immutable.
 */
public final class Permutation {

  /** Values on a side of the squares that a matrix is transposed in: two of them fit in L1. */
  private static final int TILE = 32;

  private final int[] dims;
  private final int[] axes;
  private final int size;

  /** Axes of the output that lie side by side in the input, too, are one here: at least two. */
  private final int[] lengths;

  /** For each of those, from one input value to the next. */
  private final int[] steps;

  /**
   * The order of some axes.
   *
   * @param dims lengths of the input's axes, outermost first, without those of the samples. Not
   *     modified.
   * @param axes for each axis of the output, the axis of the input that it is, from 0. Not
   *     modified.
   * @throws IllegalArgumentException if {@code axes} does not name each axis once
   */
  public Permutation(int[] dims, int[] axes) {
    this.dims = dims.clone();
    this.axes = axes.clone();
    int[] sorted = axes.clone();
    Arrays.sort(sorted);
    for (int i = 0; i < sorted.length || i < dims.length; i++) {
      if (sorted.length != dims.length || sorted[i] != i) {
        throw new IllegalArgumentException(
            "axes: expected each from 0 to %d once, got %s"
                .formatted(dims.length - 1, Arrays.toString(axes)));
      }
    }
    int[] inputSteps = new int[dims.length];
    int values = 1;
    for (int axis = dims.length - 1; axis >= 0; axis--) {
      inputSteps[axis] = values;
      values *= dims[axis];
    }
    size = values;
    lengths = new int[Math.max(2, dims.length)];
    steps = new int[lengths.length];
    Arrays.fill(lengths, 1);
    merge(inputSteps);
  }

  /** Fills the last elements of lengths and steps, from the innermost axis outward. */
  private void merge(int[] inputSteps) {
    int at = lengths.length - 1;
    steps[at] = 1;
    for (int i = axes.length - 1; i >= 0; i--) {
      int length = dims[axes[i]];
      int step = inputSteps[axes[i]];
      if (length == 1) {
        continue;
      }
      if (lengths[at] == 1) {
        steps[at] = step;
      } else if (step != steps[at] * lengths[at]) {
        at--;
        steps[at] = step;
      }
      lengths[at] *= length;
    }
  }

  /** The order that undoes this one. */
  public Permutation inverse() {
    int[] outputDims = new int[dims.length];
    int[] back = new int[dims.length];
    for (int i = 0; i < axes.length; i++) {
      outputDims[i] = dims[axes[i]];
      back[axes[i]] = i;
    }
    return new Permutation(outputDims, back);
  }

  /** See {@link ElementwiseKernels#permute}. */
  void apply(int samples, float[] from, float[] to) {
    for (int n = 0; n < samples; n++) {
      apply(0, from, n * size, to, n * size);
    }
  }

  /** Copies what one index on each axis before some axis holds; returns the end of the output. */
  private int apply(int axis, float[] from, int f, float[] to, int t) {
    if (axis == lengths.length - 2) {
      copy(from, f, to, t);
      return t + lengths[axis] * lengths[axis + 1];
    }
    int end = t;
    for (int i = 0; i < lengths[axis]; i++) {
      end = apply(axis + 1, from, f + i * steps[axis], to, end);
    }
    return end;
  }

  /** Copies the last two axes: runs, or a matrix that is transposed square by square. */
  private void copy(float[] from, int f, float[] to, int t) {
    int rows = lengths[lengths.length - 2];
    int columns = lengths[lengths.length - 1];
    int rowStep = steps[lengths.length - 2];
    int step = steps[lengths.length - 1];
    if (step == 1) {
      Elementwise.copyColumns(rows, columns, from, f, rowStep, to, t, columns);
      return;
    }
    for (int row = 0; row < rows; row += TILE) {
      for (int column = 0; column < columns; column += TILE) {
        transpose(row, column, from, f, to, t);
      }
    }
  }

  /** Transposes the square that begins at a row and a column of the output. */
  private void transpose(int row, int column, float[] from, int f, float[] to, int t) {
    int columns = lengths[lengths.length - 1];
    int rowEnd = Math.min(row + TILE, lengths[lengths.length - 2]);
    int columnEnd = Math.min(column + TILE, columns);
    int step = steps[lengths.length - 1];
    for (int y = row; y < rowEnd; y++) {
      int in = f + y * steps[lengths.length - 2];
      int out = t + y * columns;
      for (int x = column; x < columnEnd; x++) {
        to[out + x] = from[in + x * step];
      }
    }
  }
}
