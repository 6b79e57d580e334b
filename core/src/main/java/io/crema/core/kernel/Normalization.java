package io.crema.core.kernel;

import io.crema.core.kernel.Scratch.Use;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Batch normalization but for its inner loops, which are up to the caller. */
final class Normalization {

  /** Rows whose sums are chains in float; those of blocks are put together in double. */
  static final int BLOCK = 256;

  /** Least values between two turns of the constants: enough to be worth a loop of its own. */
  private static final int LEAST_PERIOD = 256;

  private Normalization() {}

  /*
   * Shifted sums in one pass (Chan, Golub & LeVeque, "Algorithms for Computing the Sample
   * Variance", 1983). The pivot is the mean of the rows before the block, or the first row: near
   * enough to the values that a large mean does not cancel what they differ by.
   */
  static void moments(
      ChannelOps ops,
      int rows,
      int channels,
      float[] values,
      float[] mean,
      float[] variance,
      Scratch scratch) {
    double[] totals = scratch.doubles(2 * channels);
    totals(ops, 0, rows, channels, values, totals, scratch);
    for (int c = 0; c < channels; c++) {
      mean[c] = (float) totals[c];
      variance[c] = (float) (totals[channels + c] / rows);
    }
  }

  /**
   * The moments of some rows, in double.
   *
   * @param firstRow the first of the rows
   * @param totals {@code [2, channels]}: means and sums of squared differences from them.
   *     Overwritten.
   */
  static void totals(
      ChannelOps ops,
      int firstRow,
      int rows,
      int channels,
      float[] values,
      double[] totals,
      Scratch scratch) {
    int padded = ops.padded(channels);
    float[] byChannel = scratch.array(Use.CHANNELS, 3 * padded);
    Arrays.fill(totals, 0, 2 * channels, 0);
    System.arraycopy(values, firstRow * channels, byChannel, 0, channels);
    for (int done = 0; done < rows; done += BLOCK) {
      int count = Math.min(BLOCK, rows - done);
      Arrays.fill(byChannel, padded, 3 * padded, 0f);
      ops.moments(firstRow + done, count, channels, values, byChannel);
      merge(done, count, channels, byChannel, padded, totals);
    }
  }

  /** Puts a block's mean and sum of squared differences to those of the rows before it. */
  private static void merge(
      int before, int count, int channels, float[] byChannel, int padded, double[] totals) {
    double share = (double) count / (before + count);
    double weight = share * before;
    for (int c = 0; c < channels; c++) {
      double blockMean = (double) byChannel[padded + c] / count;
      double squares = byChannel[2 * padded + c] - blockMean * byChannel[padded + c];
      double step = byChannel[c] + blockMean - totals[c];
      totals[c] += step * share;
      totals[channels + c] += Math.max(squares, 0) + step * step * weight;
      byChannel[c] = (float) totals[c];
    }
  }

  /** See {@link Kernels#mergeMoments}. */
  static void mergeMoments(
      int channels, long rowsBefore, int rows, float[] mean, float[] variance, double[] totals) {
    if (rowsBefore == 0) {
      Arrays.fill(totals, 0, 2 * channels, 0);
    }
    double share = (double) rows / (rowsBefore + rows);
    double weight = share * rowsBefore;
    for (int c = 0; c < channels; c++) {
      double step = mean[c] - totals[c];
      totals[c] += step * share;
      totals[channels + c] += (double) variance[c] * rows + step * step * weight;
    }
  }

  static void forward(
      ChannelOps ops,
      int rows,
      int channels,
      float[] input,
      float[] mean,
      float[] inverseDeviation,
      float[] gamma,
      float[] beta,
      float @Nullable [] addend,
      boolean rectify,
      float[] output,
      Scratch scratch) {
    int period = period(ops, channels);
    float[] constants = scratch.array(Use.CHANNELS, 3 * period);
    for (int c = 0; c < channels; c++) {
      constants[c] = mean[c];
      constants[period + c] = gamma[c] * inverseDeviation[c];
      constants[2 * period + c] = beta[c];
    }
    repeat(3, channels, period, period, constants);
    ops.normalize(0, rows * channels, period, input, constants, addend, rectify, output);
  }

