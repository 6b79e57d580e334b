package io.crema.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The heap that the README recommends holds all 70,000 bundled images, the training of the
 * reference network in batches of 128, and its evaluation. With each pixel as one byte it would
 * not: that took more than 72 MB.
 */
class TrainMemoryTest {

  private static final String HEAP = "-Xmx64m";

  @TempDir Path dir;

  @Test
  void train_referenceInTheRecommendedHeap_savesTheModel() throws Exception {
    Path model = dir.resolve("model.safetensors");

    Cli cli =
        inRecommendedHeap(
            "train",
            "--net",
            "reference",
            "--batch",
            "128",
            "--epochs",
            "1",
            "--limit",
            "1280",
            "--threads",
            "2",
            "--progress",
            "plain",
            "--out",
            model.toString());

    assertThat(cli.status()).as(cli.err()).isZero();
    assertThat(cli.out()).contains("tested 10,000 images");
    assertThat(model).isNotEmptyFile();
  }

  private Cli inRecommendedHeap(String... args) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(HEAP, "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("--add-modules", "jdk.incubator.vector", "-Dcrema.kernels=vector"));
    command.add(Digits.class.getName());
    command.addAll(List.of(args));
    Path out = dir.resolve("out");
    Path err = dir.resolve("err");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().remove("JDK_JAVA_OPTIONS"); // the JVM would say that it took them
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    try {
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("ends by itself").isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new Cli(process.exitValue(), Files.readString(out), Files.readString(err));
  }
}
