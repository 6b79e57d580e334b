package io.crema.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.crema.core.tensor.Tensor;
import io.crema.examples.exam.Pictures;
import io.crema.examples.reader.DigitModel;
import io.crema.mnist.data.BundledMnist;
import io.crema.nn.graph.Network;
import io.crema.nn.graph.Node;
import io.crema.nn.io.ModelFile;
import io.crema.nn.io.TrainingRecord;
import io.crema.nn.layer.Dense;
import io.crema.nn.layer.Flatten;
import io.crema.nn.model.Model;
import io.crema.vision.dataset.ImageSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model that one command saves and the others use. */
class RoundTripTest {

  @TempDir private static Path shared;
  private static Path model;
  private static Map<String, Object> trained;
  private static ImageSet test;

  @TempDir private Path dir;

  @BeforeAll
  static void train() throws IOException {
    model = shared.resolve("model.safetensors");
    Cli cli =
        Cli.run(
            "train", "--net", "lenet", "--epochs", 1, "--limit", 2000, "--json", "--out", model);
    trained = Json.object(cli.outLines().get(1));
    test = BundledMnist.load().test();
  }

  @Test
  void evaluate_givesTheAccuracyThatTrainingGave() {
    Cli cli = Cli.run("evaluate", "--model", model, "--json");

    assertThat(cli.status()).isZero();
    Map<String, Object> scores = Json.object(cli.out());
    assertThat(scores.keySet())
        .containsExactly(
            "accuracy",
            "accuracyInterval",
            "precision",
            "recall",
            "f1",
            "macro",
            "perClass",
            "confusionMatrix",
            "images",
            "expectedCalibrationError");
    assertThat((Double) scores.get("expectedCalibrationError")).isBetween(0.0, 0.2);
    assertThat(scores).containsEntry("accuracy", trained.get("testAccuracy"));
    assertThat(scores).containsEntry("images", 10_000);
    assertThat(fields(scores.get("macro"))).containsOnlyKeys("precision", "recall", "f1");
    assertThat(items(scores.get("perClass"))).hasSize(10);
    assertThat(fields(items(scores.get("perClass")).get(1)))
        .containsOnlyKeys("digit", "precision", "recall", "f1", "support")
        .containsEntry("digit", 1)
        .containsEntry("support", 1135);
    List<?> interval = items(scores.get("accuracyInterval"));
    assertThat((Double) scores.get("accuracy"))
        .isBetween((Double) interval.get(0), (Double) interval.get(1));
  }

  @Test
  void evaluate_confusionMatrix_hasARowForEachTrueDigit() {
    Map<String, Object> scores = Json.object(Cli.run("evaluate", "--model", model, "--json").out());

    List<?> rows = items(scores.get("confusionMatrix"));
    int right = 0;
    for (int digit = 0; digit < 10; digit++) {
      List<?> row = items(rows.get(digit));
      assertThat(row.stream().mapToInt(Integer.class::cast).sum())
          .isEqualTo(test.classCounts()[digit]);
      right += (Integer) row.get(digit);
    }
    assertThat(right / 10_000.0).isEqualTo(scores.get("accuracy"));
  }

  @Test
  void evaluate_report_isWrittenAndPrinted() throws IOException {
    Cli cli = Cli.run("evaluate", "--model", model, "--report", dir.resolve("report"));

    assertThat(cli.status()).isZero();
    for (String name : List.of("model_metrics.txt", "confusion_matrix.txt")) {
      assertThat(cli.out()).contains(Files.readString(dir.resolve("report").resolve(name)));
    }
    assertThat(dir.resolve("report/report.html")).content().contains(model.toString());
    List<String> csv = Files.readAllLines(dir.resolve("report/confusion_matrix.csv"));
    assertThat(csv).hasSize(11);
    assertThat(csv.get(0)).startsWith("true,predicted_0,").endsWith(",predicted_9");
    assertThat(csv.get(10)).startsWith("9,").matches("\\d+(,\\d+){10}");
  }

