package io.crema.nn.layer;

/** Normalizations. */
final class NaiveNormalizations {

  private NaiveNormalizations() {}

  static void addTo(NaiveOperators all) {
    all.with(BatchNorm.class, NaiveNormalizations::batchNorm);
  }

  private static void batchNorm(BatchNorm norm, NaiveSample s) {
    int channels = s.shape().dim(s.shape().rank() - 1);
    for (int i = 0; i < s.input().length; i++) {
      int c = i % channels;
      double deviation = Math.sqrt(s.parameter("variance", c) + norm.epsilon());
      s.add(i, s.parameter("gamma", c) * (s.input()[i] - s.parameter("mean", c)) / deviation);
      s.add(i, s.parameter("beta", c));
    }
  }
}
