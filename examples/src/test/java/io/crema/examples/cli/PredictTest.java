package io.crema.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.crema.examples.exam.NoDigitVariation;
import io.crema.examples.exam.NumberPicture;
import io.crema.examples.exam.PictureVariation;
import io.crema.examples.exam.Pictures;
import io.crema.mnist.data.BundledMnist;
import io.crema.vision.dataset.ImageSet;
import io.crema.vision.raster.Box;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pictures of all kinds, read with the bundled model. */
class PredictTest {

  private static ImageSet digits;

  @TempDir private Path dir;

  @BeforeAll
  static void load() throws IOException {
    digits = BundledMnist.load().test();
  }

  private Path file(String name, byte[] content) throws IOException {
    return Files.write(dir.resolve(name), content);
  }

  /** The digits 7 and 2 beside each other: the first two of the test images. */
  private static NumberPicture seventyTwo() {
    List<float[]> images = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      float[] levels = new float[28 * 28];
      digits.readInput(i, levels, 0);
      images.add(levels);
    }
    return NumberPicture.draw(images, NumberPicture.Kind.APART, 1);
  }

  private static void assertBox(Object box, Box drawn) {
    List<?> found = (List<?>) box;
    assertThat((Integer) found.get(0)).isCloseTo(drawn.x(), within(4));
    assertThat((Integer) found.get(1)).isCloseTo(drawn.y(), within(4));
    assertThat((Integer) found.get(2)).isCloseTo(drawn.width(), within(6));
    assertThat((Integer) found.get(3)).isCloseTo(drawn.height(), within(6));
  }

  @ParameterizedTest
  @EnumSource(PictureVariation.class)
  void run_pictureOfASeven_isSeven(PictureVariation variation) throws IOException {
    Path picture = file("7", Pictures.drawn(variation, digits, 0));

    Cli cli = Cli.run("predict", picture);

    assertThat(cli.status()).isZero();
    assertThat(cli.out()).matches(".*: 7 \\(\\d+\\.\\d %\\)\\R");
  }

  @Test
  void run_noDigit_saysWhy() throws IOException {
    Path blank = file("blank", NoDigitVariation.BLANK.draw(1));
    Path faint = file("faint", Pictures.png(200, 200, 255, 241));
    Path scribble = file("scribble", NoDigitVariation.SCRIBBLE.draw(1));

    Cli cli = Cli.run("predict", blank, faint, scribble);

    assertThat(cli.status()).isZero();
    assertThat(cli.outLines())
        .containsExactly(
            blank + ": no digit (blank)",
            faint + ": no digit (too little contrast)",
            scribble + ": no digit (ink everywhere)");
    assertThat(cli.err()).isEmpty();
  }

  @Test
  void run_noDigitAsJson_isNullWithAReason() throws IOException {
    Path blank = file("blank", NoDigitVariation.BLANK.draw(1));

    Cli one = Cli.run("predict", "--json", blank);
    Cli many = Cli.run("predict", "--json", "--many", blank);

    assertThat(one.out())
        .isEqualTo("{\"image\":\"%s\",\"digit\":null,\"reason\":\"blank\"}\n".formatted(blank));
    assertThat(many.out())
        .isEqualTo("{\"image\":\"%s\",\"number\":null,\"reason\":\"blank\"}\n".formatted(blank));
    assertThat(many.status()).isZero();
  }

  @Test
  void run_severalDigits_saysHowManyAndWhere() throws IOException {
    NumberPicture number = seventyTwo();
    Path picture = file("72", number.file());
    BufferedImage image = ImageIO.read(picture.toFile());

    assertThat(Cli.run("predict", picture).out())
        .isEqualTo(picture + ": several digits (2); try --many" + System.lineSeparator());
    Map<String, Object> json = Json.object(Cli.run("predict", "--json", picture).out());
    assertThat(json.keySet()).containsExactly("image", "digit", "reason", "size", "boxes");
    assertThat(json).containsEntry("digit", null).containsEntry("reason", "several digits");
    assertThat(json).containsEntry("size", List.of(image.getWidth(), image.getHeight()));
    List<?> boxes = (List<?>) json.get("boxes");
    assertThat(boxes).hasSize(2);
    assertBox(boxes.get(0), number.boxes().get(0));
    assertBox(boxes.get(1), number.boxes().get(1));
  }

  @Test
  void run_many_readsTheNumber() throws IOException {
    NumberPicture number = seventyTwo();
    Path picture = file("72", number.file());

    assertThat(Cli.run("predict", "--many", picture).out()).matches(".*: 72 \\(\\d+\\.\\d %\\)\\R");
    Map<String, Object> json = Json.object(Cli.run("predict", "--many", "--json", picture).out());
    assertThat(json.keySet()).containsExactly("image", "number", "confidence", "size", "digits");
    assertThat(json).containsEntry("number", "72");
    double least = 1;
    List<?> read = (List<?>) json.get("digits");
    assertThat(read).hasSize(2);
    for (int i = 0; i < 2; i++) {
      Map<?, ?> digit = (Map<?, ?>) read.get(i);
      assertThat(digit.get("digit")).isEqualTo(digits.label(i));
      least = Math.min(least, (Double) digit.get("confidence"));
      assertBox(digit.get("box"), number.boxes().get(i));
    }
    assertThat(json).containsEntry("confidence", least);
  }

  @Test
  void run_showSteps_writesEachInOrderAndAllInOne() throws IOException {
    Path picture = file("photo.jpg", Pictures.drawn(PictureVariation.PHOTO, digits, 0));
    Path steps = dir.resolve("new/steps");

    Cli cli = Cli.run("predict", "--show-steps", steps, picture);

    assertThat(cli.status()).isZero();
    assertThat(cli.out()).isEqualTo(Cli.run("predict", picture).out());
    List<String> names = names(steps);
    assertThat(names).contains("photo-01-shrink.png", "photo-02-polarity.png", "photo-steps.png");
    String last = names.get(names.size() - 2);
    assertThat(last).matches("photo-\\d\\d-centre\\.png");
    assertThat(ImageIO.read(steps.resolve(last).toFile()).getWidth()).isEqualTo(28);
    BufferedImage strip = ImageIO.read(steps.resolve("photo-steps.png").toFile());
    assertThat(strip.getWidth()).isBetween(800, 1200);
  }

  @Test
  void run_showStepsOfSeveralPicturesOfOneName_keepsThemApart() throws IOException {
    byte[] seven = Pictures.png(digits.image(0), 28);
    Path first = file("7.png", seven);
    Path second = Files.write(Files.createDirectory(dir.resolve("b")).resolve("7.PNG"), seven);
    Path third = file("7-2.png", seven);
    Path steps = dir.resolve("steps");

    Cli.run("predict", "--show-steps", steps, first, second, third);

    assertThat(names(steps))
        .containsExactly(
            "7-01-unchanged.png",
            "7-2-01-unchanged.png",
            "7-2-2-01-unchanged.png",
            "7-2-2-steps.png",
            "7-2-steps.png",
            "7-steps.png");
  }

  @Test
  void run_showStepsOfMany_endWithEachDigit() throws IOException {
    Path steps = dir.resolve("steps");

    Cli.run("predict", "--many", "--show-steps", steps, file("72.png", seventyTwo().file()));

    assertThat(names(steps).stream().filter(name -> name.endsWith("-digit.png"))).hasSize(2);
  }

  @Test
  void run_showStepsWhereAFileIs_failsBeforeTheWork() throws IOException {
    Path file = file("file", new byte[1]);

    Cli cli = Cli.run("predict", "--show-steps", file, "missing.png");

    assertThat(cli.status()).isEqualTo(1);
    assertThat(cli.err())
        .isEqualTo("digits predict: %s: exists already and is not a directory%n".formatted(file));
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
