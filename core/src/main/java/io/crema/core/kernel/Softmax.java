package io.crema.core.kernel;

/**
 * Softmax and its cross-entropy, a row at a time in double. The exponentials are {@link
 * StrictMath}'s: the same bits on every JDK.
 */
final class Softmax {

  private Softmax() {}

  static void forward(int rows, int columns, float[] input, float[] output) {
    for (int row = 0; row < rows; row++) {
      int from = row * columns;
      float max = max(input, from, columns);
      double sum = sumOfExponentials(input, from, columns, max);
      for (int i = from; i < from + columns; i++) {
        output[i] = (float) (StrictMath.exp((double) input[i] - max) / sum);
      }
    }
  }

  static void backward(int rows, int columns, float[] output, float[] dOutput, float[] dInput) {
    for (int row = 0; row < rows; row++) {
      int from = row * columns;
      float mean = 0f;
      for (int i = from; i < from + columns; i++) {
        mean = Math.fma(output[i], dOutput[i], mean);
      }
      for (int i = from; i < from + columns; i++) {
        dInput[i] = output[i] * (dOutput[i] - mean);
      }
    }
  }

  static void crossEntropy(
      int rows,
      int columns,
      float[] logits,
      float[] targets,
      float scale,
      double smoothing,
      double[] losses,
      int firstLoss,
      float[] dLogits) {
    double share = smoothing / columns;
    for (int row = 0; row < rows; row++) {
      int from = row * columns;
      float max = max(logits, from, columns);
      double sum = sumOfExponentials(logits, from, columns, max);
      double logSum = max + StrictMath.log(sum);
      double loss = 0;
      for (int i = from; i < from + columns; i++) {
        double target = (1 - smoothing) * targets[i] + share;
        loss += target * (logSum - logits[i]);
        double probability = StrictMath.exp((double) logits[i] - max) / sum;
        dLogits[i] = (float) (scale * (probability - target));
      }
      losses[firstLoss + row] = loss;
    }
  }

  private static float max(float[] values, int from, int count) {
    float max = values[from];
    for (int i = from + 1; i < from + count; i++) {
      max = Math.max(max, values[i]);
    }
    return max;
  }

  private static double sumOfExponentials(float[] values, int from, int count, float max) {
    double sum = 0;
    for (int i = from; i < from + count; i++) {
      sum += StrictMath.exp((double) values[i] - max);
    }
    return sum;
  }
}
