package io.crema.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.crema.examples.exam.Pictures;
import io.crema.examples.reader.PictureSource;
import io.crema.mnist.data.BundledMnist;
import io.crema.vision.dataset.ImageSet;
import io.crema.vision.picture.PictureReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Directories, standard input, and what is drawn with characters. */
class PredictSourcesTest {

  private static byte[] seven;
  private static byte[] two;

  @TempDir private Path dir;

  @BeforeAll
  static void draw() throws IOException {
    ImageSet digits = BundledMnist.load().test();
    seven = Pictures.png(digits.image(0), 28);
    two = Pictures.png(digits.image(1), 28);
  }

  private static Cli runWith(byte[] standardInput, Object... args) {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(standardInput));
    try {
      return Cli.run(args);
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void run_directory_readsItsPicturesInTheOrderOfTheirNames() throws IOException {
    Files.write(dir.resolve("b.PNG"), seven);
    Files.write(dir.resolve("a.png"), two);
    Files.write(dir.resolve(".hidden.png"), seven);
    Files.writeString(dir.resolve("notes.txt"), "no picture");
    Files.write(Files.createDirectory(dir.resolve("deep")).resolve("c.png"), seven);
    Files.createDirectory(dir.resolve("named.png"));

    Cli cli = Cli.run("predict", dir);

    assertThat(cli.status()).isZero();
    assertThat(cli.err()).isEmpty();
    assertThat(cli.outLines()).hasSize(2);
    assertThat(cli.outLines().get(0)).startsWith(dir.resolve("a.png") + ": 2 (");
    assertThat(cli.outLines().get(1)).startsWith(dir.resolve("b.PNG") + ": 7 (");
  }

  @Test
  void run_directoryWithoutPictures_isAnErrorAndTheOthersAreRead() throws IOException {
    Path empty = Files.createDirectory(dir.resolve("empty"));
    Path picture = Files.write(dir.resolve("7.png"), seven);

    Cli cli = Cli.run("predict", "--json", empty, picture);

    assertThat(cli.status()).isEqualTo(1);
    assertThat(cli.err())
        .isEqualTo(
            "%s: expected pictures (PNG, JPEG, GIF, BMP) in the directory, found none%n"
                .formatted(empty));
    assertThat(Json.object(cli.outLines().get(0)).keySet()).containsExactly("image", "error");
    assertThat(Json.object(cli.outLines().get(1))).containsEntry("digit", 7);
  }

  @Test
  void run_dash_isStandardInput() {
    Cli cli = runWith(two, "predict", "-");

    assertThat(cli.status()).isZero();
    assertThat(cli.out()).startsWith("-: 2 (").hasLineCount(1);
    assertThat(Json.object(runWith(seven, "predict", "--json", "-").out()))
        .containsEntry("image", "-")
        .containsEntry("digit", 7);
  }

  @Test
  void run_nothingOnStandardInput_isAnError() {
    Cli cli = runWith(new byte[0], "predict", "-");

    assertThat(cli.status()).isEqualTo(1);
    assertThat(cli.err()).startsWith("standard input: expected a picture").hasLineCount(1);
  }

  /** It reads one byte more than it takes, and then no more of an endless stream. */
  @Test
  void of_standardInputThatIsTooLong_isReadNoFurther() throws IOException {
    long[] read = {0};
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            read[0]++;
            return 1;
          }

          @Override
          public int read(byte[] bytes, int from, int length) {
            read[0] += length;
            return length;
          }
        };
    PictureSource source = PictureSource.of(Path.of("-"), endless).get(0);

    assertThat(catchThrowable(() -> source.content().read()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("standard input: expected at most 100,000,000 bytes");
    assertThat(read[0]).isEqualTo(PictureReader.MAX_BYTES + 1L);
  }

  @Test
  void run_bars_areALineForEachDigit() throws IOException {
    Path picture = Files.write(dir.resolve("7.png"), seven);

    List<String> lines = Cli.run("predict", "--bars", picture).outLines();

    assertThat(lines).hasSize(11);
    assertThat(lines.get(1)).isEqualTo("  0  0.000");
    assertThat(lines.get(8)).isEqualTo("  7  1.000  " + "#".repeat(40));
    assertThat(Cli.run("predict", picture).outLines()).hasSize(1);
  }

  @Test
  void run_show_drawsWhatTheModelIsGiven() throws IOException {
    Path picture = Files.write(dir.resolve("7.png"), seven);

    List<String> lines = Cli.run("predict", "--show", picture).outLines();

    assertThat(lines).hasSize(29);
    String drawn = Blocks.PLAIN.draw(PictureReader.read(picture));
    assertThat(lines.subList(1, 29)).isEqualTo(drawn.lines().toList());
    assertThat(drawn).contains("@@@@");
  }

  @Test
  void run_showBesideJson_leavesStandardOutputToPrograms() throws IOException {
    Path picture = Files.write(dir.resolve("7.png"), seven);

    Cli cli = Cli.run("predict", "--show", "--bars", "--json", picture);

    assertThat(cli.outLines()).hasSize(1);
    assertThat(cli.err()).contains("@@@@", "  7  1.000");
  }
}
