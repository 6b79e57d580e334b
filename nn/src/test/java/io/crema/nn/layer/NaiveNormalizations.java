package io.crema.nn.layer;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** Normalizations. */
final class NaiveNormalizations {

  private NaiveNormalizations() {}

  static void addTo(NaiveOperators all) {
    all.with(BatchNorm.class, NaiveNormalizations::batchNorm)
        .with(LayerNorm.class, NaiveNormalizations::layerNorm)
        .with(GroupNorm.class, NaiveNormalizations::groupNorm)
        .with(InstanceNorm.class, NaiveNormalizations::instanceNorm);
  }

  private static int channels(NaiveSample s) {
    return s.shape().dim(s.shape().rank() - 1);
  }

  private static void batchNorm(BatchNorm norm, NaiveSample s) {
    int channels = channels(s);
    for (int i = 0; i < s.input().length; i++) {
      int c = i % channels;
      double deviation = Math.sqrt(s.parameter("variance", c) + norm.epsilon());
      s.add(i, s.parameter("gamma", c) * (s.input()[i] - s.parameter("mean", c)) / deviation);
      s.add(i, s.parameter("beta", c));
    }
  }

  private static void layerNorm(LayerNorm norm, NaiveSample s) {
    int row = 1;
    for (int axis = Math.max(0, s.shape().rank() - norm.axes()); axis < s.shape().rank(); axis++) {
      row *= s.shape().dim(axis);
    }
    int length = row;
    normalize(s, i -> i / length, length, norm.epsilon());
  }

  private static void groupNorm(GroupNorm norm, NaiveSample s) {
    int channels = channels(s);
    int length = channels / norm.groups();
    normalize(s, i -> i % channels / length, channels, norm.epsilon());
  }

  private static void instanceNorm(InstanceNorm norm, NaiveSample s) {
    int channels = channels(s);
    normalize(s, i -> i % channels, channels, norm.epsilon());
  }

  /** Normalizes the values of each set by themselves; scale and shift repeat along the input. */
  private static void normalize(NaiveSample s, IntUnaryOperator set, int period, double epsilon) {
    for (int i = 0; i < s.input().length; i++) {
      int own = set.applyAsInt(i);
      double[] values =
          IntStream.range(0, s.input().length)
              .filter(j -> set.applyAsInt(j) == own)
              .mapToDouble(j -> s.input()[j])
              .toArray();
      double mean = Arrays.stream(values).average().orElseThrow();
      double variance =
          Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
      double normalized = (s.input()[i] - mean) / Math.sqrt(variance + epsilon);
      s.add(i, s.parameter("gamma", i % period) * normalized);
      s.add(i, s.parameter("beta", i % period));
    }
  }
}
