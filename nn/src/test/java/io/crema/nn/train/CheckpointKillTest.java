package io.crema.nn.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.crema.nn.io.CheckpointFile;
import io.crema.nn.model.Model;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a training that writes a checkpoint after every batch, at random moments. Whenever that is,
 * there is a whole checkpoint, and in the end the bits are those of a training in one go.
 *
 * <p>{@code -Dcrema.test.kills=200} kills it as often.
 */
class CheckpointKillTest {

  private static final int KILLS = Integer.getInteger("crema.test.kills", 5);

  /** So many that a JVM never gets through them before it is killed. */
  private static final int EPOCHS = 400 + 60 * KILLS;

  private static final int MOST_MILLIS = 250;

  @TempDir Path folder;

  private Process start(Path file) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            CheckpointRun.class.getName(),
            file.toString(),
            Integer.toString(EPOCHS));
    return new ProcessBuilder(command).redirectError(folder.resolve("errors").toFile()).start();
  }

  @Test
  void resume_killedAtRandomMoments_endsWithTheBitsOfOneGo() throws Exception {
    Path file = folder.resolve("run.checkpoint");
    Random random = new Random(3);
    int found = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      Process process = start(file);
      try (BufferedReader out = process.inputReader()) {
        assertThat(out.readLine()).as(() -> errors()).isEqualTo("started");
        Thread.sleep(random.nextInt(MOST_MILLIS));
      } finally {
        process.destroyForcibly();
      }
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
      if (Files.exists(file) || Files.exists(CheckpointFile.previous(file))) {
        assertThat(CheckpointFile.read(file).state().tensors()).isNotEmpty();
        found++;
      }
    }
    assertThat(found).isPositive();

    Model straight = CheckpointRun.model();
    CheckpointRun.trainer(EPOCHS).fit(straight, CheckpointRun.SAMPLES);
    Model resumed = CheckpointRun.model();
    CheckpointRun.trainer(EPOCHS).resume(file).fit(resumed, CheckpointRun.SAMPLES);
    assertThat(resumed.weightsSha256()).isEqualTo(straight.weightsSha256());
  }

  private String errors() {
    try {
      return Files.readString(folder.resolve("errors"));
    } catch (IOException e) {
      return e.toString();
    }
  }
}
