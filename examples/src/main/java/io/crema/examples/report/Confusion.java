package io.crema.examples.report;

import io.crema.nn.metric.ConfusionMatrix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Images of one class that were predicted to be of another.
 *
 * @param truth the true class
 * @param predicted the class that was predicted
 * @param count how many images
 */
record Confusion(int truth, int predicted, int count) {

  /** The most confusions that are listed. */
  static final int LISTED = 12;

  /** {@return the most frequent confusions of a matrix, at most {@value #LISTED}, in that order} */
  static List<Confusion> of(ConfusionMatrix matrix) {
    List<Confusion> confusions = new ArrayList<>();
    for (int truth = 0; truth < matrix.classes(); truth++) {
      for (int predicted = 0; predicted < matrix.classes(); predicted++) {
        int count = matrix.count(truth, predicted);
        if (truth != predicted && count > 0) {
          confusions.add(new Confusion(truth, predicted, count));
        }
      }
    }
    confusions.sort(Comparator.comparingInt(Confusion::count).reversed()); // stable
    return List.copyOf(confusions.subList(0, Math.min(LISTED, confusions.size())));
  }

  /** {@return the most frequent confusions as text, one a line} */
  static String list(TestRun test) {
    ConfusionMatrix matrix = test.evaluation().confusionMatrix();
    List<Confusion> confusions = of(matrix);
    StringBuilder text = new StringBuilder("the most frequent confusions\n");
    for (Confusion confusion : confusions) {
      text.append("  ").append(Words.count(confusion.count()));
      text.append(" of ").append(Words.count(matrix.support(confusion.truth()))).append("  ");
      text.append(test.classNames().get(confusion.truth())).append(" -> ");
      text.append(test.classNames().get(confusion.predicted())).append('\n');
    }
    return confusions.isEmpty() ? "no confusions\n" : text.toString();
  }
}