  /*
   * Ioffe & Szegedy 2015, section 3, with s = sum of dOutput and p = sum of dOutput * (input -
   * mean): dInput = scale * (dOutput - s / rows - (input - mean) * inverse^2 * p / rows).
   */

  static void backwardSums(
      ChannelOps ops,
      int rows,
      int channels,
      float[] input,
      float[] mean,
      float[] dOutput,
      double[] totals,
      Scratch scratch) {
    float[] byChannel = scratch.array(Use.CHANNELS, 3 * ops.padded(channels));
    System.arraycopy(mean, 0, byChannel, 0, channels);
    backwardTotals(ops, 0, rows, channels, input, dOutput, byChannel, totals);
  }

  /**
   * The sums of {@link #backwardSums} over some rows.
   *
   * @param firstRow the first of the rows
   * @param byChannel {@code [3, padded]}: means, then work space
   */
  static void backwardTotals(
      ChannelOps ops,
      int firstRow,
      int rows,
      int channels,
      float[] input,
      float[] dOutput,
      float[] byChannel,
      double[] totals) {
    int padded = ops.padded(channels);
    Arrays.fill(totals, 0, 2 * channels, 0);
    for (int done = 0; done < rows; done += BLOCK) {
      int count = Math.min(BLOCK, rows - done);
      Arrays.fill(byChannel, padded, 3 * padded, 0f);
      ops.products(firstRow + done, count, channels, input, dOutput, byChannel);
      for (int c = 0; c < channels; c++) {
        totals[c] += byChannel[padded + c];
        totals[channels + c] += byChannel[2 * padded + c];
      }
    }
  }

  static void backwardParameters(
      int channels, float[] inverseDeviation, double[] totals, float[] dGamma, float[] dBeta) {
    for (int c = 0; c < channels; c++) {
      double inverse = inverseDeviation[c];
      dBeta[c] += (float) totals[c];
      dGamma[c] += (float) (totals[channels + c] * inverse);
    }
  }

  static void backwardData(
      ChannelOps ops,
      int rows,
      int channels,
      long allRows,
      float[] input,
      float[] mean,
      float[] inverseDeviation,
      float[] gamma,
      double[] totals,
      float[] dOutput,
      float[] dInput,
      Scratch scratch) {
    int period = period(ops, channels);
    float[] constants = scratch.array(Use.CHANNELS, 4 * period);
    for (int c = 0; c < channels; c++) {
      double inverse = inverseDeviation[c];
      float scale = gamma[c] * inverseDeviation[c];
      constants[c] = mean[c];
      constants[period + c] = scale;
      constants[2 * period + c] =
          (float) (-scale * (totals[channels + c] * inverse * inverse) / allRows);
      constants[3 * period + c] = (float) (-scale * totals[c] / allRows);
    }
    repeat(4, channels, period, period, constants);
    ops.gradient(0, rows * channels, period, input, dOutput, constants, dInput);
  }

  /** Values after which channels and vectors begin together again. */
  static int period(ChannelOps ops, int channels) {
    int period = channels;
    while (period % ops.lanes() != 0) {
      period += channels;
    }
    return (LEAST_PERIOD + period - 1) / period * period;
  }

  /**
   * Fills the first values of rows of {@code period} values with what their first {@code channels}
   * are.
   *
   * @param filled values to fill of each row, a multiple of {@code channels}
   */
  static void repeat(int rows, int channels, int filled, int period, float[] constants) {
    for (int row = 0; row < rows; row++) {
      int from = row * period;
      for (int at = channels; at < filled; at += channels) {
        System.arraycopy(constants, from, constants, from + at, channels);
      }
    }
  }
}
