package io.crema.examples.report;

import io.crema.nn.io.SavedModel;
import io.crema.nn.train.History;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files of a report on a model: charts, tables and a page that holds all of them. */
public final class Report {

  /** The scores, as text: {@value}. */
  public static final String METRICS = "model_metrics.txt";

  /** The page: {@value}. */
  public static final String PAGE = "report.html";

  /** Loss and accuracy of the epochs, as a chart: {@value}. */
  public static final String HISTORY = "training_history.png";

  private static final int WIDEST_TABLE = 160;

  private final Map<String, byte[]> files = new LinkedHashMap<>();
  private final Map<String, byte[]> charts = new LinkedHashMap<>();

  private Report() {}

  /**
   * {@return the files of a report on a test, by name}
   *
   * @param test what it reports
   * @param model where the answers come from
   * @throws IOException if charts cannot be drawn on this machine; see {@link Fonts#require()}
   */
  public static Map<String, byte[]> of(TestRun test, SavedModel model) throws IOException {
    return of(test, model, new History(List.of()));
  }

  /**
   * {@return the files of a report on a test and the training before it, by name}
   *
   * @param test what it reports
   * @param model where the answers come from
   * @param history the epochs of the training; if there are none, no chart is made of it
   * @throws IOException if charts cannot be drawn on this machine; see {@link Fonts#require()}
   */
  public static Map<String, byte[]> of(TestRun test, SavedModel model, History history)
      throws IOException {
    Fonts.require();
    Report report = new Report();
    report.addTexts(test);
    report.addCharts(test);
    if (!history.epochs().isEmpty()) {
      report.addChart(HISTORY, "Loss and accuracy of each epoch", HistoryChart.draw(history));
    }
    report.addText(PAGE, HtmlReport.of(test, model, report.charts));
    return report.files;
  }

  /**
   * {@return the scores as tables of plain text: those of all images, of each class, and precision,
   * recall and F1 of each}
   *
   * @param test what it reports
   */
  public static String metrics(TestRun test) {
    return MetricsText.of(test);
  }

  /**
   * {@return the confusion matrix as a table of plain text; in place of one that is too wide to be
   * read, the most frequent confusions}
   *
   * @param test what it reports
   */
  public static String confusions(TestRun test) {
    String table = test.evaluation().confusionMatrix().toString(test.classNames());
    boolean readable = table.lines().allMatch(line -> line.length() <= WIDEST_TABLE);
    return readable ? table : Confusion.list(test);
  }

  private void addTexts(TestRun test) {
    addText(METRICS, metrics(test));
    addText(
        "confusion_matrix.txt", test.evaluation().confusionMatrix().toString(test.classNames()));
    addText("confusion_matrix.csv", MatrixCsv.of(test.evaluation().confusionMatrix()));
  }

  private void addCharts(TestRun test) throws IOException {
    addChart(
        "performance_metrics.png",
        "Accuracy, precision, recall and F1",
        PerformanceChart.draw(test));
    addChart("confusion_matrix.png", "Confusion matrix", ConfusionChart.draw(test));
    addChart("per_class_accuracy.png", "Accuracy of each class", ClassAccuracyChart.draw(test));
    addChart("misclassified.png", "The surest mistakes", MistakeSheet.draw(test));
    addChart("calibration.png", "Confidence and accuracy", CalibrationChart.draw(test));
  }

  private void addText(String name, String text) {
    files.put(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private void addChart(String name, String shows, BufferedImage picture) throws IOException {
    byte[] png = Png.of(picture);
    files.put(name, png);
    charts.put(shows, png);
  }
}
