package io.crema.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentTest {

  static final Environment EXAMPLE =
      new Environment(
          "Fast \"CPU\"",
          2,
          "Linux 6.1, amd64",
          "Some Vendor",
          "25.0.3+9",
          "OpenJDK 64-Bit Server VM",
          List.of("--add-modules=jdk.incubator.vector", "-Xmx1g"),
          "0123456789abcdef0123456789abcdef01234567",
          "2026-02-03T04:05:06Z");

  @TempDir private Path directory;

  @Test
  void read_whatWriteWrote_isEqual() throws IOException {
    Path file = directory.resolve("results.env.json");
    EXAMPLE.write(file);
    assertThat(Environment.read(file)).isEqualTo(EXAMPLE);
  }

  @Test
  void read_withoutCommit_namesFileAndField() throws IOException {
    Path file = directory.resolve("results.env.json");
    EXAMPLE.write(file);
    Files.writeString(file, Files.readString(file).replace("\"commit\"", "\"other\""));
    assertThatThrownBy(() -> Environment.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("results.env.json: expected a field commit");
  }

  @Test
  void read_processorsInWords_namesFileAndField() throws IOException {
    Path file = directory.resolve("results.env.json");
    EXAMPLE.write(file);
    Files.writeString(file, Files.readString(file).replace(": 2,", ": \"two\","));
    assertThatThrownBy(() -> Environment.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("results.env.json: processors: expected a number, got two");
  }

  @Test
  void read_array_namesTheFile() throws IOException {
    Path file = directory.resolve("results.env.json");
    Files.writeString(file, "[]");
    assertThatThrownBy(() -> Environment.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("results.env.json: expected a JSON object");
  }

  @Test
  void fileFor_resultFile_standsBesideIt() {
    assertThat(Environment.fileFor(Path.of("a", "b.json"))).isEqualTo(Path.of("a", "b.env.json"));
    assertThat(Environment.fileFor(Path.of("b"))).isEqualTo(Path.of("b.env.json"));
  }

  @Test
  void cpu_twoProcessors_isTheModelName() throws IOException {
    Path file = directory.resolve("cpuinfo");
    Files.writeString(
        file, "processor\t: 0\nmodel\t\t: 49\nmodel name\t: Fast: 3 GHz\n\nmodel name\t: other\n");
    assertThat(Environment.cpu(file)).isEqualTo("Fast: 3 GHz");
  }

  @Test
  void cpu_noSuchFile_isTheArchitecture() {
    assertThat(Environment.cpu(directory.resolve("none"))).isEqualTo(System.getProperty("os.arch"));
  }

  @Test
  void summary_example_isOneLine() {
    assertThat(EXAMPLE.summary())
        .isEqualTo(
            "Fast \"CPU\", 2 processors; JDK 25.0.3+9 (Some Vendor); Linux 6.1, amd64; "
                + "`--add-modules=jdk.incubator.vector -Xmx1g`; commit 0123456; 2026-02-03");
  }
}
