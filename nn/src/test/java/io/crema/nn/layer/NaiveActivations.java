package io.crema.nn.layer;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/** Activations. */
final class NaiveActivations {

  private NaiveActivations() {}

  static void addTo(NaiveOperators all) {
    all.with(ReLU.class, (relu, s) -> each(s, x -> Math.max(0, x)))
        .with(LeakyReLU.class, (leaky, s) -> each(s, x -> x > 0 ? x : leaky.slope() * x))
        .with(Sigmoid.class, (sigmoid, s) -> each(s, x -> 1 / (1 + Math.exp(-x))))
        .with(Tanh.class, (tanh, s) -> each(s, Math::tanh))
        .with(Softmax.class, NaiveActivations::softmax);
  }

  private static void each(NaiveSample s, DoubleUnaryOperator function) {
    for (int i = 0; i < s.input().length; i++) {
      s.add(i, function.applyAsDouble(s.input()[i]));
    }
  }

  private static void softmax(Softmax softmax, NaiveSample s) {
    double sum = Arrays.stream(s.input()).map(Math::exp).sum();
    each(s, x -> Math.exp(x) / sum);
  }
}
