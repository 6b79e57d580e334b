package io.crema.nn.metric;

import io.crema.nn.text.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** An {@link Evaluation} as text: a row a class, the means, a line on the accuracy. */
final class EvaluationReport {

  private EvaluationReport() {}

  static String of(Evaluation evaluation, List<String> classNames) {
    evaluation.confusionMatrix().requireNames(classNames);
    TextTable table = new TextTable(0);
    table.addRow(List.of("class", "precision", "recall", "f1", "support"));
    for (int label = 0; label < evaluation.classes(); label++) {
      table.addRow(cells(classNames.get(label), evaluation.score(label)));
    }
    table.addRow(cells("macro mean", evaluation.macro()));
    table.addRow(cells("weighted mean", evaluation.weighted()));
    return table + "\n" + summary(evaluation) + "\n" + absent(evaluation, classNames);
  }

  private static String absent(Evaluation evaluation, List<String> classNames) {
    List<Integer> absent = evaluation.absentClasses();
    if (absent.isEmpty()) {
      return "";
    }
    String names = absent.stream().map(classNames::get).collect(Collectors.joining(", "));
    return "not in the macro mean, since neither images nor predictions are of them: "
        + names
        + "\n";
  }

  private static List<String> cells(String name, ClassScore score) {
    List<String> cells = new ArrayList<>(List.of(name));
    for (double share : new double[] {score.precision(), score.recall(), score.f1()}) {
      cells.add(fourDecimals(share));
    }
    cells.add(Integer.toString(score.support()));
    return cells;
  }

  private static String summary(Evaluation evaluation) {
    String line =
        "accuracy %s (95 %% interval %s), %s of %s images"
            .formatted(
                fourDecimals(evaluation.accuracy()),
                evaluation.accuracyInterval(),
                evaluation.confusionMatrix().correct(),
                evaluation.images());
    OptionalDouble loss = evaluation.loss();
    return loss.isPresent() ? line + ", loss " + fourDecimals(loss.getAsDouble()) : line;
  }

  private static String fourDecimals(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }
}
