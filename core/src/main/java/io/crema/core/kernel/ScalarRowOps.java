package io.crema.core.kernel;

import java.util.Arrays;

/** {@link RowOps} in plain Java. */
final class ScalarRowOps implements RowOps {

  @Override
  public void sums(int first, int columns, int rows, int n, float[] values, float[] sums) {
    Arrays.fill(sums, 0, rows * SUMS, 0f);
    for (int row = 0; row < rows; row++) {
      sumsFrom(0, first + row * columns, n, values, sums, row * SUMS);
    }
  }

  /** Values of a row that begins at {@code first}, from number {@code from} on. */
  static void sumsFrom(int from, int first, int n, float[] values, float[] sums, int to) {
    for (int i = from; i < n; i++) {
      sums[to + i % SUMS] += values[first + i] - values[first];
    }
  }

  @Override
  public void squares(
      int first, int columns, int rows, int n, float[] values, float[] constants, float[] sums) {
    Arrays.fill(sums, 0, rows * SUMS, 0f);
    for (int row = 0; row < rows; row++) {
      float mean = constants[row * CONSTANTS + MEAN];
      squaresFrom(0, first + row * columns, n, values, mean, sums, row * SUMS);
    }
  }

  /** Values of a row that begins at {@code first}, from number {@code from} on. */
  static void squaresFrom(
      int from, int first, int n, float[] values, float mean, float[] sums, int to) {
    for (int i = from; i < n; i++) {
      float d = values[first + i] - mean;
      int sum = to + i % SUMS;
      sums[sum] = Math.fma(d, d, sums[sum]);
    }
  }

  /** The constants of the row begin at {@code at}. */
  private static float normalized(float value, float[] constants, int at) {
    return Math.fma(value - constants[at + MEAN], constants[at + INVERSE], constants[at + REST]);
  }

  @Override
  public void normalize(
      int first,
      int columns,
      int rows,
      float[] input,
      float[] constants,
      float[] gamma,
      float[] beta,
      float[] output) {
    for (int row = 0; row < rows; row++) {
      int at = row * CONSTANTS;
      normalizeFrom(0, first + row * columns, columns, input, constants, at, gamma, beta, output);
    }
  }

  /** Columns of a row that begins at {@code first}, from {@code from} on. */
  static void normalizeFrom(
      int from,
      int first,
      int columns,
      float[] input,
      float[] constants,
      int at,
      float[] gamma,
      float[] beta,
      float[] output) {
    for (int c = from; c < columns; c++) {
      output[first + c] = Math.fma(normalized(input[first + c], constants, at), gamma[c], beta[c]);
    }
  }

  @Override
  public void products(
      int first,
      int columns,
      int rows,
      int column,
      int n,
      float[] input,
      float[] dOutput,
      float[] constants,
      float[] gamma,
      float[] sums) {
    Arrays.fill(sums, 0, 2 * rows * SUMS, 0f);
    for (int row = 0; row < rows; row++) {
      int begin = first + row * columns;
      productsFrom(0, begin, column, n, input, dOutput, constants, row, gamma, sums);
    }
  }

  /** Values of a row that begins at {@code first}, from number {@code from} on. */
  static void productsFrom(
      int from,
      int first,
      int column,
      int n,
      float[] input,
      float[] dOutput,
      float[] constants,
      int row,
      float[] gamma,
      float[] sums) {
    for (int i = from; i < n; i++) {
      float t = dOutput[first + i] * gamma[column + i];
      int sum = 2 * row * SUMS + i % SUMS;
      float x = normalized(input[first + i], constants, row * CONSTANTS);
      sums[sum] += t;
      sums[sum + SUMS] = Math.fma(t, x, sums[sum + SUMS]);
    }
  }

  @Override
  public void parameters(
      int first,
      int columns,
      int rows,
      float[] input,
      float[] dOutput,
      float[] constants,
      float[] byColumn) {
    parametersFrom(0, first, columns, rows, input, dOutput, constants, byColumn);
  }

  /** Columns from {@code from} on. */
  static void parametersFrom(
      int from,
      int first,
      int columns,
      int rows,
      float[] input,
      float[] dOutput,
      float[] constants,
      float[] byColumn) {
    for (int row = 0; row < rows; row++) {
      int begin = first + row * columns;
      for (int c = from; c < columns; c++) {
        float x = normalized(input[begin + c], constants, row * CONSTANTS);
        byColumn[c] += dOutput[begin + c];
        byColumn[columns + c] = Math.fma(dOutput[begin + c], x, byColumn[columns + c]);
      }
    }
  }

  @Override
  public void gradient(
      int first,
      int columns,
      int rows,
      float[] input,
      float[] dOutput,
      float[] constants,
      float[] gamma,
      float[] dInput) {
    for (int row = 0; row < rows; row++) {
      int begin = first + row * columns;
      gradientFrom(0, begin, columns, input, dOutput, constants, row * CONSTANTS, gamma, dInput);
    }
  }

  /** Columns of a row that begins at {@code first}, from {@code from} on. */
  static void gradientFrom(
      int from,
      int first,
      int columns,
      float[] input,
      float[] dOutput,
      float[] constants,
      int at,
      float[] gamma,
      float[] dInput) {
    float inverse = constants[at + INVERSE];
    for (int c = from; c < columns; c++) {
      float x = normalized(input[first + c], constants, at);
      float shared = Math.fma(x, constants[at + SLOPE], constants[at + OFFSET]);
      dInput[first + c] = Math.fma(dOutput[first + c] * gamma[c], inverse, shared);
    }
  }
}
