package io.crema.core.kernel;

import io.crema.core.kernel.Scratch.Use;
import org.jspecify.annotations.Nullable;

/** Group normalization but for its inner loops, which are up to the caller. */
final class GroupNormalization {

  private GroupNormalization() {}

  static void forward(
      ChannelOps ops,
      GroupNormGeometry geometry,
      int samples,
      double epsilon,
      float[] input,
      float[] gamma,
      float[] beta,
      double[] statistics,
      float @Nullable [] addend,
      boolean rectify,
      float[] output,
      Scratch scratch) {
    int channels = geometry.channels();
    int period = Normalization.period(ops, channels);
    for (int sample = 0; sample < samples; sample++) {
      int first = sample * geometry.size();
      double[] totals = scratch.doubles(2 * channels);
      Normalization.totals(
          ops, sample * geometry.pixels(), geometry.pixels(), channels, input, totals, scratch);
      float[] constants = scratch.array(Use.CHANNELS, 3 * period);
      for (int group = 0; group < geometry.groups(); group++) {
        int at = 2 * (sample * geometry.groups() + group);
        merge(geometry, group, epsilon, totals, statistics, at);
        constants(geometry, group, statistics, at, gamma, beta, period, constants);
      }
      Normalization.repeat(3, channels, Math.min(period, geometry.size()), period, constants);
      ops.normalize(
          first, first + geometry.size(), period, input, constants, addend, rectify, output);
    }
  }

  /** The moments of a group from those of its channels, which all have as many values. */
  private static void merge(
      GroupNormGeometry geometry,
      int group,
      double epsilon,
      double[] totals,
      double[] statistics,
      int at) {
    int count = geometry.groupChannels();
    int first = group * count;
    double mean = 0;
    for (int c = first; c < first + count; c++) {
      mean += totals[c];
    }
    mean /= count;
    double squares = 0;
    for (int c = first; c < first + count; c++) {
      double step = totals[c] - mean;
      squares += totals[geometry.channels() + c] + geometry.pixels() * step * step;
    }
    double variance = squares / ((double) count * geometry.pixels());
    statistics[at] = mean;
    statistics[at + 1] = 1 / Math.sqrt(variance + epsilon);
  }

  private static void constants(
      GroupNormGeometry geometry,
      int group,
      double[] statistics,
      int at,
      float[] gamma,
      float[] beta,
      int period,
      float[] constants) {
    double mean = statistics[at];
    float rounded = (float) mean;
    int first = group * geometry.groupChannels();
    for (int c = first; c < first + geometry.groupChannels(); c++) {
      double scale = gamma[c] * statistics[at + 1];
      constants[c] = rounded;
      constants[period + c] = (float) scale;
      constants[2 * period + c] = (float) (beta[c] + (rounded - mean) * scale);
    }
  }

  /*
   * Wu & He 2018. With sums over the n values of a group, s = sum(gamma * dOutput) and p =
   * sum(gamma * dOutput * (input - mean)):
   * dInput = inverse * (gamma * dOutput - s / n - (input - mean) * inverse^2 * p / n).
   */
  static void backward(
      ChannelOps ops,
      GroupNormGeometry geometry,
      int samples,
      float[] input,
      double[] statistics,
      float[] gamma,
      float[] dOutput,
      float[] dGamma,
      float[] dBeta,
      float @Nullable [] dInput,
      Scratch scratch) {
    int channels = geometry.channels();
    int pixels = geometry.pixels();
    int period = Normalization.period(ops, channels);
    for (int sample = 0; sample < samples; sample++) {
      int first = sample * geometry.size();
      double[] totals = scratch.doubles(2 * channels);
      float[] constants = scratch.array(Use.CHANNELS, 4 * period);
      for (int c = 0; c < channels; c++) {
        int group = sample * geometry.groups() + c / geometry.groupChannels();
        constants[c] = (float) statistics[2 * group];
      }
      Normalization.backwardTotals(
          ops, sample * pixels, pixels, channels, input, dOutput, constants, totals);
      for (int group = 0; group < geometry.groups(); group++) {
        int at = 2 * (sample * geometry.groups() + group);
        center(geometry, group, statistics, at, totals);
        parameters(geometry, group, statistics, at, totals, dGamma, dBeta);
        gradientConstants(geometry, group, statistics, at, gamma, totals, period, constants);
      }
      if (dInput != null) {
        Normalization.repeat(4, channels, Math.min(period, geometry.size()), period, constants);
        ops.gradient(first, first + geometry.size(), period, input, dOutput, constants, dInput);
      }
    }
  }

  /** Makes products with the difference to the rounded mean those with that to the mean. */
  private static void center(
      GroupNormGeometry geometry, int group, double[] statistics, int at, double[] totals) {
    double shift = (float) statistics[at] - statistics[at];
    int first = group * geometry.groupChannels();
    for (int c = first; c < first + geometry.groupChannels(); c++) {
      totals[geometry.channels() + c] += shift * totals[c];
    }
  }

  private static void parameters(
      GroupNormGeometry geometry,
      int group,
      double[] statistics,
      int at,
      double[] totals,
      float[] dGamma,
      float[] dBeta) {
    int first = group * geometry.groupChannels();
    for (int c = first; c < first + geometry.groupChannels(); c++) {
      dBeta[c] += (float) totals[c];
      dGamma[c] += (float) (totals[geometry.channels() + c] * statistics[at + 1]);
    }
  }

  private static void gradientConstants(
      GroupNormGeometry geometry,
      int group,
      double[] statistics,
      int at,
      float[] gamma,
      double[] totals,
      int period,
      float[] constants) {
    int count = geometry.groupChannels();
    int first = group * count;
    double sum = 0;
    double product = 0;
    for (int c = first; c < first + count; c++) {
      sum += gamma[c] * totals[c];
      product += gamma[c] * totals[geometry.channels() + c];
    }
    double inverse = statistics[at + 1];
    double share = inverse / ((double) count * geometry.pixels());
    double slope = -share * inverse * inverse * product;
    double shift = (float) statistics[at] - statistics[at];
    for (int c = first; c < first + count; c++) {
      constants[c] = (float) statistics[at];
      constants[period + c] = (float) (gamma[c] * inverse);
      constants[2 * period + c] = (float) slope;
      constants[3 * period + c] = (float) (slope * shift - share * sum);
    }
  }
}
