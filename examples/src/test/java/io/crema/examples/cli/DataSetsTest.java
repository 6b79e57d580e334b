package io.crema.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.crema.mnist.data.BundledMnist;
import io.crema.nn.io.ModelFile;
import io.crema.nn.io.SaveOptions;
import io.crema.nn.io.SavedModel;
import io.crema.vision.dataset.DataSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Data other than the bundled digits and folders of pictures, from training to evaluation. */
class DataSetsTest {

  private static final String TRAIN = "train --net lenet --epochs 1 --batch 32 --data %s --out %s";

  @TempDir private static Path dir;
  private static Path several = Path.of("");
  private static Path csv = Path.of("");
  private static Path setModel = Path.of("");
  private static Path csvModel = Path.of("");

  @BeforeAll
  static void train() throws IOException {
    several = Files.createDirectory(dir.resolve("several"));
    DataSet digits = BundledMnist.load();
    SmallData.write(several, 40, 20);
    SmallData.write(several.resolve("emnist-digits-train"), digits.train().limit(64));
    SmallData.write(several.resolve("emnist-digits-test"), digits.test().limit(30));
    setModel = trained(TRAIN + " --set digits", several, "set.safetensors");

    csv = dir.resolve("twelve.csv");
    List<String> rows = IntStream.range(0, 120).mapToObj(DataSetsTest::row).toList();
    Files.write(csv, rows);
    csvModel = trained(TRAIN + " --test-share 0.3", csv, "csv.safetensors");
  }

  private static Path trained(String command, Path data, String name) {
    Path model = dir.resolve(name);
    Cli cli = Cli.line(command.formatted(data, model));
    assertThat(cli.status()).as(cli.err()).isZero();
    return model;
  }

  /** {@return one of twelve labels and 28 x 28 pixels} */
  private static String row(int i) {
    return i % 12 + ("," + i * 2).repeat(28 * 28);
  }

  private static Object images(Cli evaluation) {
    assertThat(evaluation.status()).as(evaluation.err()).isZero();
    return Json.object(evaluation.out()).get("images");
  }

  @Test
  void train_severalSets_areRefusedWithTheWayOut() {
    Cli cli = Cli.line(TRAIN.formatted(several, dir.resolve("none")));

    assertThat(cli.status()).isEqualTo(1);
    assertThat(cli.err().strip())
        .endsWith(
            several + ": expected one data set, found emnist-digits, mnist; choose one with --set")
        .hasLineCount(1);
  }

  @Test
  void evaluate_modelOfASet_findsItAgain() throws IOException {
    assertThat(ModelFile.load(setModel).record().values()).containsEntry("dataSet", "digits");

    String evaluate = "evaluate --json --model %s --data %s".formatted(setModel, several);
    assertThat(images(Cli.line(evaluate))).isEqualTo(30);
    assertThat(images(Cli.line(evaluate + " --set mnist"))).isEqualTo(20);
  }

  @Test
  void evaluate_modelOfASet_takesAFolderOfAnother(@TempDir Path other) throws IOException {
    SmallData.write(other, 40, 10);

    Cli cli = Cli.line("evaluate --json --model %s --data %s".formatted(setModel, other));

    assertThat(images(cli)).isEqualTo(10);
  }

  @Test
  void set_otherData_isRefused() {
    Cli file = Cli.line((TRAIN + " --set letters").formatted(csv, dir.resolve("none")));
    assertThat(file.status()).isEqualTo(1);
    assertThat(file.err().strip())
        .endsWith(
            csv
                + ": expected a folder of IDX files for --set letters, found a CSV file;"
                + " leave out --set")
        .hasLineCount(1);

    Cli bundled = Cli.line("train --set letters");
    assertThat(bundled.status()).isEqualTo(2);
    assertThat(bundled.err())
        .contains(
            "--set: expected --data too, a folder with the files of several data sets,"
                + " got letters");
  }

  @Test
  void evaluate_recordedShare_holdsOutTheSameImages() {
    String evaluate = "evaluate --json --model %s --data %s".formatted(csvModel, csv);

    assertThat(images(Cli.line(evaluate))).isEqualTo(36);
    assertThat(images(Cli.line(evaluate + " --test-share 0.5"))).isEqualTo(60);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a fifth", "NaN", "1.0"})
  void evaluate_recordedShareThatIsNone_isRefusedWithTheWayOut(String share) throws IOException {
    SavedModel saved = ModelFile.load(csvModel);
    SavedModel broken =
        new SavedModel(saved.model(), saved.record().with("testShare", share))
            .withPreparation(saved.preparation());
    Path file = dir.resolve("broken.safetensors");
    ModelFile.save(file, broken, SaveOptions.DEFAULT);
    String evaluate = "evaluate --json --model %s --data %s".formatted(file, csv);

    Cli cli = Cli.line(evaluate);

    assertThat(cli.status()).isEqualTo(1);
    assertThat(cli.err().strip())
        .endsWith(
            "%s: expected a number above 0 and below 1 in its training record as testShare,"
                    .formatted(file)
                + " found %s; give it with --test-share".formatted(share))
        .hasLineCount(1);
    assertThat(images(Cli.line(evaluate + " --test-share 0.3"))).isEqualTo(36);
  }

  @Test
  void train_twelveNames_nameTwelveClasses() throws IOException {
    String names = "a,b,c,d,e,f,g,h,i,j,k,l";
    Path model = trained(TRAIN + " --classes " + names, csv, "named.safetensors");

    assertThat(ModelFile.load(model).classNames()).containsExactly(names.split(","));
  }
}
