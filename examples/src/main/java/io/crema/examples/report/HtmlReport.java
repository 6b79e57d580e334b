package io.crema.examples.report;

import io.crema.nn.io.SavedModel;
import io.crema.nn.metric.ClassScore;
import io.crema.nn.metric.ConfusionMatrix;
import io.crema.nn.metric.Evaluation;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The page of a report, with all of its charts and tables. */
final class HtmlReport {

  private static final String STYLE = "report.css";

  private final TestRun test;
  private final Evaluation evaluation;

  private HtmlReport(TestRun test) {
    this.test = test;
    evaluation = test.evaluation();
  }

  /**
   * {@return the page}
   *
   * @param test what it reports
   * @param model where the answers come from
   * @param charts PNG pictures by their captions
   */
  static String of(TestRun test, SavedModel model, Map<String, byte[]> charts) throws IOException {
    HtmlReport report = new HtmlReport(test);
    HtmlPage page = new HtmlPage("Test of " + test.model(), style());
    page.element("p", report.subject()).figures(report.figures());
    page.element("h2", "Scores of each class").table(heads(), report.rows());
    page.element("h2", "Charts");
    charts.forEach((caption, png) -> page.picture(caption, png));
    page.element("h2", "The model").facts(facts(model));
    page.element("pre", model.model().summary().strip());
    return page.toString();
  }

  private static String style() throws IOException {
    try (InputStream in = HtmlReport.class.getResourceAsStream(STYLE)) {
      if (in == null) {
        throw new FileNotFoundException("class path: no " + STYLE);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private String subject() {
    return "%s images of %s".formatted(Words.count(evaluation.images()), test.data());
  }

  private List<List<String>> figures() {
    ClassScore mean = evaluation.weighted();
    String weighted = "mean, by number of images";
    return List.of(
        List.of(
            "Accuracy",
            Words.percent(evaluation.accuracy()),
            "95 % interval " + Words.percent(evaluation.accuracyInterval())),
        List.of("Precision", Words.percent(mean.precision()), weighted),
        List.of("Recall", Words.percent(mean.recall()), weighted),
        List.of("F1", Words.percent(mean.f1()), weighted),
        List.of(
            "Calibration error",
            Words.percent(evaluation.calibration().expectedCalibrationError()),
            "expected, 15 bins"),
        List.of(
            "Mistakes",
            Words.count(evaluation.images() - evaluation.confusionMatrix().correct()),
            "of %s images".formatted(Words.count(evaluation.images()))));
  }

  private static List<String> heads() {
    return List.of("class", "correct", "total", "precision", "recall", "F1");
  }

  private List<List<String>> rows() {
    ConfusionMatrix matrix = evaluation.confusionMatrix();
    List<List<String>> rows = new ArrayList<>();
    for (int label = 0; label < matrix.classes(); label++) {
      rows.add(
          row(test.classNames().get(label), matrix.count(label, label), evaluation.score(label)));
    }
    rows.add(row("macro mean", matrix.correct(), evaluation.macro()));
    rows.add(row("weighted mean", matrix.correct(), evaluation.weighted()));
    return rows;
  }

  private static List<String> row(String name, int correct, ClassScore score) {
    return List.of(
        name,
        Words.count(correct),
        Words.count(score.support()),
        fourDecimals(score.precision()),
        fourDecimals(score.recall()),
        fourDecimals(score.f1()));
  }

  private static String fourDecimals(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  private static Map<String, String> facts(SavedModel model) {
    Map<String, String> facts = Facts.of(model.record(), Set.of());
    facts.put("parameters", Words.count(model.model().parameterCount()));
    facts.put("weights, SHA-256", model.model().weightsSha256());
    return facts;
  }
}
