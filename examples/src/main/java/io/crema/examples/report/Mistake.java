package io.crema.examples.report;

import io.crema.nn.metric.Evaluation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * An image whose predicted class is not the true one.
 *
 * @param image its number, from 0
 * @param truth the true class
 * @param predicted the predicted class
 * @param confidence the probability of the predicted class
 */
record Mistake(int image, int truth, int predicted, float confidence) {

  /** {@return all mistakes, the surest first; of equally sure ones the first first} */
  static List<Mistake> of(Evaluation evaluation) {
    int[] truth = evaluation.labels();
    int[] predicted = evaluation.predictions();
    float[] confidences = evaluation.confidences();
    List<Mistake> mistakes = new ArrayList<>();
    for (int image = 0; image < truth.length; image++) {
      if (truth[image] != predicted[image]) {
        mistakes.add(new Mistake(image, truth[image], predicted[image], confidences[image]));
      }
    }
    mistakes.sort(Comparator.comparing(Mistake::confidence).reversed());
    return mistakes;
  }
}
