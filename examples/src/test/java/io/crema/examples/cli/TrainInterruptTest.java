package io.crema.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.crema.nn.io.CheckpointFile;
import io.crema.nn.io.ModelFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Breaks {@code train} off as a terminal and an operating system do, and resumes it. */
class TrainInterruptTest {

  @TempDir Path dir;
  private Path data = Path.of("");
  private Path model = Path.of("");
  private Path checkpoint = Path.of("");

  @BeforeEach
  void writeData() throws IOException {
    data = Files.createDirectory(dir.resolve("data"));
    SmallData.write(data, 600, 50);
    model = dir.resolve("model.safetensors");
    checkpoint = dir.resolve("run.checkpoint");
  }

  private Object[] args(int epochs, Object... more) {
    List<Object> args =
        new ArrayList<>(
            List.of("train", "--net", "lenet", "--batch", 8, "--epochs", epochs, "--threads", 2));
    args.addAll(List.of("--data", data, "--out", model, "--progress", "plain"));
    args.addAll(List.of(more));
    return args.toArray();
  }

  private Process start(Object... args) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Dcrema.kernels=scalar");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(Digits.class.getName());
    List.of(args).forEach(arg -> command.add(arg.toString()));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  /** Reads what a process prints until it has trained an epoch. */
  private static void awaitFirstEpoch(BufferedReader out) throws IOException {
    StringBuilder printed = new StringBuilder();
    String line = "";
    while (!line.matches("epoch 1/.* s .*")) {
      line = out.readLine();
      assertThat(line).as(printed.toString()).isNotNull();
      printed.append(line).append('\n');
    }
  }

  /** A JVM whose parent ignores SIGINT ignores it too: then this ends by its time. */
  @ParameterizedTest
  @Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
  @CsvSource({"INT, 130", "TERM, 143"})
  void train_signal_writesTheCheckpointAndSaysHowToResume(String signal, int status)
      throws IOException, InterruptedException {
    int epochs = 100_000; // which nobody waits for
    Process process = start(args(epochs, "--checkpoint", checkpoint));
    try (BufferedReader out = process.inputReader()) {
      awaitFirstEpoch(out);
      new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
      List<String> rest = out.lines().toList();

      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
      assertThat(process.exitValue()).isEqualTo(status);
      assertThat(rest.get(rest.size() - 2)).matches("interrupted after \\d+ whole epochs");
      assertThat(rest.get(rest.size() - 1))
          .startsWith("resume with: train --net lenet")
          .endsWith("--resume " + checkpoint);
    } finally {
      process.destroyForcibly();
    }
    assertThat(CheckpointFile.read(checkpoint).damage()).isEmpty();
    assertThat(model).doesNotExist();
  }

  @Test
  void train_killedAndResumed_savesTheWeightsOfOneGo() throws IOException {
    int epochs = 4;
    assertThat(Cli.run(args(epochs)).status()).isZero();
    String straight = ModelFile.load(model).model().weightsSha256();
    Files.delete(model);
    Process process = start(args(epochs, "--checkpoint", checkpoint, "--checkpoint-seconds", 0));
    try (BufferedReader out = process.inputReader()) {
      awaitFirstEpoch(out);
    } finally {
      process.destroyForcibly();
    }

    Cli resumed = Cli.run(args(epochs, "--resume", checkpoint));

    assertThat(resumed.status()).as(resumed.err()).isZero();
    assertThat(resumed.out()).doesNotContain("epoch 1/4  10 %");
    assertThat(ModelFile.load(model).model().weightsSha256()).isEqualTo(straight);
  }

  @Test
  void train_resumedWithOtherOptions_isRefusedWithBoth() {
    assertThat(Cli.run(args(1, "--checkpoint", checkpoint)).status()).isZero();

    Cli more = Cli.run(args(2, "--resume", checkpoint));
    Cli other = Cli.run(args(1, "--resume", checkpoint, "--limit", 500));

    assertThat(more.status()).isEqualTo(1);
    assertThat(more.err())
        .contains(checkpoint + ": epochs: expected 1 as in the checkpoint, got 2");
    assertThat(other.err()).contains("dataSha256: expected ", " as in the checkpoint, got ");
  }

  @Test
  void train_resumeFromNothing_fails() {
    Cli cli = Cli.run(args(1, "--resume", checkpoint));

    assertThat(cli.status()).isEqualTo(1);
    assertThat(cli.err()).contains(checkpoint + ": no such file or directory");
  }

  @Test
  void train_checkpointOptionsAlone_areWrongUsage() {
    Cli cli = Cli.run(args(1, "--checkpoint-seconds", 3));

    assertThat(cli.status()).isEqualTo(2);
    assertThat(cli.err()).contains("--checkpoint-seconds, --roll-back: expected --checkpoint too");
  }

  @Test
  void train_checkpointInNoDirectory_isRefusedBeforeTraining() {
    Path nowhere = dir.resolve("none").resolve("run");
    Cli cli = Cli.run(args(1, "--checkpoint", nowhere));

    assertThat(cli.status()).isEqualTo(1);
    assertThat(cli.err()).contains(nowhere + ": no such directory to write it in");
  }

  @Test
  void train_divergenceWithRollBacks_saysSoAndKeepsTheCheckpoint() throws IOException {
    Cli cli =
        Cli.run(args(1, "--learning-rate", "1e30", "--checkpoint", checkpoint, "--roll-back", 2));

    assertThat(cli.status()).isEqualTo(1);
    assertThat(cli.err()).contains("digits train: loss ");
    assertThat(CheckpointFile.read(checkpoint).state().text("progress/epoch")).isEqualTo("1");
  }
}
