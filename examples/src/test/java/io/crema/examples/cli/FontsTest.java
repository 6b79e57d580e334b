package io.crema.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.crema.examples.exam.PictureVariation;
import io.crema.examples.exam.Pictures;
import io.crema.mnist.data.BundledMnist;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A machine without fonts, as a slim container image is. */
class FontsTest {

  private static final String REMEDY =
      "text in pictures needs a font, and Java finds none: install fontconfig and any font, such as"
          + " the packages fontconfig and fonts-dejavu-core of Debian";

  private static final CliProcess WITHOUT_FONTS =
      new CliProcess("-Dsun.awt.fontconfig=/nonexistent");

  @TempDir Path dir;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "corruption-sheet --out",
        "compare none.safetensors --out",
        "doctor --out",
        "evaluate --report",
        "race --out",
        "train --report"
      })
  void run_picturesWithText_areRefusedBeforeTheWork(String options) throws Exception {
    Path out = dir.resolve("out");
    Object[] args = Stream.concat(Stream.of(options.split(" ")), Stream.of(out)).toArray();

    Cli cli = WITHOUT_FONTS.run(args);

    assertThat(cli.status()).isEqualTo(1);
    assertThat(cli.err()).isEqualToIgnoringNewLines("digits " + args[0] + ": " + REMEDY);
    assertThat(cli.out()).isEmpty();
  }

  @Test
  void predictShowSteps_writesTheStepsAndPrintsTheAnswer() throws Exception {
    Path picture = dir.resolve("seven.png");
    Files.write(picture, Pictures.drawn(PictureVariation.PHOTO, BundledMnist.load().test(), 0));
    Path steps = dir.resolve("steps");

    Cli cli = WITHOUT_FONTS.run("predict", "--show-steps", steps, picture);

    assertThat(cli.status()).as(cli.err()).isZero();
    assertThat(cli.out()).startsWith(picture + ": 7 (");
    assertThat(cli.err()).isEqualToIgnoringNewLines("without NAME-steps.png: " + REMEDY);
    assertThat(names(steps)).contains("seven-01-shrink.png").doesNotContain("seven-steps.png");
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
