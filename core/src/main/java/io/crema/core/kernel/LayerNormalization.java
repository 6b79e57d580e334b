package io.crema.core.kernel;

import io.crema.core.kernel.Scratch.Use;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Layer normalization but for its inner loops, which are up to the caller. Each loop goes over some
 * rows at once that fit in the cache, so that rows do not wait for each other's sums.
 */
final class LayerNormalization {

  /** Values of a row whose sums are chains in float; those of blocks are put together in double. */
  static final int BLOCK = 4096;

  /** Rows whose gradients by gamma and beta are chains; those of blocks are added in order. */
  static final int ROW_BLOCK = 256;

  /** Most rows that a loop goes over at once. */
  private static final int MOST_ROWS = 64;

  private LayerNormalization() {}

  /** Rows that a loop goes over at once: about as many values as a block, at least one row. */
  private static int rowsAtOnce(int columns) {
    return Math.max(1, Math.min(MOST_ROWS, BLOCK / columns));
  }

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
    int step = rowsAtOnce(columns);
    double share = 1.0 / columns;
    float[] constants = scratch.array(Use.ROW, step * RowOps.CONSTANTS);
    for (int row = 0; row < rows; row += step) {
      int count = Math.min(step, rows - row);
      moments(ops, row, count, columns, input, constants, statistics, scratch);
      for (int r = row; r < row + count; r++) {
        statistics[2 * r + 1] = 1 / Math.sqrt(statistics[2 * r + 1] * share + epsilon);
      }
      fill(row, count, statistics, constants);
      ops.normalize(row * columns, columns, count, input, constants, gamma, beta, output);
    }
  }

  /*
   * Two passes over a block: the mean, from the differences to the first value, then the squares of
   * the differences to the mean as rounded to float, less what the rounding adds. Blocks are put
   * together by Chan, Golub & LeVeque 1983.
   */

  /** Sets the statistics of some rows to their means and sums of squared differences. */
  private static void moments(
      RowOps ops,
      int firstRow,
      int rows,
      int columns,
      float[] values,
      float[] constants,
      double[] statistics,
      Scratch scratch) {
    float[] sums = scratch.array(Use.ROW_SUMS, rows * RowOps.SUMS);
    double[] means = scratch.doubles(rows);
    for (int done = 0; done < columns; done += BLOCK) {
      int n = Math.min(BLOCK, columns - done);
      int first = firstRow * columns + done;
      double share = 1.0 / n;
      ops.sums(first, columns, rows, n, values, sums);
      for (int r = 0; r < rows; r++) {
        means[r] = values[first + r * columns] + total(sums, r * RowOps.SUMS) * share;
        constants[r * RowOps.CONSTANTS + RowOps.MEAN] = (float) means[r];
      }
      ops.squares(first, columns, rows, n, values, constants, sums);
      for (int r = 0; r < rows; r++) {
        double shift = means[r] - constants[r * RowOps.CONSTANTS + RowOps.MEAN];
        double squares = total(sums, r * RowOps.SUMS) - n * shift * shift;
        merge(done, n, means[r], Math.max(squares, 0), statistics, 2 * (firstRow + r));
      }
    }
  }

  /** Puts a block's mean and sum of squared differences to those of the values before it. */
  private static void merge(
      int before, int n, double mean, double squares, double[] statistics, int at) {
    if (before == 0) {
      statistics[at] = mean;
      statistics[at + 1] = squares;
      return;
    }
    double share = (double) n / (before + n);
    double step = mean - statistics[at];
    statistics[at] += step * share;
    statistics[at + 1] += squares + step * step * share * before;
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

  /** Fills the constants of some rows that follow from their statistics. */
  private static void fill(int firstRow, int rows, double[] statistics, float[] constants) {
    for (int r = 0; r < rows; r++) {
      double mean = statistics[2 * (firstRow + r)];
      double inverse = statistics[2 * (firstRow + r) + 1];
      float rounded = (float) mean;
      int at = r * RowOps.CONSTANTS;
      constants[at + RowOps.MEAN] = rounded;
      constants[at + RowOps.INVERSE] = (float) inverse;
      constants[at + RowOps.REST] = (float) ((rounded - mean) * inverse);
    }
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
    int step = rowsAtOnce(columns);
    float[] byColumn = scratch.array(Use.CHANNELS, 2 * columns);
    float[] constants = scratch.array(Use.ROW, step * RowOps.CONSTANTS);
    for (int block = 0; block < rows; block += ROW_BLOCK) {
      int end = Math.min(block + ROW_BLOCK, rows);
      Arrays.fill(byColumn, 0, 2 * columns, 0f);
      for (int row = block; row < end; row += step) {
        int first = row * columns;
        int count = Math.min(step, end - row);
        fill(row, count, statistics, constants);
        ops.parameters(first, columns, count, input, dOutput, constants, byColumn);
        if (dInput != null) {
          fillGradient(ops, first, columns, count, input, dOutput, gamma, constants, scratch);
          ops.gradient(first, columns, count, input, dOutput, constants, gamma, dInput);
        }
      }
      for (int c = 0; c < columns; c++) {
        dBeta[c] += byColumn[c];
        dGamma[c] += byColumn[columns + c];
      }
    }
  }

  /** Fills slope and offset of some rows, which follow from their sums. */
  private static void fillGradient(
      RowOps ops,
      int first,
      int columns,
      int rows,
      float[] input,
      float[] dOutput,
      float[] gamma,
      float[] constants,
      Scratch scratch) {
    float[] sums = scratch.array(Use.ROW_SUMS, 2 * rows * RowOps.SUMS);
    double share = 1.0 / columns;
    double[] totals = scratch.doubles(2 * rows);
    Arrays.fill(totals, 0, 2 * rows, 0);
    for (int column = 0; column < columns; column += BLOCK) {
      int n = Math.min(BLOCK, columns - column);
      ops.products(
          first + column, columns, rows, column, n, input, dOutput, constants, gamma, sums);
      for (int i = 0; i < 2 * rows; i++) {
        totals[i] += total(sums, i * RowOps.SUMS);
      }
    }
    for (int r = 0; r < rows; r++) {
      int at = r * RowOps.CONSTANTS;
      double factor = -share * constants[at + RowOps.INVERSE];
      constants[at + RowOps.OFFSET] = (float) (factor * totals[2 * r]);
      constants[at + RowOps.SLOPE] = (float) (factor * totals[2 * r + 1]);
    }
  }
}
