package io.crema.examples.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What fuzzing begins with, and what it once found: nothing but what is documented is thrown. */
class FuzzRegressionTest {

  private static final Path INPUTS =
      Path.of(System.getProperty("basedir", ""), "src/test/resources/fuzz/MultipartFuzz");

  @Test
  void multipart_everyKeptInput_isReadOrRefused() throws IOException {
    List<Path> inputs;
    try (Stream<Path> files = Files.list(INPUTS)) {
      inputs = files.sorted().toList();
    }

    assertThat(inputs).isNotEmpty();
    for (Path input : inputs) {
      MultipartFuzz.fuzzerTestOneInput(Files.readAllBytes(input));
    }
  }
}
