package io.crema.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.crema.examples.cli.RaceRun.Lap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RaceTest {

  private static final RaceResult RESULT =
      new RaceResult(
          List.of(
              run(1, new Lap(100, 2, 0.98), new Lap(200, 4, 0.99)),
              run(2, new Lap(100, 1, 0.991), new Lap(200, 2, 0.992)),
              run(3, new Lap(100, 1, 0.97), new Lap(200, 3, 0.985))),
          0.99);

  @TempDir private static Path dir;
  private static Cli cli;

  private static RaceRun run(long seed, Lap... laps) {
    return new RaceRun(seed, List.of(laps));
  }

  @BeforeAll
  static void race() throws IOException {
    SmallData.write(dir, 1000, 300);
    cli =
        Cli.line(
            "race --json --net lenet --epochs 2 --batch 100 --seeds 2 --laps 4 --goal 20 --data %s --out %s"
                .formatted(dir, dir));
  }

  @Test
  void race_json_hasTheLapsOfEachSeed() {
    assertThat(cli.status()).isZero();
    Map<String, Object> result = Json.object(cli.out());
    List<?> runs = (List<?>) result.get("runs");
    assertThat(runs).hasSize(2);
    List<?> laps = (List<?>) ((Map<?, ?>) runs.get(1)).get("laps");
    assertThat(laps).extracting("images").containsExactly(500, 1000, 1500, 2000);
    assertThat(laps)
        .extracting("seconds", Double.class)
        .isSortedAccordingTo(Double::compare)
        .allMatch(seconds -> seconds > 0);
  }

  @Test
  void race_endOfARun_isWhatTheTrainingCommandGives() throws IOException {
    Path model = dir.resolve("model.safetensors");
    Cli trained =
        Cli.line(
            "train --json --net lenet --epochs 2 --batch 100 --seed 2 --data %s --out %s"
                .formatted(dir, model));

    List<?> runs = (List<?>) Json.object(cli.out()).get("runs");
    List<?> laps = (List<?>) ((Map<?, ?>) runs.get(1)).get("laps");
    Object accuracy = ((Map<?, ?>) laps.get(3)).get("accuracy");
    List<String> lines = trained.outLines();
    assertThat(Json.object(lines.get(lines.size() - 1))).containsEntry("testAccuracy", accuracy);
  }

  @Test
  void race_out_hasTheTableAndThePicture() throws IOException {
    assertThat(Files.readAllLines(dir.resolve("race.csv")))
        .hasSize(9)
        .startsWith("seed,images,seconds,test_accuracy");
    assertThat(ImageIO.read(dir.resolve("race.png").toFile()).getWidth()).isEqualTo(900);
    assertThat(cli.err())
        .contains("before  the JVM", "the images were read in", "recipe  epochs 2");
  }

  @Test
  void result_table_hasMediansAndWhatWasNeverReached() {
    assertThat(RESULT.table().lines())
        .containsExactly(
            "seed    training  test accuracy  99.00 % after",
            "1          4.0 s        99.00 %          4.0 s",
            "2          2.0 s        99.20 %          1.0 s",
            "3          3.0 s        98.50 %          never",
            "median     3.0 s        99.00 %          4.0 s");
  }

  @Test
  void result_curve_isTheMedianOfEachLap() {
    assertThat(RESULT.curve().lines())
        .element(2)
        .asString()
        .startsWith("    200        3.0 s        99.00 %  ####");
  }
}
