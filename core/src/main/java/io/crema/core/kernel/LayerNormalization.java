package io.crema.core.kernel;

import io.crema.core.kernel.Scratch.Use;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Layer normalization but for its inner loops, which are up to the caller. */
final class LayerNormalization {

  /** Values of a row whose sums are chains in float; those of blocks are put together in double. */
  static final int BLOCK = 4096;

  /** Rows whose gradients by gamma and beta are chains; those of blocks are added in order. */
  static final int ROW_BLOCK = 256;

  private LayerNormalization() {}

  static void forward(
      RowOps ops,
      int rows,
      int columns,
      double epsilon,
      float[] input,
      float[] gamma,
      float[] beta,
      double[] statistics,
      float[] output,
      Scratch scratch) {
    float[] sums = scratch.array(Use.ROW_SUMS, RowOps.SUMS);
    float[] constants = scratch.array(Use.ROW, RowOps.CONSTANTS);
    for (int row = 0; row < rows; row++) {
      int first = row * columns;
      moments(ops, first, columns, input, epsilon, statistics, row, sums);
      fill(statistics, row, constants);
      ops.normalize(first, columns, input, constants, gamma, beta, output);
    }
  }

  /*
   * Two passes over a block that the first brings into the cache: the mean, from the differences to
   * the first value, then the squares of the differences to the mean as rounded to float, less what
   * the rounding adds. Blocks are put together by Chan, Golub & LeVeque 1983.
   */
  private static void moments(
      RowOps ops,
      int first,
      int columns,
      float[] values,
      double epsilon,
      double[] statistics,
      int row,
      float[] sums) {
    double mean = 0;
    double squares = 0;
    for (int done = 0; done < columns; done += BLOCK) {
      int at = first + done;
      int count = Math.min(BLOCK, columns - done);
      Arrays.fill(sums, 0, RowOps.SUMS, 0f);
      ops.sum(at, count, values, values[at], sums);
      double blockMean = values[at] + total(sums, 0) / count;
      float rounded = (float) blockMean;
      Arrays.fill(sums, 0, RowOps.SUMS, 0f);
      ops.squares(at, count, values, rounded, sums);
      double shift = blockMean - rounded;
      double step = blockMean - mean;
      double share = (double) count / (done + count);
      mean += step * share;
      squares += Math.max(total(sums, 0) - count * shift * shift, 0) + step * step * share * done;
    }
    statistics[2 * row] = mean;
    statistics[2 * row + 1] = 1 / Math.sqrt(squares / columns + epsilon);
  }

  /** The sum of a row's sums: four by four, in double. */
  private static double total(float[] sums, int from) {
    double first = quarter(sums, from) + quarter(sums, from + 1);
    double second = quarter(sums, from + 2) + quarter(sums, from + 3);
    return first + second;
  }

  private static double quarter(float[] sums, int at) {
    double first = (double) sums[at] + sums[at + 4];
    double second = (double) sums[at + 8] + sums[at + 12];
    return first + second;
  }

  private static void fill(double[] statistics, int row, float[] constants) {
    double mean = statistics[2 * row];
    double inverse = statistics[2 * row + 1];
    float rounded = (float) mean;
    constants[RowOps.MEAN] = rounded;
    constants[RowOps.INVERSE] = (float) inverse;
    constants[RowOps.REST] = (float) ((rounded - mean) * inverse);
  }

  /*
   * Ba, Kiros & Hinton 2016, with x the normalized value, t = dOutput * gamma and sums over the n
   * columns of a row: dInput = inverse * (t - sum(t) / n - x * sum(t * x) / n).
   */
  static void backward(
      RowOps ops,
      int rows,
      int columns,
      float[] input,
      double[] statistics,
      float[] gamma,
      float[] dOutput,
      float[] dGamma,
      float[] dBeta,
      float @Nullable [] dInput,
      Scratch scratch) {
    float[] byColumn = scratch.array(Use.CHANNELS, 2 * columns);
    float[] sums = scratch.array(Use.ROW_SUMS, 2 * RowOps.SUMS);
    float[] constants = scratch.array(Use.ROW, RowOps.CONSTANTS);
    for (int firstRow = 0; firstRow < rows; firstRow += ROW_BLOCK) {
      int end = Math.min(firstRow + ROW_BLOCK, rows);
      Arrays.fill(byColumn, 0, 2 * columns, 0f);
      for (int row = firstRow; row < end; row++) {
        int first = row * columns;
        fill(statistics, row, constants);
        ops.parameters(first, columns, input, dOutput, constants, byColumn);
        if (dInput != null) {
          gradientConstants(ops, first, columns, input, dOutput, gamma, constants, sums);
          ops.gradient(first, columns, input, dOutput, constants, gamma, dInput);
        }
      }
      for (int c = 0; c < columns; c++) {
        dBeta[c] += byColumn[c];
        dGamma[c] += byColumn[columns + c];
      }
    }
  }

  /** Computes slope and offset of a row from its sums. */
  private static void gradientConstants(
      RowOps ops,
      int first,
      int columns,
      float[] input,
      float[] dOutput,
      float[] gamma,
      float[] constants,
      float[] sums) {
    double sum = 0;
    double product = 0;
    for (int column = 0; column < columns; column += BLOCK) {
      int count = Math.min(BLOCK, columns - column);
      Arrays.fill(sums, 0, 2 * RowOps.SUMS, 0f);
      ops.products(first + column, column, count, input, dOutput, constants, gamma, sums);
      sum += total(sums, 0);
      product += total(sums, RowOps.SUMS);
    }
    double factor = -(double) constants[RowOps.INVERSE] / columns;
    constants[RowOps.SLOPE] = (float) (factor * product);
    constants[RowOps.OFFSET] = (float) (factor * sum);
  }
}
