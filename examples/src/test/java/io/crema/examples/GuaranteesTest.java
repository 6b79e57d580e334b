package io.crema.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The guarantees name tests, and there are such. */
class GuaranteesTest {

  private static final Path ROOT = Path.of(System.getProperty("basedir", "")).resolve("..");
  private static final Path GUARANTEES = ROOT.resolve("docs/guarantees.md");
  private static final List<String> MODULES =
      List.of("core", "nn", "vision", "mnist-io", "examples");
  private static final Pattern TEST = Pattern.compile("`(\\w+Test)`");

  private static Set<String> tests() throws IOException {
    Set<String> tests = new TreeSet<>();
    for (String module : MODULES) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
        files
            .map(file -> file.getFileName().toString())
            .filter(name -> name.endsWith("Test.java"))
            .forEach(name -> tests.add(name.substring(0, name.length() - ".java".length())));
      }
    }
    return tests;
  }

  @Test
  void guarantees_everyTestNamed_isThere() throws IOException {
    Set<String> named =
        TEST.matcher(Files.readString(GUARANTEES))
            .results()
            .map((MatchResult match) -> match.group(1))
            .collect(Collectors.toSet());

    assertThat(named).hasSizeGreaterThan(20);
    assertThat(tests()).containsAll(named);
  }

  @Test
  void guarantees_everyPromise_namesATest() throws IOException {
    List<String> promises =
        Files.readAllLines(GUARANTEES).stream()
            .filter(line -> line.startsWith("| ") && !line.startsWith("| promise "))
            .toList();

    assertThat(promises).hasSizeGreaterThan(20).allMatch(line -> TEST.matcher(line).find());
  }
}