  @Test
  void evaluate_chartCannotBeWritten_leavesNoReport() throws IOException {
    Path report = dir.resolve("report");
    Files.createDirectories(report.resolve("calibration.png"));

    Cli cli = Cli.run("evaluate", "--model", model, "--report", report);

    assertThat(cli.status()).isEqualTo(1);
    assertThat(cli.err()).contains("calibration.png: expected a file, found a directory");
    try (Stream<Path> files = Files.list(report)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void predict_pictureOfATestImage_givesTheModelsAnswer() throws IOException {
    Path picture = png(0);

    Cli cli = Cli.run("predict", "--model", model, "--json", picture);

    assertThat(cli.status()).isZero();
    Map<String, Object> answer = Json.object(cli.out());
    assertThat(answer.keySet()).containsExactly("image", "digit", "confidence", "probabilities");
    Tensor input = Tensor.zeros(DigitModel.IMAGE.withBatch(1));
    test.readInput(0, input.array(), 0);
    Model loaded = ModelFile.load(model).model();
    float[] expected = loaded.predictProbabilities(input).array();
    int digit = loaded.predict(input)[0];
    assertThat(answer)
        .containsEntry("image", picture.toString())
        .containsEntry("digit", digit)
        .containsEntry("confidence", Double.parseDouble(Float.toString(expected[digit])));
    for (int i = 0; i < 10; i++) {
      assertThat(((Double) items(answer.get("probabilities")).get(i)).floatValue())
          .isEqualTo(expected[i]);
    }
  }

  @Test
  void predict_text_isALineForEachPicture() throws IOException {
    Cli cli = Cli.run("predict", "--model", model, png(0), png(1));

    assertThat(cli.status()).isZero();
    assertThat(cli.outLines()).hasSize(2);
    assertThat(cli.outLines().get(0)).matches(".*0\\.png: \\d \\(\\d+\\.\\d %\\)");
  }

  @Test
  void predict_fileThatCannotBeRead_isReportedAndTheOthersAreRead() throws IOException {
    Path missing = dir.resolve("missing.png");
    Path words = Files.writeString(dir.resolve("words.png"), "words");

    Cli cli = Cli.run("predict", "--model", model, "--json", missing, words, png(0));

    assertThat(cli.status()).isEqualTo(1);
    assertThat(cli.outLines()).hasSize(3);
    Map<String, Object> first = Json.object(cli.outLines().get(0));
    assertThat(first.keySet()).containsExactly("image", "error");
    assertThat(first).containsEntry("error", missing + ": no such file or directory");
    assertThat(Json.object(cli.outLines().get(1)).get("error"))
        .asString()
        .startsWith(words + ": expected a picture (PNG, JPEG, GIF, BMP), found");
    assertThat(Json.object(cli.outLines().get(2))).containsKey("digit");
    assertThat(cli.err()).contains(missing + ": no such file or directory").hasLineCount(2);
  }

  @Test
  void predict_noSuchModel_fails() {
    Path missing = dir.resolve("missing.safetensors");

    assertFails(
        Cli.run("predict", "--model", missing, "any.png"), "digits predict: " + missing + ": ");
  }

  @Test
  void evaluate_fileThatIsNoModel_fails() throws IOException {
    Path words = Files.writeString(dir.resolve("words"), "words, and more than eight bytes");

    assertFails(Cli.run("evaluate", "--model", words), "digits evaluate: " + words + ": ");
  }

  @Test
  void evaluate_modelOfAnotherShape_fails() throws IOException {
    Path other = dir.resolve("other.safetensors");
    Network network = Network.input(8, 8, 1).add(new Flatten()).add(new Dense(10));
    ModelFile.save(other, Model.initialize(network, 1), TrainingRecord.EMPTY);

    assertFails(
        Cli.run("evaluate", "--model", other),
        "digits evaluate: bundled MNIST: expected images [8, 8, 1], as %s takes them, found"
                .formatted(other)
            + " [28, 28, 1]");
  }

  @Test
  void evaluate_modelOfTwoOutputs_fails() throws IOException {
    Path other = dir.resolve("other.safetensors");
    Node pixels = Node.input(28, 28, 1).then(new Flatten());
    Network network = Network.of(pixels.then(new Dense(10)), pixels.then(new Dense(2)));
    ModelFile.save(other, Model.initialize(network, 1), TrainingRecord.EMPTY);

    assertFails(
        Cli.run("evaluate", "--model", other),
        "digits evaluate: %s: expected a network from pictures [H, W, 1] or [H, W, 3] to classes,"
                .formatted(other)
            + " found one from [28, 28, 1] to [10] and [2]");
  }

  private static void assertFails(Cli cli, String message) {
    assertThat(cli.status()).isEqualTo(1);
    assertThat(cli.out()).isEmpty();
    assertThat(cli.err()).startsWith(message).hasLineCount(1);
  }

  private Path png(int index) throws IOException {
    return Files.write(dir.resolve(index + ".png"), Pictures.png(test.image(index), 28));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> fields(Object value) {
    return (Map<String, Object>) value;
  }

  private static List<?> items(Object value) {
    return (List<?>) value;
  }
}
