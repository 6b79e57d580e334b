package io.crema.nn.layer;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/** Activations. */
final class NaiveActivations {

  private NaiveActivations() {}

  static void addTo(NaiveOperators all) {
    all.with(ReLU.class, (relu, s) -> each(s, x -> rectifier(relu, x)))
        .with(ELU.class, (elu, s) -> each(s, x -> x > 0 ? x : elu.alpha() * (Math.exp(x) - 1)))
        .with(GELU.class, (gelu, s) -> each(s, x -> gelu(gelu, x)))
        .with(
            HardSigmoid.class,
            (hard, s) -> each(s, x -> Math.min(1, Math.max(0, hard.slope() * x + hard.offset()))))
        .with(HardSwish.class, (hard, s) -> each(s, x -> x * Math.min(6, Math.max(0, x + 3)) / 6))
        .with(Mish.class, (mish, s) -> each(s, x -> x * Math.tanh(Math.log(1 + Math.exp(x)))))
        .with(PReLU.class, NaiveActivations::prelu)
        .with(SELU.class, (selu, s) -> each(s, NaiveActivations::selu))
        .with(SiLU.class, (silu, s) -> each(s, x -> x / (1 + Math.exp(-x))))
        .with(Softplus.class, (softplus, s) -> each(s, x -> Math.log(1 + Math.exp(x))))
        .with(Softsign.class, (softsign, s) -> each(s, x -> x / (1 + Math.abs(x))))
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

  private static double rectifier(ReLU relu, double x) {
    double value = x > relu.threshold() ? x : relu.negativeSlope() * (x - relu.threshold());
    return Math.min(value, relu.maximum());
  }

  private static double selu(double x) {
    return 1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * (Math.exp(x) - 1));
  }

  /** The normal distribution by Simpson's rule over its density. */
  private static double gelu(GELU gelu, double x) {
    if (gelu.byTanh()) {
      return x / 2 * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
    }
    int steps = 1000;
    double step = x / steps;
    double sum = 0;
    for (int i = 0; i <= steps; i++) {
      int weight = i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2;
      sum += weight * Math.exp(-i * step * i * step / 2);
    }
    return x * (0.5 + sum * step / 3 / Math.sqrt(2 * Math.PI));
  }

  private static void prelu(PReLU prelu, NaiveSample s) {
    int channels = s.shape().dim(s.shape().rank() - 1);
    for (int i = 0; i < s.input().length; i++) {
      double x = s.input()[i];
      s.add(i, x > 0 ? x : s.parameter("slopes", i % channels) * x);
    }
  }
}
