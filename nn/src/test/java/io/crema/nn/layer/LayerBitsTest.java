package io.crema.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every row of {@link LayerTable} gives the same outputs and gradients without the Vector API and
 * with vectors of every width that the CPU has, bit for bit.
 */
class LayerBitsTest {

  private static final long SECONDS = 300;
  private static final String[] VECTOR_API = {"--add-modules", "jdk.incubator.vector"};

  @TempDir private Path folder;

  @Test
  void rows_anyVectorWidth_giveTheSameBits() throws Exception {
    Map<String, String> scalar = run("scalar");

    assertThat(scalar).hasSize(LayerDigest.ROUNDS * LayerTable.kinds().size());
    for (String kind : LayerTable.kinds()) {
      for (int round = 1; round < LayerDigest.ROUNDS; round++) {
        assertThat(scalar).containsEntry(kind + round, scalar.get(kind + 0));
      }
    }
    for (int bytes : new int[] {16, 32, 64}) {
      assertThat(run("vector", VECTOR_API[0], VECTOR_API[1], "-XX:MaxVectorSize=" + bytes))
          .as("vectors of %d bytes", bytes)
          .isEqualTo(scalar);
    }
  }

  /** Runs {@link LayerDigest} in a JVM of its own, and returns the digest of each kind. */
  private Map<String, String> run(String kernels, String... options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(LayerDigest.class.getName());
    Path output = folder.resolve("printed");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).as("%s ended", command).isTrue();
    } finally {
      process.destroyForcibly();
    }
    String printed = Files.readString(output);
    assertThat(process.exitValue()).as("%s:%n%s", command, printed).isZero();

    Map<String, String> values = new TreeMap<>();
    printed
        .lines()
        .filter(line -> line.matches("\\w+=\\w+"))
        .forEach(line -> values.put(line.split("=", 2)[0], line.split("=", 2)[1]));
    assertThat(values.remove("kernels")).isEqualTo(kernels);
    return values;
  }
}
