package io.crema.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.crema.core.parallel.Workers;
import io.crema.examples.exam.Pictures;
import io.crema.mnist.data.BundledMnist;
import io.crema.mnist.dataset.IdxDataSets;
import io.crema.nn.confidence.ConformalSets;
import io.crema.nn.confidence.TemperatureScaling;
import io.crema.nn.io.ModelFile;
import io.crema.nn.io.SavedModel;
import io.crema.nn.model.Model;
import io.crema.vision.dataset.ImageSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model that one command trained and another calibrated, and its use by the others. */
class CalibrateTest {

  @TempDir private static Path dir;
  private static Path trained;
  private static Path calibrated;
  private static Map<String, Object> result;

  @BeforeAll
  static void calibrate() throws IOException {
    SmallData.write(dir, 1600, 300);
    trained = dir.resolve("trained.safetensors");
    calibrated = dir.resolve("calibrated.safetensors");
    Cli.line(
        "train --net lenet --epochs 2 --batch 32 --validation 600 --data %s --out %s"
            .formatted(dir, trained));
    Cli cli = calibrate("--json --out " + calibrated);
    assertThat(cli.status()).as(cli.err()).isZero();
    result = Json.object(cli.out());
  }

  private static Cli calibrate(String more) {
    return Cli.line(
        "calibrate --model %s --validation 600 --coverage 0.9 --data %s %s"
            .formatted(trained, dir, more));
  }

  @Test
  void calibrate_model_isTheOldOneDividedByTheTemperature() throws IOException {
    SavedModel old = ModelFile.load(trained);
    SavedModel saved = ModelFile.load(calibrated);
    double temperature = (Double) result.get("temperature");

    assertThat(saved.model().weightsSha256())
        .isEqualTo(new TemperatureScaling(temperature).applyTo(old.model()).weightsSha256())
        .isNotEqualTo(old.model().weightsSha256());
    assertThat(saved.record().values())
        .containsAllEntriesOf(old.record().values())
        .containsEntry("temperature", Double.toString(temperature))
        .containsEntry("conformalCoverage", "0.9");
  }

  @Test
  void calibrate_numbers_areThoseOfTheHeldOutImages() throws IOException {
    ImageSet heldOut = IdxDataSets.load(dir).data().train().split(1000).validation();
    Model old = ModelFile.load(trained).model();
    SavedModel saved = ModelFile.load(calibrated);
    ConformalSets sets = ConformalSets.recordedIn(saved.record()).orElseThrow();
    Workers workers = Workers.shared();

    TemperatureScaling ofAll =
        TemperatureScaling.fit(heldOut.labels(), old.predictor(workers).forward(heldOut));
    assertThat((Double) result.get("temperature")).isEqualTo(ofAll.temperature());
    assertThat(RecordedSets.of(saved, heldOut, workers).orElseThrow().score().coverage())
        .isBetween(0.9, 0.97);
    assertThat(sets.threshold()).isPositive();
  }

  @Test
  void calibrate_json_hasTheScoresOfTheTest() {
    assertThat(result.keySet())
        .containsExactly(
            "temperature", "images", "lossBefore", "loss", "accuracyBefore", "accuracy", "sets");
    assertThat(result).containsEntry("images", 300);
    assertThat((Double) result.get("accuracy"))
        .isCloseTo((Double) result.get("accuracyBefore"), within(1.5 / 300)); // one near tie
  }

  @Test
  void calibrate_text_tellsWhatItDid() {
    Cli cli = calibrate("--out " + dir.resolve("again.safetensors"));

    assertThat(cli.status()).isZero();
    assertThat(cli.out())
        .contains("model       " + trained)
        .contains("data        %s, the last 600 to train".formatted(dir))
        .containsPattern("temperature [0-9.]+")
        .containsPattern("sets        classes of at least [0-9.]+")
        .containsPattern("test        300 images: loss [0-9.]+, before [0-9.]+; accuracy 0")
        .containsPattern(
            "sets for a coverage of 90 %: [0-9.]+ % hold the true class [(][0-9.]+ % if")
        .contains("saved " + dir.resolve("again.safetensors"));
  }

  @Test
  void evaluate_calibratedModel_scoresItsSets() {
    Cli text = Cli.line("evaluate --model %s --data %s".formatted(calibrated, dir));
    Cli json = Cli.line("evaluate --json --model %s --data %s".formatted(calibrated, dir));

    assertThat(text.out()).contains("sets for a coverage of 90 %: ");
    assertThat(Json.object(json.out())).containsEntry("sets", result.get("sets"));
    assertThat(json.err()).contains("sets for a coverage of 90 %: ");
  }

  @Test
  void evaluate_modelThatWasNotCalibrated_saysNothingOfSets() {
    Cli cli = Cli.line("evaluate --json --model %s --data %s".formatted(trained, dir));

    assertThat(cli.status()).isZero();
    assertThat(cli.err()).doesNotContain("sets for");
    assertThat(Json.object(cli.out())).doesNotContainKey("sets");
  }

  @Test
  void predict_set_isWhatTheThresholdGives() throws IOException {
    Path picture = picture();
    Cli json = Cli.line("predict --set --json --model %s %s".formatted(calibrated, picture));
    Cli text = Cli.line("predict --set --model %s %s".formatted(calibrated, picture));

    Map<String, Object> answer = Json.object(json.out());
    List<?> probabilities = (List<?>) answer.get("probabilities");
    float[] values = new float[10];
    for (int i = 0; i < 10; i++) {
      values[i] = ((Double) probabilities.get(i)).floatValue();
    }
    ConformalSets sets =
        ConformalSets.recordedIn(ModelFile.load(calibrated).record()).orElseThrow();
    assertThat(answer).containsEntry("set", sets.of(values)).containsEntry("coverage", 0.9);
    String set = sets.of(values).toString().replace('[', '{').replace(']', '}');
    assertThat(text.out().strip()).matches(".*: \\d \\([0-9.]+ %\\) .*").endsWith(set);
  }

  private static Path picture() throws IOException {
    byte[] digit = BundledMnist.load().test().image(0);
    return Files.write(dir.resolve("digit.png"), Pictures.png(digit, 28));
  }

  @Test
  void predict_setOfAModelWithoutOne_isRefused() throws IOException {
    Cli cli = Cli.line("predict --set --model %s %s".formatted(trained, picture()));

    assertThat(cli.status()).isEqualTo(2);
    assertThat(cli.err()).contains("--set: expected a model that calibrate saved, got " + trained);
  }
}
