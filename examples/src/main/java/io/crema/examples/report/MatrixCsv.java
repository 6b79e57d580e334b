package io.crema.examples.report;

import io.crema.nn.metric.ConfusionMatrix;
import java.util.StringJoiner;

/** A confusion matrix for other programs: a row a true class, by its number. */
final class MatrixCsv {

  private MatrixCsv() {}

  static String of(ConfusionMatrix matrix) {
    StringBuilder lines = new StringBuilder("true");
    for (int label = 0; label < matrix.classes(); label++) {
      lines.append(",predicted_").append(label);
    }
    lines.append('\n');
    int[][] counts = matrix.toArray();
    for (int label = 0; label < counts.length; label++) {
      StringJoiner row = new StringJoiner(",", "", "\n").add(Integer.toString(label));
      for (int count : counts[label]) {
        row.add(Integer.toString(count));
      }
      lines.append(row);
    }
    return lines.toString();
  }
}
