package io.crema.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.crema.core.tensor.Shape;
import io.crema.mnist.digit.DigitLine;
import io.crema.nn.io.ModelFile;
import io.crema.nn.io.SavedModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainLineTest {

  @TempDir private Path dir;

  @Test
  void run_fewNumbers_savesAModelOfElevenClasses() throws IOException {
    Path file = dir.resolve("line.safetensors");

    Cli cli =
        Cli.run("train-line", "--numbers", 8, "--epochs", 1, "--seed", 3, "--json", "--out", file);

    assertThat(cli.status()).isZero();
    Map<String, Object> done = Json.object(cli.outLines().get(0));
    SavedModel saved = ModelFile.load(file);
    assertThat(saved.model().network().outputShape()).isEqualTo(Shape.of(DigitLine.CLASSES));
    assertThat(done).containsEntry("weightsSha256", saved.model().weightsSha256());
    assertThat((Integer) done.get("pieces")).isGreaterThan(8);
    assertThat(cli.err()).contains("saved " + file);
  }

  @Test
  void run_tooFewImages_saysHowManyAreNeeded() throws IOException {
    SmallData.write(dir, 50, 20);

    Cli cli = Cli.run("train-line", "--data", dir, "--out", dir.resolve("line.safetensors"));

    assertThat(cli.status()).isEqualTo(1);
    assertThat(cli.err())
        .contains("expected more than 5000 training images, the last of them to draw, found 50");
  }
}
