package io.crema.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The README shows {@link TrainDigits}, which compiles and, as {@link TrainDigitsTest} shows, runs.
 */
class ReadmeTest {

  private static final Path MODULE = Path.of(System.getProperty("basedir", ""));
  private static final Path README = MODULE.resolve("../README.md");
  private static final Path SOURCES = MODULE.resolve("src/main/java/io/crema/examples");

  @Test
  void firstJavaBlock_isTheTrainingExample() throws IOException {
    List<String> readme = Files.readAllLines(README);
    List<String> source = Files.readAllLines(SOURCES.resolve("TrainDigits.java"));

    assertThat(between(README, readme, "```java", "```"))
        .isEqualTo(between(SOURCES, source, "// README: begin", "// README: end"));
  }

  @Test
  void secondJavaBlock_isThePictureExample() throws IOException {
    List<String> readme = Files.readAllLines(README);
    readme = readme.subList(readme.indexOf("```java") + 1, readme.size());
    List<String> source = Files.readAllLines(SOURCES.resolve("PredictPicture.java"));

    assertThat(between(README, readme, "```java", "```"))
        .isEqualTo(between(SOURCES, source, "// README: begin picture", "// README: end picture"));
  }

  private static List<String> between(Path file, List<String> lines, String begin, String end) {
    int from = lines.indexOf(begin) + 1;
    assertThat(from).as("%s: the line after %s", file, begin).isPositive();
    int length = lines.subList(from, lines.size()).indexOf(end);
    assertThat(length).as("%s: lines between %s and %s", file, begin, end).isPositive();
    return lines.subList(from, from + length);
  }
}
