package io.crema.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.crema.mnist.dataset.IdxDataSets;
import io.crema.nn.io.ModelFile;
import io.crema.nn.metric.McNemar;
import io.crema.vision.dataset.ImageSet;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two models of few training steps, which read many images differently. */
class CompareTest {

  @TempDir private static Path dir;
  private static Path a;
  private static Path b;

  @BeforeAll
  static void train() throws IOException {
    SmallData.write(dir, 1000, 300);
    a = dir.resolve("a.safetensors");
    b = dir.resolve("b.safetensors");
    String train = "train --net lenet --epochs 1 --batch 64 --data %s --out %s --seed %d";
    Cli.line(train.formatted(dir, a, 1));
    Cli.line(train.formatted(dir, b, 2));
  }

  @Test
  void compare_json_isWhatTheModelsSay() throws IOException {
    Cli cli = Cli.line("compare --json --data %s %s %s".formatted(dir, a, b));

    ImageSet images = IdxDataSets.load(dir).data().test();
    int[] truth = images.labels();
    int[] saidA = ModelFile.load(a).model().evaluate(images).predictions();
    int[] saidB = ModelFile.load(b).model().evaluate(images).predictions();
    McNemar test = McNemar.of(truth, saidA, saidB);
    assertThat(cli.status()).isZero();
    Map<String, Object> result = Json.object(cli.out());
    assertThat(result)
        .containsEntry("images", 300)
        .containsEntry("bothRight", test.bothRight())
        .containsEntry("onlyA", test.onlyFirst())
        .containsEntry("onlyB", test.onlySecond())
        .containsEntry("bothWrong", test.bothWrong())
        .containsEntry("pValue", test.pValue())
        .containsEntry("exact", test.exact());
    List<?> differences = (List<?>) result.get("differences");
    int next = 0;
    for (int i = 0; i < truth.length; i++) {
      if (saidA[i] != saidB[i]) {
        assertThat(differences.get(next++))
            .isEqualTo(Map.of("index", i, "true", truth[i], "a", saidA[i], "b", saidB[i]));
      }
    }
    assertThat(differences).hasSize(next).isNotEmpty();
  }

  @Test
  void compare_text_hasTheTableAndTheSheet() throws IOException {
    Path out = dir.resolve("out");
    Cli cli = Cli.line("compare --data %s --out %s %s %s".formatted(dir, out, a, b));

    assertThat(cli.status()).isZero();
    assertThat(cli.out())
        .containsPattern("A       %s: accuracy 0[0-9.]+ \\(95 %% interval 0".formatted(a))
        .containsPattern("B       %s: accuracy 0[0-9.]+ \\(95 %% interval 0".formatted(b))
        .containsPattern("A right +\\d+ +\\d+\\RA wrong +\\d+ +\\d+\\R")
        .containsPattern("McNemar's test: p = [0-9.e-]+ \\(")
        .containsPattern("  #\\d+: true \\d, A \\d, B \\d\\R");
    BufferedImage sheet = ImageIO.read(out.resolve("differences.png").toFile());
    assertThat(sheet.getWidth()).isGreaterThan(1000);
  }

  @Test
  void compare_modelWithItself_findsNoDifference() {
    Path out = dir.resolve("none");
    Cli cli = Cli.line("compare --data %s --out %s %s %s".formatted(dir, out, a, a));

    assertThat(cli.out()).contains("McNemar's test: p = 1.00 (exact binomial)");
    assertThat(cli.out()).endsWith("read differently: 0" + System.lineSeparator());
    assertThat(Files.exists(out.resolve("differences.png"))).isFalse();
  }

  @Test
  void compare_oneModel_isComparedWithTheBundledOne() {
    Cli cli = Cli.line("compare --json --data %s %s".formatted(dir, b));

    Map<?, ?> bundled = (Map<?, ?>) Json.object(cli.out()).get("a");
    assertThat(bundled.get("model")).isEqualTo("bundled champion.safetensors");
    assertThat((Double) bundled.get("accuracy")).isGreaterThan(0.97);
  }
}
