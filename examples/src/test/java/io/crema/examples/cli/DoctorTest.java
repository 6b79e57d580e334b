package io.crema.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.crema.examples.reader.DigitModel;
import io.crema.mnist.data.BundledMnist;
import io.crema.mnist.dataset.IdxDataSets;
import io.crema.vision.dataset.ImageSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Digits of which every fiftieth is labelled as the next one. Networks of a thousand images are
 * wrong of a tenth, and so surely of some.
 */
class DoctorTest {

  private static final int IMAGES = 1500;
  private static final int EVERY = 50;

  @TempDir private static Path dir;
  private static Cli cli;

  @BeforeAll
  static void examine() throws IOException {
    ImageSet digits = BundledMnist.load().train().limit(IMAGES);
    byte[] pixels = new byte[IMAGES * 28 * 28];
    int[] labels = digits.labels();
    for (int i = 0; i < IMAGES; i++) {
      System.arraycopy(digits.image(i), 0, pixels, i * 28 * 28, 28 * 28);
      labels[i] = i % EVERY == 0 ? (labels[i] + 1) % 10 : labels[i];
    }
    ImageSet flipped = ImageSet.of(DigitModel.IMAGE, pixels, labels, 10);
    SmallData.write(dir.resolve("train"), flipped);
    SmallData.write(dir.resolve("t10k"), digits.limit(10));
    cli =
        Cli.line(
            "doctor --json --folds 3 --epochs 8 --data %s --out %s"
                .formatted(dir, dir.resolve("out")));
  }

  @Test
  void doctor_flippedLabels_areOnTopOfTheList() {
    assertThat(cli.status()).as(cli.err()).isZero();
    Map<String, Object> result = Json.object(cli.out());
    assertThat(result.keySet()).containsExactly("accuracy", "noise", "joint", "issues");
    List<?> issues = (List<?>) result.get("issues");
    assertThat(issues.subList(0, 10)).filteredOn(DoctorTest::wasFlipped).hasSizeGreaterThan(6);
    assertThat(issues.stream().filter(DoctorTest::wasFlipped).count())
        .isGreaterThan(IMAGES / EVERY / 2);
    assertThat((Double) result.get("noise")).isBetween(0.01, 0.1);
  }

  private static boolean wasFlipped(Object issue) {
    return (Integer) ((Map<?, ?>) issue).get("index") % EVERY == 0;
  }

  @Test
  void doctor_suggestion_isTheDigitThatItWas() throws IOException {
    ImageSet images = IdxDataSets.load(dir).data().train();
    Map<?, ?> first = (Map<?, ?>) ((List<?>) Json.object(cli.out()).get("issues")).get(0);

    int given = (Integer) first.get("given");
    assertThat(given).isEqualTo(images.label((Integer) first.get("index")));
    assertThat(first.get("suggested")).isEqualTo((given + 9) % 10);
    assertThat((Double) first.get("suggestedProbability"))
        .isGreaterThan((Double) first.get("givenProbability"));
  }

  @Test
  void doctor_files_areTheListAndItsPicture() throws IOException {
    List<?> issues = (List<?>) Json.object(cli.out()).get("issues");
    List<String> lines = Files.readAllLines(dir.resolve("out/doctor.csv"));

    assertThat(lines).hasSize(1 + issues.size());
    assertThat(lines.get(0)).isEqualTo("index,given,suggested,given_p,suggested_p");
    assertThat(lines.get(1)).matches("\\d+,\\d,\\d,[0-9.E-]+,0\\.\\d+|.*,1\\.0");
    assertThat(ImageIO.read(dir.resolve("out/doctor.png").toFile()).getHeight()).isPositive();
  }

  @Test
  void doctor_text_tellsWhatItDid() {
    assertThat(cli.err())
        .contains("data    %s, 1,500 images".formatted(dir))
        .contains("recipe  lenet, epochs 8, batch 128")
        .contains("fold 3/3, trained on 1,000")
        .containsPattern("out-of-fold accuracy 0[0-9.]+, estimated label noise [0-9.]+ %")
        .containsPattern("  #\\d+50: given \\d, rather \\d \\(0[0-9.]+ and 0[0-9.]+\\)\\R");
  }

  @Test
  void doctor_moreFoldsThanImages_isRefused() {
    Cli wrong = Cli.line("doctor --limit 3 --folds 4 --data " + dir);

    assertThat(wrong.status()).isEqualTo(2);
    assertThat(wrong.err()).contains("--folds: expected 2 to 3, got 4");
  }
}
