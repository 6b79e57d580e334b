package io.crema.nn.confidence;

import io.crema.core.tensor.Tensor;

/**
 * The outputs of a classifier, a row a sample, and the class that each sample belongs to; checked.
 *
 * @param labels N class numbers
 * @param values N rows of outputs, each of {@code classes} values
 * @param classes values in a row
 */
@SuppressWarnings("ArrayRecordComponent") // carries, is not compared
record LabelledOutputs(int[] labels, float[] values, int classes) {

  /* What a probability may exceed 1 by, through rounding. */
  private static final float GREATEST_PROBABILITY = 1.00001f;

  /** {@return logits: finite numbers} */
  static LabelledOutputs ofLogits(String who, int[] labels, Tensor logits) {
    LabelledOutputs outputs = of(who, labels, logits);
    int count = outputs.size() * outputs.classes;
    for (int i = 0; i < count; i++) {
      if (!Float.isFinite(outputs.values[i])) {
        throw refusal(who, i, outputs.classes, "a finite logit", outputs.values[i]);
      }
    }
    return outputs;
  }

  /** {@return probabilities: numbers from 0 to 1} */
  static LabelledOutputs ofProbabilities(String who, int[] labels, Tensor probabilities) {
    LabelledOutputs outputs = of(who, labels, probabilities);
    requireProbabilities(who, outputs.values, outputs.size() * outputs.classes, outputs.classes);
    return outputs;
  }

  /** Checks the first {@code count} values, which are rows of probabilities. */
  static void requireProbabilities(String who, float[] values, int count, int classes) {
    for (int i = 0; i < count; i++) {
      if (!(values[i] >= 0 && values[i] <= GREATEST_PROBABILITY)) {
        throw refusal(who, i, classes, "a probability from 0 to 1", values[i]);
      }
    }
  }

  private static IllegalArgumentException refusal(
      String who, int index, int classes, String expected, float got) {
    return new IllegalArgumentException(
        "%s: row %d, class %d: expected %s, got %s"
            .formatted(who, index / classes, index % classes, expected, got));
  }

  private static LabelledOutputs of(String who, int[] labels, Tensor outputs) {
    int classes = outputs.shape().rank() == 2 ? outputs.shape().dim(1) : 0;
    if (classes < 2 || labels.length == 0 || outputs.shape().dim(0) != labels.length) {
      throw new IllegalArgumentException(
          "%s: expected outputs [N, classes] of at least 2 classes for N = %d labels, got %s"
              .formatted(who, labels.length, outputs.shape()));
    }
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < 0 || labels[i] >= classes) {
        throw new IllegalArgumentException(
            "%s: label of sample %d: expected 0 to %d, got %d"
                .formatted(who, i, classes - 1, labels[i]));
      }
    }
    return new LabelledOutputs(labels, outputs.array(), classes);
  }

  /** {@return the number of samples} */
  int size() {
    return labels.length;
  }

  /** {@return where the row of a sample begins} */
  int row(int sample) {
    return sample * classes;
  }

  /** {@return what the classifier says of the class that the sample belongs to} */
  float ofLabel(int sample) {
    return values[row(sample) + labels[sample]];
  }
}
