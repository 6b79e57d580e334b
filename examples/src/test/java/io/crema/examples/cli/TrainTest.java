package io.crema.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.crema.mnist.data.BundledMnist;
import io.crema.mnist.dataset.IdxDataSets;
import io.crema.models.DigitNetworks;
import io.crema.nn.io.ModelFile;
import io.crema.nn.io.SavedModel;
import io.crema.nn.model.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainTest {

  @TempDir private static Path data;

  @TempDir private Path dir;
  private Path model;

  @BeforeAll
  static void writeData() throws IOException {
    SmallData.write(data, 1100, 300);
  }

  @BeforeEach
  void nameModel() {
    model = dir.resolve("model.safetensors");
  }

  private Cli train(Object... more) {
    String[] common = "train --net lenet --epochs 1 --threads 2 --out".split(" ");
    return Cli.run(concat(concat(common, model), more));
  }

  private Cli trainSmall(Object... more) {
    return train(concat(new Object[] {"--data", data}, more));
  }

  private static Object[] concat(Object[] first, Object... second) {
    List<Object> all = new ArrayList<>(List.of(first));
    all.addAll(List.of(second));
    return all.toArray();
  }

  /** The same weights with either kernels, on every JDK: this very literal. */
  @Test
  void train_oneSeed_givesTheWeightsThatItAlwaysGave() {
    Cli cli = train("--limit", 1000, "--seed", 7, "--json");

    assertThat(cli.status()).isZero();
    Map<String, Object> done = Json.object(cli.outLines().get(1));
    assertThat(done.get("weightsSha256"))
        .isEqualTo("b7f7daf734d6c35d0e2a27fe56050f6ff86c73051c70a7d2dab353ef33133112");
    assertThat(done.get("kernels")).isEqualTo(System.getProperty("crema.test.kernels"));
  }

  /** The same weights with either kernels, on every JDK, at any number of threads. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void train_augmented_givesTheWeightsThatItAlwaysGave(int threads) throws IOException {
    String[] options = "train --net lenet --epochs 2 --limit 300 --augment robust".split(" ");
    Cli cli = Cli.run(concat(options, "--data", data, "--out", model, "--threads", threads));

    assertThat(cli.status()).isZero();
    assertThat(cli.out())
        .contains("0.003 (adam, cosine after a warm-up of 10 %), augmentation robust, seed 7");
    SavedModel saved = ModelFile.load(model);
    assertThat(saved.model().weightsSha256())
        .isEqualTo("94603d3f47829f84db44a449edd47595cc5323bc4fa490281a72841335531923");
    assertThat(saved.record().values().get("augmentation"))
        .startsWith("robust: shift -2.5 to 2.5, rotation -16.0 to 16.0, ")
        .endsWith(", elastic sigma 4.0");
  }

  @Test
  void train_json_hasALineForEachEpochAndOneForTheEnd() throws IOException {
    Cli cli = trainSmall("--limit", 600, "--validation", 500, "--json");

    assertThat(cli.status()).isZero();
    assertThat(cli.outLines()).hasSize(2);
    Map<String, Object> epoch = Json.object(cli.outLines().get(0));
    assertThat(epoch.keySet())
        .containsExactly(
            "event",
            "epoch",
            "loss",
            "accuracy",
            "validationAccuracy",
            "seconds",
            "imagesPerSecond");
    assertThat(epoch).containsEntry("event", "epoch").containsEntry("epoch", 1);
    assertShare(epoch.get("accuracy"));
    assertShare(epoch.get("validationAccuracy"));

    Map<String, Object> done = Json.object(cli.outLines().get(1));
    assertThat(done.keySet())
        .containsExactly(
            "event",
            "testAccuracy",
            "seconds",
            "imagesPerSecond",
            "weightsSha256",
            "kernels",
            "threads");
    assertThat(done).containsEntry("event", "done").containsEntry("threads", 2);
    assertShare(done.get("testAccuracy"));
    assertThat(done).containsEntry("weightsSha256", ModelFile.load(model).model().weightsSha256());
    assertThat(cli.err()).contains(data + ", 600 images to train, 500 to validate, 300 to test");
  }

  private static void assertShare(Object value) {
    assertThat((Double) value).isBetween(0.05, 1.0);
  }

  @Test
  void train_noValidation_hasNullForItsAccuracy() {
    Cli cli = trainSmall("--limit", 50, "--json");

    assertThat(Json.object(cli.outLines().get(0))).containsEntry("validationAccuracy", null);
  }

  @Test
  void train_text_tellsWhatItDoes() {
    Cli cli = train("--limit", 600, "--batch", 64);

    assertThat(cli.status()).isZero();
    assertThat(cli.err()).isEmpty();
    assertThat(cli.out())
        .contains("61,706")
        .contains("data    bundled MNIST, 600 images to train, 10,000 to test")
        .contains(
            "recipe  epochs 1, batch 64, learning rate 0.003 (adam, cosine after a warm-up of 10 %), seed 7")
        .contains("kernels " + System.getProperty("crema.test.kernels") + ", 2 threads")
        .containsPattern("epoch 1/1  50 %  loss [0-9.]+  accuracy [0-9.]+  [0-9,]+ images/s")
        .containsPattern("epoch 1/1  loss [0-9.]+  accuracy [0-9.]+  [0-9.]+ s  [0-9,]+ images/s")
        .containsPattern("test accuracy 0[0-9.]+ \\(95 % interval 0[0-9.]+ to 0[0-9.]+\\)")
        .containsPattern("weights SHA-256 [0-9a-f]{64}")
        .contains("saved " + model);
    assertThat(cli.out().contains("--add-modules jdk.incubator.vector"))
        .isEqualTo(System.getProperty("crema.test.kernels").equals("scalar"));
  }

  @Test
  void train_model_comesWithItsRecord() throws IOException {
    Cli cli = trainSmall("--limit", 50, "--seed", 3, "--json");

    SavedModel saved = ModelFile.load(model);
    assertThat(saved.model().network()).isEqualTo(DigitNetworks.lenet());
    assertThat(saved.record().values())
        .containsEntry("libraryVersion", "development")
        .containsEntry("network", "lenet")
        .containsEntry("seed", "3")
        .containsEntry("epochs", "1")
        .containsEntry("batchSize", "128")
        .containsEntry("learningRate", "0.003")
        .containsEntry("schedule", "cosine after a warm-up of 10 %")
        .containsEntry("optimizer", "adam")
        .containsEntry("augmentation", "none")
        .containsEntry("dataSha256", BundledMnist.load().train().limit(50).sha256())
        .containsEntry("images", "50")
        .containsEntry(
            "testAccuracy", Json.object(cli.outLines().get(1)).get("testAccuracy").toString())
        .containsEntry(
            "command",
            "train --net lenet --epochs 1 --threads 2 --out %s --data %s --limit 50 --seed 3 --json"
                .formatted(model, data));
  }

  @Test
  void train_report_writesHistoryAndTest() throws IOException {
    Path report = dir.resolve("deep/report");

    Cli cli = trainSmall("--limit", 50, "--report", report);

    assertThat(cli.status()).isZero();
    assertThat(Files.readAllLines(report.resolve("training_history.csv"))).hasSize(2);
    assertThat(report.resolve("model_metrics.txt")).content().contains("300 images");
    assertThat(report.resolve("training_history.png")).isNotEmptyFile();
    assertThat(report.resolve("report.html")).content().contains("Loss and accuracy of each epoch");
  }

  /** Threads, kernels and directories are this machine's; the card is the same on all. */
  @Test
  void train_modelCard_isTheSameOnAnyMachine() throws IOException {
    Path first = dir.resolve("first");
    Path second = dir.resolve("second");
    String[] common = "train --net lenet --epochs 1 --limit 50 --validation 20 --seed 3".split(" ");

    Cli.run(concat(common, "--data", data, "--threads", 1, "--report", first));
    Cli.run(concat(common, "--data", data, "--threads", 2, "--json", "--report", second));

    String card = Files.readString(first.resolve("MODEL.md"));
    assertThat(card).isEqualTo(Files.readString(second.resolve("MODEL.md")));
    Model trained = ModelFile.load(first.resolve("crema-lenet.safetensors")).model();
    assertThat(card)
        .doesNotContain(data.toString(), "thread 1", "seconds")
        .contains("SHA-256 `" + trained.weightsSha256() + "`")
        .contains(
            "| training | 50 | `"
                + IdxDataSets.load(data).data().train().limit(50).sha256()
                + "` |")
        .contains("| validation | 20 |", "| test | 300 |", "| seed | 3 |", "| optimizer | adam |")
        .containsPattern("\\| accuracy \\| [0-9.]+ % \\(95 % interval [0-9.]+ to [0-9.]+ %\\)")
        .contains(
            "java --add-modules jdk.incubator.vector -jar digits.jar train --net lenet --epochs 1"
                + " --batch 128 --learning-rate 0.003 --weight-decay 0.0 --average 0.0"
                + " --smoothing 0.0 --augment none --seed 3 --limit 50 --validation 20 --data DIR");
  }

  @Test
  void train_commandOfTheModelCard_givesTheSameWeights() throws IOException {
    trainSmall("--limit", 60, "--seed", 5, "--report", dir);
    String card = Files.readString(dir.resolve("MODEL.md"));
    String command = card.lines().filter(line -> line.startsWith("java ")).findFirst().orElse("");
    Path again = dir.resolve("again.safetensors");

    String[] words = command.substring(command.indexOf("train")).split(" ");
    words[words.length - 1] = data.toString();
    Cli.run(concat(words, "--out", again));

    assertThat(card).contains(ModelFile.load(again).model().weightsSha256());
  }

  @Test
  void train_outInNoDirectory_isRefusedBeforeTraining() {
    model = dir.resolve("missing/model.safetensors");

    assertFailsAtOnce(train(), model + ": no such directory to write it in");
  }

  @Test
  void train_outIsADirectory_isRefusedBeforeTraining() {
    model = dir;

    assertFailsAtOnce(train(), dir + ": expected a file, found a directory");
  }

  @Test
  void train_reportIsAFile_isRefusedBeforeTraining() throws IOException {
    Path file = Files.createFile(dir.resolve("file"));

    assertFailsAtOnce(train("--report", file), file + ": exists already and is not a directory");
  }

  @Test
  void train_noSuchData_fails() {
    Path missing = dir.resolve("data");

    assertFailsAtOnce(train("--data", missing), missing + ": no such file or directory");
  }

  @Test
  void train_brokenData_fails() throws IOException {
    Path images = dir.resolve("train-images-idx3-ubyte");
    Files.writeString(images, "no pictures here, only words");

    assertFailsAtOnce(train("--data", dir), images + ": byte 0: expected");
  }

  @Test
  void train_divergence_fails() {
    Cli cli = trainSmall("--limit", 600, "--learning-rate", "1e30");

    assertThat(cli.status()).isEqualTo(1);
    assertThat(cli.err()).startsWith("digits train: loss ").hasLineCount(1);
    assertThat(model).doesNotExist();
  }

  private static void assertFailsAtOnce(Cli cli, String message) {
    assertThat(cli.status()).isEqualTo(1);
    assertThat(cli.out()).isEmpty();
    assertThat(cli.err()).startsWith("digits train: " + message).hasLineCount(1);
  }
}
