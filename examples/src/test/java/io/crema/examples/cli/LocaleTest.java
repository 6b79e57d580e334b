package io.crema.examples.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.crema.examples.exam.PictureVariation;
import io.crema.examples.exam.Pictures;
import io.crema.mnist.data.BundledMnist;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands take and write the same in locales with other digits, signs and letters. */
class LocaleTest {

  private static final List<String> COMMANDS =
      List.of(
          "train --data data --net lenet --epochs 1 --augment LIGHT --learning-rate 1.5e-3"
              + " --progress PLAIN --out model",
          "evaluate --json --model model --data data --report report",
          "predict --json --model model seven.png");

  @TempDir private static Path dir;
  private static Map<String, String> expected = Map.of();

  @BeforeAll
  static void runInTheRootLocale() throws Exception {
    expected = results(dir.resolve("root"), "-Duser.language=", "-Duser.country=");
  }

  /** {@return what the commands print, and the files that they write, by name} */
  private static Map<String, String> results(Path directory, String... locale) throws Exception {
    SmallData.write(Files.createDirectories(directory.resolve("data")), 60, 20);
    Files.write(
        directory.resolve("seven.png"),
        Pictures.drawn(PictureVariation.PHOTO, BundledMnist.load().test(), 0));
    CliProcess process = new CliProcess(locale).in(directory);
    Map<String, String> results = new TreeMap<>();
    for (String command : COMMANDS) {
      Cli cli = process.run((Object[]) command.split(" "));
      assertThat(cli.status()).as(cli.err()).isZero();
      // How long it took is never the same.
      String shown = (cli.out() + cli.err()).replaceAll("[0-9.,]+ (?=s\\b|ms\\b|images/s)", "_ ");
      results.put(command, shown);
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        results.put(
            directory.relativize(file).toString(),
            new String(Files.readAllBytes(file), ISO_8859_1));
      }
    }
    return results;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-Duser.language=ar -Duser.country=EG -Duser.extensions=u-nu-arab",
        "-Duser.language=de -Duser.country=DE",
        "-Duser.language=tr -Duser.country=TR"
      })
  void run_otherLocale_printsAndWritesTheSame(String locale) throws Exception {
    Path directory = Files.createTempDirectory(dir, "locale");

    assertThat(results(directory, locale.split(" "))).containsExactlyEntriesOf(expected);
  }
}
