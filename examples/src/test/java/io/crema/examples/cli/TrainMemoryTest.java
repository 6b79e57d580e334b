package io.crema.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The heap that the README recommends holds all 70,000 bundled images, the training of the
 * reference network in batches of 128, and its evaluation. With each pixel as one byte it would
 * not: that took more than 72 MB.
 */
class TrainMemoryTest {

  private static final CliProcess RECOMMENDED =
      new CliProcess("-Xmx64m", "--add-modules", "jdk.incubator.vector", "-Dcrema.kernels=vector");

  @TempDir Path dir;

  @Test
  void train_referenceInTheRecommendedHeap_savesTheModel() throws Exception {
    Path model = dir.resolve("model.safetensors");

    Cli cli =
        RECOMMENDED.run(
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
            model);

    assertThat(cli.status()).as(cli.err()).isZero();
    assertThat(cli.out()).contains("tested 10,000 images");
    assertThat(model).isNotEmptyFile();
  }
}
