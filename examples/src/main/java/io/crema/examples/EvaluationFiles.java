package io.crema.examples;

import io.crema.nn.metric.ConfusionMatrix;
import io.crema.nn.metric.Evaluation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.StringJoiner;

/** Writes an evaluation as files: the scores, and the confusion matrix as a table and as CSV. */
final class EvaluationFiles {

  /** The scores of every digit, as text. */
  static final String METRICS = "model_metrics.txt";

  /** The confusion matrix, as text. */
  static final String MATRIX_TEXT = "confusion_matrix.txt";

  /** The confusion matrix for other programs: a row a true digit. */
  static final String MATRIX_CSV = "confusion_matrix.csv";

  private EvaluationFiles() {}

  static void write(Evaluation evaluation, Path directory) throws IOException {
    ConfusionMatrix matrix = evaluation.confusionMatrix();
    Files.writeString(directory.resolve(METRICS), evaluation.report());
    Files.writeString(directory.resolve(MATRIX_TEXT), matrix.toString());
    Files.writeString(directory.resolve(MATRIX_CSV), csv(matrix));
  }

  private static String csv(ConfusionMatrix matrix) {
    StringBuilder lines = new StringBuilder("true");
    for (int digit = 0; digit < matrix.classes(); digit++) {
      lines.append(",predicted_").append(digit);
    }
    lines.append('\n');
    int[][] counts = matrix.toArray();
    for (int digit = 0; digit < counts.length; digit++) {
      StringJoiner row = new StringJoiner(",", "", "\n").add(Integer.toString(digit));
      for (int count : counts[digit]) {
        row.add(Integer.toString(count));
      }
      lines.append(row);
    }
    return lines.toString();
  }
}
