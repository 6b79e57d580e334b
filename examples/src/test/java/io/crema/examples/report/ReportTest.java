package io.crema.examples.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.graph.Network;
import io.crema.nn.io.SavedModel;
import io.crema.nn.io.TrainingRecord;
import io.crema.nn.layer.Dense;
import io.crema.nn.layer.Flatten;
import io.crema.nn.metric.Accuracy;
import io.crema.nn.metric.Evaluation;
import io.crema.nn.model.Model;
import io.crema.nn.train.EpochResult;
import io.crema.nn.train.History;
import io.crema.vision.dataset.ImageSet;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportTest {

  private static final List<String> CLOTHES =
      List.of(
          "T-shirt/top",
          "Trouser",
          "Pullover",
          "Dress",
          "Coat",
          "Sandal",
          "Shirt <b>&amp;",
          "Sneaker",
          "Bag",
          "Ankle boot that is far too long to be written out in any chart");

  private static Map<String, byte[]> files;

  @BeforeAll
  static void report() throws IOException {
    System.setProperty("java.awt.headless", "true");
    History history =
        new History(
            List.of(
                epoch(1, 0.5, 0.8, OptionalDouble.of(0.3), accuracy(0.9)),
                epoch(2, 0.2, 0.9, OptionalDouble.of(0.2), accuracy(0.95))));
    files = Report.of(test(40, 4, CLOTHES), model(), history);
  }

  private static EpochResult epoch(
      int number,
      double loss,
      double accuracy,
      OptionalDouble validationLoss,
      Map<String, Double> validationMetrics) {
    return new EpochResult(
        number, loss, accuracy(accuracy), validationLoss, validationMetrics, 0.001, 1, 40);
  }

  private static Map<String, Double> accuracy(double value) {
    return Map.of(Accuracy.NAME, value);
  }

  private static SavedModel model() {
    Model model =
        Model.initialize(Network.input(28, 28, 1).add(new Flatten()).add(new Dense(10)), 1);
    TrainingRecord record =
        TrainingRecord.EMPTY.with("seed", "1").with("command", "train --out <a&b>");
    return new SavedModel(model, record);
  }

  /** Image i is of class i modulo 10; every n-th is read as the next class. */
  private static TestRun test(int images, int wrongEvery, List<String> names) {
    int[] labels = IntStream.range(0, images).map(i -> i % 10).toArray();
    float[] probabilities = new float[images * 10];
    byte[] pixels = new byte[images * 28 * 28];
    for (int i = 0; i < images; i++) {
      int read = i % wrongEvery == wrongEvery - 1 ? (labels[i] + 1) % 10 : labels[i];
      float confidence = 0.5f + 0.4f * i / images;
      for (int c = 0; c < 10; c++) {
        probabilities[10 * i + c] = c == read ? confidence : (1 - confidence) / 9;
      }
      pixels[i * 784 + i] = (byte) 200;
    }
    ImageSet set = ImageSet.of(Shape.of(28, 28, 1), pixels, labels, 10);
    Evaluation evaluation = Evaluation.of(labels, Tensor.over(Shape.of(images, 10), probabilities));
    return new TestRun(evaluation, set, names, "some <model>", "forty pictures");
  }

  @Test
  void of_test_hasAllFiles() {
    assertThat(files)
        .containsOnlyKeys(
            "model_metrics.txt",
            "confusion_matrix.txt",
            "confusion_matrix.csv",
            "performance_metrics.png",
            "confusion_matrix.png",
            "per_class_accuracy.png",
            "misclassified.png",
            "calibration.png",
            "training_history.png",
            "report.html");
  }

  @ParameterizedTest
  @CsvSource({
    "performance_metrics.png, 480",
    "per_class_accuracy.png, 588",
    "misclassified.png, 486",
    "calibration.png, 760",
    "training_history.png, 740"
  })
  void of_test_chartsAreOfTheirSizeAndNotBlank(String name, int height) throws IOException {
    BufferedImage chart = chart(files.get(name));

    assertThat(chart.getHeight()).isEqualTo(height);
    assertDrawn(chart);
  }

  /** Its height depends on how long the names are in the fonts of this machine. */
  @Test
  void of_test_confusionMatrixIsDrawn() throws IOException {
    BufferedImage chart = chart(files.get("confusion_matrix.png"));

    assertThat(chart.getHeight()).isBetween(850, 1000);
    assertDrawn(chart);
  }

  private static BufferedImage chart(byte[] png) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(png));
  }

  /** It has the colour of right answers or of wrong ones, and ink. */
  private static void assertDrawn(BufferedImage chart) {
    assertThat(chart.getWidth()).isEqualTo(900);
    int coloured = 0;
    int inked = 0;
    for (int i = 0; i < 900 * chart.getHeight(); i++) {
      int rgb = chart.getRGB(i % 900, i / 900);
      int red = rgb >> 16 & 0xFF;
      int blue = rgb & 0xFF;
      coloured += Math.abs(red - blue) > 60 ? 1 : 0;
      inked += red < 100 && blue < 100 ? 1 : 0;
    }
    assertThat(coloured).as("pixels in blue or orange").isGreaterThan(300);
    assertThat(inked).as("pixels in ink").isGreaterThan(300);
  }

  @Test
  void of_noHistory_hasNoChartOfIt() throws IOException {
    assertThat(Report.of(test(40, 4, CLOTHES), model()))
        .hasSize(files.size() - 1)
        .doesNotContainKey("training_history.png");
  }

  @Test
  void of_noMistakes_isDrawn() throws IOException {
    assertThat(Report.of(test(10, 100, CLOTHES), model())).containsKey("misclassified.png");
  }

  @Test
  void of_page_needsNothingButItself() {
    String page = new String(files.get("report.html"), UTF_8);

    Matcher sources = Pattern.compile("(?:src|href|action|data)=\"([^\"]*)\"").matcher(page);
    assertThat(sources.results().map(source -> source.group(1)))
        .hasSize(6)
        .allMatch(source -> source.startsWith("data:image/png;base64,"));
    assertThat(page)
        .doesNotContainPattern("(?i)https?:|<script|<link|@import|url\\(|<iframe|<object")
        .contains("@media (prefers-color-scheme: dark)", "<html lang=\"en\">");
  }

  @Test
  void of_page_holdsTheChartsThemselves() {
    String page = new String(files.get("report.html"), UTF_8);

    for (String name : files.keySet()) {
      if (name.endsWith(".png")) {
        assertThat(page).contains(Base64.getEncoder().encodeToString(files.get(name)));
      }
    }
  }

  @Test
  void of_page_tellsFactsAndScoresWithTheirSignsEscaped() {
    String page = new String(files.get("report.html"), UTF_8);

    assertThat(page)
        .contains("<h1>Test of some &lt;model&gt;</h1>", "40 images of forty pictures")
        .contains("75.00 %", "Shirt &lt;b&gt;&amp;amp;", "train --out &lt;a&amp;b&gt;")
        .contains(model().model().weightsSha256(), "7,850")
        .doesNotContain("<model>", "<b>&amp;", "<a&b>");
  }

  @Test
  void metrics_table_countsRightAnswersOfEachClass() {
    assertThat(Report.metrics(test(40, 4, CLOTHES)))
        .containsPattern("accuracy +75\\.00 %  95 % interval 59\\.81 to 85\\.81 %, 30 of 40 right")
        .containsPattern("Sandal +2 +4 +50\\.00 %")
        .containsPattern("Coat +4 +4 +100\\.00 %")
        .contains("precision", "recall", "F1", "expected calibration error", "support");
  }

  @Test
  void of_otherCountOfNames_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> test(40, 4, List.of("a", "b")))
        .withMessage("report: expected 10 class names, got 2");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 60})
  void historyChart_anyNumberOfEpochs_isDrawn(int epochs) {
    History history =
        new History(
            IntStream.rangeClosed(1, epochs)
                .mapToObj(i -> epoch(i, 1.0 / i, 0.9, OptionalDouble.empty(), Map.of()))
                .toList());

    assertThat(HistoryChart.draw(history).getHeight()).isEqualTo(740);
  }

  @Test
  void mistakes_order_isTheSurestFirst() {
    List<Mistake> mistakes = Mistake.of(test(40, 4, CLOTHES).evaluation());

    assertThat(mistakes).hasSize(10);
    assertThat(mistakes.get(0).image()).isEqualTo(39);
    assertThat(mistakes.get(0).truth()).isEqualTo(9);
    assertThat(mistakes.get(0).predicted()).isZero();
    assertThat(mistakes.get(9).image()).isEqualTo(3);
  }
}
