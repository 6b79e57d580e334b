package io.crema.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The README shows {@link Embedding}, which compiles and, as {@link EmbeddingTest} shows, runs. */
class ReadmeTest {

  private static final Path MODULE = Path.of(System.getProperty("basedir", ""));
  private static final Path README = MODULE.resolve("../README.md");
  private static final Path SOURCE =
      MODULE.resolve("src/main/java/io/crema/examples/Embedding.java");

  @Test
  void javaBlock_isTheEmbeddingExample() throws IOException {
    List<String> shown = between(README, "```java", "```");
    List<String> source = between(SOURCE, "// README: begin", "// README: end");

    assertThat(shown).isEqualTo(source);
  }

  private static List<String> between(Path file, String begin, String end) throws IOException {
    List<String> lines = Files.readAllLines(file);
    int from = lines.indexOf(begin) + 1;
    assertThat(from).as("%s: the line after %s", file, begin).isPositive();
    int length = lines.subList(from, lines.size()).indexOf(end);
    assertThat(length).as("%s: lines between %s and %s", file, begin, end).isPositive();
    return lines.subList(from, from + length);
  }
}
