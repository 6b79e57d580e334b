package io.crema.examples.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.metric.Evaluation;
import io.crema.vision.dataset.ImageSet;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Charts and tables of few and of many classes, with short and with long names. */
class ManyClassesTest {

  private static final String LONG = "a class whose name has about sixty characters in it, number ";

  @BeforeAll
  static void drawWithoutDisplay() {
    System.setProperty("java.awt.headless", "true");
  }

  /** Three images of each class, of which the last one is predicted to be of the next class. */
  private static TestRun test(int classes, String name) {
    int images = 3 * classes;
    int[] labels = IntStream.range(0, images).map(i -> i % classes).toArray();
    float[] probabilities = new float[images * classes];
    for (int i = 0; i < images; i++) {
      int predicted = i < 2 * classes ? labels[i] : (labels[i] + 1) % classes;
      probabilities[i * classes + predicted] = 1;
    }
    ImageSet set = ImageSet.of(Shape.of(2, 2, 1), new byte[4 * images], labels, classes);
    Evaluation evaluation =
        Evaluation.of(labels, Tensor.over(Shape.of(images, classes), probabilities));
    List<String> names = IntStream.range(0, classes).mapToObj(label -> name + label).toList();
    return new TestRun(evaluation, set, names, "model", "data");
  }

  @ParameterizedTest
  @CsvSource({
    "2, c",
    "3, c",
    "10, c",
    "26, c",
    "47, c",
    "100, c",
    "2, long",
    "10, long",
    "20, long",
    "47, long"
  })
  void draw_anyClasses_nothingIsCutOffAtTheBorder(int classes, String name) {
    TestRun test = test(classes, name.equals("long") ? LONG : name);

    assertBorderIsBlank(ConfusionChart.draw(test));
    assertBorderIsBlank(ClassAccuracyChart.draw(test));
  }

  private static void assertBorderIsBlank(BufferedImage chart) {
    for (int y = 0; y < chart.getHeight(); y++) {
      assertThat(chart.getRGB(chart.getWidth() - 4, y) & 0xFFFFFF).isEqualTo(0xFFFFFF);
      assertThat(chart.getRGB(3, y) & 0xFFFFFF).isEqualTo(0xFFFFFF);
    }
    for (int x = 0; x < chart.getWidth(); x++) {
      assertThat(chart.getRGB(x, chart.getHeight() - 4) & 0xFFFFFF).isEqualTo(0xFFFFFF);
    }
  }

  @Test
  void confusions_fewClasses_areTheTable() {
    assertThat(Report.confusions(test(3, "c"))).startsWith("true \\ predicted");
  }

  @Test
  void confusions_tableTooWide_areTheMostFrequentOnes() {
    List<String> lines = Report.confusions(test(100, "c")).lines().toList();

    assertThat(lines).hasSize(1 + Confusion.LISTED).startsWith("the most frequent confusions");
    assertThat(lines.get(1)).isEqualTo("  1 of 3  c0 -> c1");
  }

  @Test
  void fitted_longName_keepsBothEndsAndWholeCharacters() {
    Drawing drawing = new Drawing(1).pen(Palette.INK, Palette.TEXT);
    String smileys = "\uD83D\uDE00".repeat(60);

    String fitted = drawing.fitted("A" + smileys + "Z", 100);

    assertThat(drawing.width(fitted)).isLessThanOrEqualTo(100);
    assertThat(fitted).matches("A(\uD83D\uDE00)*\u2026(\uD83D\uDE00)*Z");
    assertThat(drawing.fitted("short", 100)).isEqualTo("short");
  }
}
