package io.crema.examples.report;

import io.crema.nn.metric.ClassScore;
import io.crema.nn.metric.ConfusionMatrix;
import io.crema.nn.metric.Evaluation;
import java.util.Locale;

/** What a test came to, in tables of plain text. */
final class MetricsText {

  private MetricsText() {}

  static String of(TestRun test) {
    Evaluation evaluation = test.evaluation();
    return "%s\n%s\n%s"
        .formatted(summary(evaluation), perClass(test), evaluation.report(test.classNames()));
  }

  private static String summary(Evaluation evaluation) {
    ClassScore mean = evaluation.weighted();
    StringBuilder lines = new StringBuilder();
    add(lines, "accuracy", Words.percent(evaluation.accuracy()), accuracyNote(evaluation));
    add(
        lines,
        "precision",
        Words.percent(mean.precision()),
        "mean of the classes, each by its number of images");
    add(lines, "recall", Words.percent(mean.recall()), "the same mean");
    add(lines, "F1", Words.percent(mean.f1()), "the same mean");
    String loss = String.format(Locale.ROOT, "%.4f", evaluation.loss().orElse(Double.NaN));
    add(lines, "loss", loss, "cross-entropy in nats");
    double error = evaluation.calibration().expectedCalibrationError();
    add(lines, "ECE", Words.percent(error), "expected calibration error");
    return lines.toString();
  }

  private static String accuracyNote(Evaluation evaluation) {
    return "95 %% interval %s, %s of %s right"
        .formatted(
            Words.percent(evaluation.accuracyInterval()),
            Words.count(evaluation.confusionMatrix().correct()),
            Words.count(evaluation.images()));
  }

  private static void add(StringBuilder lines, String name, String value, String note) {
    lines.append(String.format(Locale.ROOT, "%-9s  %8s  %s\n", name, value, note));
  }

  private static String perClass(TestRun test) {
    ConfusionMatrix matrix = test.evaluation().confusionMatrix();
    int width = Math.max(5, test.classNames().stream().mapToInt(String::length).max().orElse(0));
    String row = "%-" + width + "s  %7s  %6s  %8s\n";
    StringBuilder lines = new StringBuilder(row.formatted("class", "correct", "total", "accuracy"));
    for (int label = 0; label < matrix.classes(); label++) {
      int total = matrix.support(label);
      int correct = matrix.count(label, label);
      String share = total == 0 ? "-" : Words.percent((double) correct / total);
      lines.append(row.formatted(test.classNames().get(label), correct, total, share));
    }
    return lines.toString();
  }
}
