package io.crema.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.examples.exam.Pictures;
import io.crema.mnist.data.BundledMnist;
import io.crema.nn.io.InputPreparation;
import io.crema.nn.io.ModelFile;
import io.crema.nn.io.SaveOptions;
import io.crema.nn.model.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A data set of things with names, from training to predicting. */
class ClassNamesTest {

  private static final List<String> NAMES =
      Arrays.asList("zero,one,two,three,four,five,six,seven,eight,nine".split(","));

  @TempDir private static Path dir;
  private static Path model;

  @BeforeAll
  static void train() throws IOException {
    SmallData.write(dir, 1000, 300);
    Files.write(dir.resolve("classes.txt"), NAMES);
    model = dir.resolve("model.safetensors");
    Cli cli =
        Cli.line(
            "train --net lenet --epochs 1 --batch 32 --data %s --out %s".formatted(dir, model));
    assertThat(cli.status()).as(cli.err()).isZero();
  }

  @Test
  void train_fileBesideTheData_isInTheModel() throws IOException {
    assertThat(ModelFile.load(model).classNames()).isEqualTo(NAMES);
  }

  @Test
  void train_namesGiven_areInTheModel() throws IOException {
    Path other = dir.resolve("other.safetensors");
    Cli.line(
        "train --net lenet --limit 32 --epochs 1 --classes a,b,c,d,e,f,g,h,i,j --data %s --out %s"
            .formatted(dir, other));

    assertThat(ModelFile.load(other).classNames())
        .containsExactly("a", "b", "c", "d", "e", "f", "g", "h", "i", "j");
  }

  @Test
  void train_digits_haveNoNames() throws IOException {
    Path digits = dir.resolve("digits.safetensors");
    Cli.line("train --net lenet --limit 32 --epochs 1 --out " + digits);

    assertThat(ModelFile.load(digits).classNames()).isEmpty();
    assertThat(ModelFile.load(digits).preparation()).isEqualTo(InputPreparation.NONE);
  }

  @Test
  void evaluate_modelWithNames_callsTheClassesByThem() {
    Cli text = Cli.line("evaluate --model " + model);
    Cli json = Cli.line("evaluate --json --model " + model);

    assertThat(text.out())
        .containsPattern("(?m)^seven +0?[0-9.]+")
        .contains("true \\ predicted  zero");
    assertThat(Json.object(json.out())).containsEntry("classNames", NAMES);
  }

  @Test
  void predict_modelWithNames_answersWithThem() throws IOException {
    byte[] digit = BundledMnist.load().test().image(0);
    Path picture = Files.write(dir.resolve("digit.png"), Pictures.png(digit, 28));
    Map<String, Object> answer =
        Json.object(Cli.line("predict --json --model %s %s".formatted(model, picture)).out());
    Cli text = Cli.line("predict --model %s %s".formatted(model, picture));

    String name = NAMES.get((Integer) answer.get("digit"));
    assertThat(answer).containsEntry("class", name);
    assertThat(text.out()).contains("digit.png: %s (".formatted(name));
  }

  /** The preparation would find a digit in this picture and centre it. */
  @Test
  void predict_modelWithNames_takesThePictureAsItIs() throws IOException {
    byte[] digit = BundledMnist.load().test().image(0);
    byte[] moved = new byte[digit.length];
    System.arraycopy(digit, 0, moved, 4 * 28, digit.length - 4 * 28);
    Path picture = Files.write(dir.resolve("low.png"), Pictures.png(moved, 28));
    float[] levels = new float[moved.length];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = (moved[i] & 0xFF) / 255f;
    }
    Model loaded = ModelFile.load(model).model();
    float[] asItIs =
        loaded.predictProbabilities(Tensor.of(Shape.of(1, 28, 28, 1), levels)).toArray();

    String line = "predict --json %s --model %s %s";
    assertThat(probabilities(line.formatted("--threads 1", model, picture))).isEqualTo(asItIs);
    assertThat(probabilities(line.formatted("--no-prepare", model, picture))).isEqualTo(asItIs);
    assertThat(probabilities(line.formatted("--prepare", model, picture))).isNotEqualTo(asItIs);
  }

  private static float[] probabilities(String line) {
    List<?> values = (List<?>) Json.object(Cli.line(line).out()).get("probabilities");
    float[] probabilities = new float[values.size()];
    for (int i = 0; i < probabilities.length; i++) {
      probabilities[i] = ((Double) values.get(i)).floatValue();
    }
    return probabilities;
  }

  @Test
  void predict_showStepsOfAPictureAsItIs_areOne() throws IOException {
    byte[] digit = BundledMnist.load().test().image(0);
    Path picture = Files.write(dir.resolve("shown.png"), Pictures.png(digit, 28));

    Cli.line("predict --model %s --show-steps %s %s".formatted(model, dir.resolve("s"), picture));

    assertThat(dir.resolve("s/shown-01-scaled.png")).exists();
    assertThat(dir.resolve("s/shown-02-unchanged.png")).doesNotExist();
  }

  @Test
  void predict_digits_areNotNamed() throws IOException {
    byte[] digit = BundledMnist.load().test().image(0);
    Path picture = Files.write(dir.resolve("seven.png"), Pictures.png(digit, 28));

    assertThat(Json.object(Cli.line("predict --json " + picture).out()))
        .containsEntry("digit", 7)
        .doesNotContainKey("class");
  }

  @Test
  void compareAndDoctor_dataWithNames_callTheClassesByThem() {
    Cli compared = Cli.line("compare --data %s %s".formatted(dir, model));
    Cli examined = Cli.line("doctor --epochs 1 --folds 2 --data " + dir);

    String name = "(" + String.join("|", NAMES) + ")";
    assertThat(compared.out())
        .containsPattern("#\\d+: true %1$s, A %1$s, B %1$s\\R".formatted(name));
    assertThat(examined.out()).containsPattern("#\\d+: given %1$s, rather %1$s ".formatted(name));
  }

  @Test
  void evaluate_modelWithBrokenNames_isRefused() throws IOException {
    Path broken = dir.resolve("broken.safetensors");
    List<String> names = new ArrayList<>(NAMES);
    names.set(1, "b\u001B[2J");
    ModelFile.save(broken, ModelFile.load(model).withClassNames(names), SaveOptions.DEFAULT);

    Cli cli = Cli.line("evaluate --model " + broken);

    assertThat(cli.status()).isEqualTo(1);
    assertThat(cli.err())
        .isEqualTo(
            "digits evaluate: %s: class names: line 2: expected a class name without control"
                    .formatted(broken)
                + " characters\n");
  }
}
