package io.crema.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.crema.nn.io.ModelFile;
import io.crema.nn.io.SavedModel;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder of pictures, a sub-folder for each class, from training to the name of a class. */
class OwnPicturesTest {

  @TempDir private static Path dir;
  private static Path pictures = Path.of("");
  private static Path model = Path.of("");
  private static Cli training = Cli.line("--version");

  private static void draw(Path file, Color color, Random random) throws IOException {
    BufferedImage picture =
        new BufferedImage(16 + random.nextInt(9), 16, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    graphics.setColor(color);
    graphics.fillRect(2, 2, 12, 10 + random.nextInt(4));
    graphics.dispose();
    ImageIO.write(picture, "png", file.toFile());
  }

  @BeforeAll
  static void train() throws IOException {
    pictures = Files.createDirectory(dir.resolve("pictures"));
    Random random = new Random(1);
    for (int i = 0; i < 20; i++) {
      Path blue = Files.createDirectories(pictures.resolve("blue"));
      Path red = Files.createDirectories(pictures.resolve("red"));
      draw(blue.resolve(i + ".png"), Color.BLUE, random);
      draw(red.resolve(i + ".png"), Color.RED, random);
    }
    Files.writeString(pictures.resolve("red/broken.png"), "no picture, only words");
    model = dir.resolve("colors.safetensors");
    training = Cli.run("train", "--data", pictures, "--epochs", 10, "--out", model);
  }

  @Test
  void train_folder_savesNamesAndPreparation() throws IOException {
    assertThat(training.status()).as(training.err()).isZero();
    assertThat(training.err()).contains("40 pictures used", "broken.png");

    SavedModel saved = ModelFile.load(model);
    assertThat(saved.classNames()).containsExactly("blue", "red");
    assertThat(saved.preparation().facts()).containsEntry("color", "rgb").containsKey("resize");
    assertThat(saved.model().network().inputShape().dim(2)).isEqualTo(3);
  }

  @Test
  void predict_newPicture_isItsClass() throws IOException {
    Path red = dir.resolve("new.png");
    draw(red, Color.RED, new Random(2));

    Cli text = Cli.run("predict", "--model", model, red);
    Cli json = Cli.run("predict", "--json", "--model", model, red);

    assertThat(text.out()).startsWith(red + ": red (");
    assertThat(Json.object(json.out())).containsEntry("class", "red").containsEntry("digit", 1);
  }

  @Test
  void evaluate_heldOutPictures_areAllRight() {
    Cli cli = Cli.run("evaluate", "--json", "--model", model, "--data", pictures);

    assertThat(cli.status()).as(cli.err()).isZero();
    assertThat(Json.object(cli.out())).containsEntry("accuracy", 1.0).containsEntry("images", 8);
  }

  @Test
  void evaluate_foldersOfOtherClasses_isRefused() throws IOException {
    Path other = Files.createDirectory(dir.resolve("other"));
    for (String name : new String[] {"cat", "dog"}) {
      Files.createDirectory(other.resolve(name));
      draw(other.resolve(name + "/1.png"), Color.RED, new Random(3));
      draw(other.resolve(name + "/2.png"), Color.RED, new Random(4));
    }

    Cli cli = Cli.run("evaluate", "--model", model, "--data", other);

    assertThat(cli.status()).isEqualTo(1);
    assertThat(cli.err())
        .contains("expected images of the classes of %s (blue, red)".formatted(model))
        .contains("found cat, dog; give others with --data, or another model");
  }

  @Test
  void predictMany_modelOfOtherThanDigits_isWrongUsage() {
    Cli cli = Cli.run("predict", "--many", "--model", model, "x.png");

    assertThat(cli.status()).isEqualTo(2);
    assertThat(cli.err()).contains("--many: expected a model for images of digits");
  }

  @Test
  void doctor_colorPictures_areDrawn() throws IOException {
    Path out = dir.resolve("sheets");
    Path swapped = dir.resolve("swapped");
    for (int i = 0; i < 20; i++) {
      draw(
          Files.createDirectories(swapped.resolve("blue")).resolve(i + ".png"),
          i % 4 == 0 ? Color.RED : Color.BLUE,
          new Random(i));
      draw(
          Files.createDirectories(swapped.resolve("red")).resolve(i + ".png"),
          i % 4 == 0 ? Color.BLUE : Color.RED,
          new Random(i));
    }
    Cli doctor = Cli.run("doctor", "--data", swapped, "--epochs", 10, "--folds", 2, "--out", out);
    assertThat(doctor.status()).as(doctor.err()).isZero();
    assertThat(ImageIO.read(out.resolve("doctor.png").toFile()).getHeight()).isPositive();
  }

  @Test
  void train_networkTooLargeForThePictures_isWrongUsage() {
    Cli cli =
        Cli.run(
            "train",
            "--data",
            pictures,
            "--size",
            6,
            "--net",
            "reference",
            "--out",
            dir.resolve("x"));

    assertThat(cli.status()).isEqualTo(2);
    assertThat(cli.err())
        .contains("--net reference: does not fit the images [6, 6, 3] of " + pictures);
  }
}
