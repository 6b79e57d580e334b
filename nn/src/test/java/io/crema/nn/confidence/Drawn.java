package io.crema.nn.confidence;

import io.crema.core.random.SplitMix64;
import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;

/** Made-up outputs of a classifier whose probabilities are known to be right. */
@SuppressWarnings("ArrayRecordComponent") // carries, is not compared
record Drawn(int[] labels, Tensor logits) {

  /**
   * {@return logits, and of each row a class drawn by its softmax}
   *
   * @param count rows
   * @param classes values in a row
   * @param spread the standard deviation of the logits
   * @param seed of everything
   */
  static Drawn of(int count, int classes, double spread, long seed) {
    SplitMix64 random = new SplitMix64(seed);
    Tensor logits = Tensor.zeros(Shape.of(count, classes));
    int[] labels = new int[count];
    for (int i = 0; i < logits.size(); i++) {
      logits.array()[i] = (float) (spread * gaussian(random));
    }
    Tensor probabilities = new TemperatureScaling(1).probabilities(logits);
    for (int i = 0; i < count; i++) {
      labels[i] = draw(probabilities.array(), i * classes, classes, random);
    }
    return new Drawn(labels, logits);
  }

  /** {@return the same rows by a classifier that is too sure of itself, or not sure enough} */
  Drawn times(double factor) {
    Tensor logits = this.logits.copy();
    for (int i = 0; i < logits.size(); i++) {
      logits.array()[i] *= (float) factor;
    }
    return new Drawn(labels, logits);
  }

  Tensor probabilities() {
    return new TemperatureScaling(1).probabilities(logits);
  }

  private static int draw(float[] probabilities, int from, int classes, SplitMix64 random) {
    double left = uniform(random);
    for (int c = 0; c < classes - 1; c++) {
      left -= probabilities[from + c];
      if (left < 0) {
        return c;
      }
    }
    return classes - 1;
  }

  /** The sum of twelve uniform numbers. */
  private static double gaussian(SplitMix64 random) {
    double sum = -6;
    for (int i = 0; i < 12; i++) {
      sum += uniform(random);
    }
    return sum;
  }

  static double uniform(SplitMix64 random) {
    return (random.next() >>> 11) * 0x1p-53;
  }
}
