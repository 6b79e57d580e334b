package io.crema.mnist.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What fuzzing begins with, and what it once found: nothing but what is documented is thrown. */
class FuzzRegressionTest {

  private static final Path INPUTS =
      Path.of(System.getProperty("basedir", ""), "src/test/resources/fuzz");

  private static final Map<String, Target> TARGETS =
      Map.of(
          "IdxFuzz", IdxFuzz::fuzzerTestOneInput,
          "GzipFuzz", GzipFuzz::fuzzerTestOneInput,
          "PreprocessorFuzz", PreprocessorFuzz::fuzzerTestOneInput);

  private interface Target {
    void run(byte[] data) throws IOException;
  }

  @ParameterizedTest
  @ValueSource(strings = {"IdxFuzz", "GzipFuzz", "PreprocessorFuzz"})
  void target_everyKeptInput_isReadOrRefused(String name) throws IOException {
    Target target = Objects.requireNonNull(TARGETS.get(name));
    List<Path> inputs;
    try (Stream<Path> files = Files.list(INPUTS.resolve(name))) {
      inputs = files.sorted().toList();
    }

    assertThat(inputs).isNotEmpty();
    for (Path input : inputs) {
      target.run(Files.readAllBytes(input));
    }
  }
}
