package io.crema.vision.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crema.core.parallel.Workers;
import io.crema.core.tensor.Shape;
import io.crema.vision.picture.ColorMode;
import io.crema.vision.picture.Encoded;
import io.crema.vision.picture.PicturePreparation;
import io.crema.vision.picture.PictureReader;
import io.crema.vision.picture.ResizeMode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureFolderTest {

  private static final PicturePreparation TINY =
      PicturePreparation.of(2, 2, ColorMode.RGB, ResizeMode.STRETCH);

  private static final Shape TINY_SHAPE = Shape.of(2, 2, 3);

  @TempDir private Path dir;

  /** A picture of one color, which says where it is from. */
  private static void write(Path file, int rgb) throws IOException {
    write(file, Encoded.uniform(2, 2, BufferedImage.TYPE_INT_RGB, rgb));
  }

  private static void write(Path file, BufferedImage picture) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, Encoded.write(picture, "png"));
  }

  /** Files 0.png to 9.png and so on, of which each has a blue of its own. */
  private void writeClass(String folder, int count, int rgb) throws IOException {
    for (int i = 0; i < count; i++) {
      write(dir.resolve(folder).resolve(i + ".png"), rgb + i);
    }
  }

  private PictureFolder folder() {
    return PictureFolder.of(dir).preparation(TINY);
  }

  /** The first pixel of every image as {@code RRGGBB label}. */
  private static List<String> contents(ImageSet images) {
    List<String> contents = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      byte[] p = images.image(i);
      int rgb = ((p[0] & 0xFF) << 16) | ((p[1] & 0xFF) << 8) | (p[2] & 0xFF);
      contents.add("%06x %d".formatted(rgb, images.label(i)));
    }
    return contents;
  }

  @Test
  void load_twoParts_areInNaturalOrderClassByClass() throws IOException {
    writeClass("train/10", 2, 0x100000);
    writeClass("train/9", 11, 0x090000);
    writeClass("test/9", 1, 0x990000);
    writeClass("test/10", 1, 0xAA0000);

    LoadedPictures loaded = folder().load();

    assertThat(loaded.data().classNames()).containsExactly("9", "10");
    assertThat(contents(loaded.data().train()))
        .containsExactly(
            "090000 0",
            "090001 0",
            "090002 0",
            "090003 0",
            "090004 0",
            "090005 0",
            "090006 0",
            "090007 0",
            "090008 0",
            "090009 0",
            "09000a 0",
            "100000 1",
            "100001 1");
    assertThat(contents(loaded.data().test())).containsExactly("990000 0", "aa0000 1");
    assertThat(loaded.report().lines(9))
        .containsExactly("15 pictures used, 0 files left out, 0 hidden files skipped");
    assertThat(loaded.preparation()).isEqualTo(TINY);
  }

  @ParameterizedTest
  @CsvSource({"train, test", "Train, VAL", "train, validation", "TRAIN, valid"})
  void load_namesOfTheParts_areKnown(String train, String test) throws IOException {
    writeClass(train + "/a", 2, 0x100000);
    writeClass(train + "/b", 2, 0x200000);
    writeClass(test + "/a", 1, 0x300000);
    writeClass(test + "/b", 1, 0x400000);

    DataSet data = folder().load().data();

    assertThat(contents(data.train()))
        .containsExactly("100000 0", "100001 0", "200000 1", "200001 1");
    assertThat(contents(data.test())).containsExactly("300000 0", "400000 1");
  }

  @Test
  void load_trainTestAndVal_leavesValOut() throws IOException {
    for (String part : List.of("train", "test", "val")) {
      writeClass(part + "/a", 2, 0x100000);
      writeClass(part + "/b", 2, 0x200000);
    }

    LoadedPictures loaded = folder().load();

    assertThat(loaded.data().test().size()).isEqualTo(4);
    assertThat(loaded.report().lines(9))
        .containsExactly(
            "8 pictures used, 1 files left out, 0 hidden files skipped",
            "left out: %s: beside the folders of the two parts, train and test"
                .formatted(dir.resolve("val")));
  }

  @Test
  void load_trainAlone_isSplit() throws IOException {
    writeClass("train/a", 5, 0x100000);
    writeClass("train/b", 5, 0x200000);

    DataSet data = folder().load().data();

    assertThat(data.classNames()).containsExactly("a", "b");
    assertThat(data.test().size()).isEqualTo(2);
  }

  @Test
  void load_classesCalledTrainAndTest_areClasses() throws IOException {
    writeClass("train", 3, 0x100000);
    writeClass("test", 3, 0x200000);

    assertThat(folder().load().data().classNames()).containsExactly("test", "train");
  }

  @ParameterizedTest
  @CsvSource({"0.2, 2, 4, 1", "0.5, 5, 10, 1", "0.01, 1, 1, 1", "0.99, 9, 19, 1"})
  void load_oneFolder_holdsOutAPartOfEachClass(double testShare, int ofA, int ofB, int ofC)
      throws IOException {
    writeClass("a", 10, 0x100000);
    writeClass("b", 20, 0x200000);
    writeClass("c", 2, 0x300000);

    DataSet data = folder().testShare(testShare).seed(5).load().data();

    assertThat(data.test().classCounts()).containsExactly(ofA, ofB, ofC);
    assertThat(data.train().classCounts()).containsExactly(10 - ofA, 20 - ofB, 2 - ofC);
    List<String> all = new ArrayList<>(contents(data.train()));
    all.addAll(contents(data.test()));
    assertThat(new TreeSet<>(all)).hasSize(32);
    DataSet expected = DataSet.split(classByClass(), testShare, 5);
    assertThat(contents(data.train())).isEqualTo(contents(expected.train()));
    assertThat(contents(data.test())).isEqualTo(contents(expected.test()));
  }

  /** What writeClass writes of the classes of 10, 20 and 2 pictures. */
  private static ImageSet classByClass() {
    ImageSet.Builder builder = ImageSet.builder(TINY_SHAPE);
    int[] labels = new int[32];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = i < 10 ? 0 : i < 30 ? 1 : 2;
      byte blue = (byte) (i - List.of(0, 10, 30).get(labels[i]));
      byte red = (byte) (0x10 * (labels[i] + 1));
      builder.add(new byte[] {red, 0, blue, red, 0, blue, red, 0, blue, red, 0, blue}, 1);
    }
    return builder.build(labels, List.of("a", "b", "c"));
  }

  @Test
  void load_seeds_drawDifferentPictures() throws IOException {
    writeClass("a", 30, 0x100000);
    writeClass("b", 30, 0x200000);

    List<String> first = contents(folder().seed(1).load().data().test());

    assertThat(contents(folder().seed(1).load().data().test())).isEqualTo(first);
    assertThat(contents(folder().seed(2).load().data().test())).isNotEqualTo(first);
  }

  @Test
  void load_anyThreadsAndMemory_isTheSame() throws IOException {
    for (int i = 0; i < 300; i++) {
      BufferedImage picture = Encoded.wavy(20 + i % 30, 25 + i % 7, BufferedImage.TYPE_3BYTE_BGR);
      picture.setRGB(i % 20, i % 25, i * 7919);
      write(dir.resolve(i % 3 + "/" + i + ".png"), picture);
    }
    Files.write(dir.resolve("1/broken.png"), new byte[10]);
    LoadedPictures expected = PictureFolder.of(dir).workers(new Workers(1)).load();
    String train = expected.data().train().sha256();
    String test = expected.data().test().sha256();

    for (int threads : new int[] {1, 4}) {
      for (long limit : new long[] {0, 1, 500_000, Long.MAX_VALUE}) {
        try (Workers workers = new Workers(threads)) {
          LoadedPictures loaded = PictureFolder.of(dir).workers(workers).memoryLimit(limit).load();

          assertThat(loaded.preparation()).isEqualTo(expected.preparation());
          assertThat(loaded.report()).isEqualTo(expected.report());
          assertThat(loaded.data().train().sha256()).isEqualTo(train);
          assertThat(loaded.data().test().sha256()).isEqualTo(test);
          assertSameInputs(loaded.data().test(), expected.data().test());
        }
      }
    }
  }

  private static void assertSameInputs(ImageSet found, ImageSet expected) {
    int length = expected.inputShape().size();
    for (int i = 0; i < expected.size(); i++) {
      float[] a = new float[length + 2];
      float[] b = new float[length + 2];
      found.readInput(i, a, 1);
      expected.readInput(i, b, 1);
      assertThat(a).containsExactly(b);
    }
  }

  @Test
  void load_manyThreadsThatReadFromFiles_seeTheSame() throws IOException {
    writeClass("a", 20, 0x100000);
    writeClass("b", 20, 0x200000);
    ImageSet inMemory = folder().load().data().train();
    ImageSet fromFiles = folder().memoryLimit(24).load().data().train();

    try (Workers workers = new Workers(4)) {
      workers.run(
          400,
          (chunk, slot) -> {
            int i = chunk % inMemory.size();
            assertThat(fromFiles.image(i)).isEqualTo(inMemory.image(i));
          });
    }
  }

  @Test
  void readInput_aFileOfTheSet_isWhatIsPredictedWith() throws IOException {
    for (int i = 0; i < 4; i++) {
      write(
          dir.resolve("ab".charAt(i / 2) + "/" + i + ".png"),
          Encoded.wavy(40 + i, 30, BufferedImage.TYPE_3BYTE_BGR));
    }

    LoadedPictures loaded = PictureFolder.of(dir).testShare(0.5).load();

    float[] input = new float[loaded.data().inputShape().size()];
    List<float[]> inputs = new ArrayList<>();
    for (ImageSet part : List.of(loaded.data().train(), loaded.data().test())) {
      for (int i = 0; i < part.size(); i++) {
        part.readInput(i, input, 0);
        inputs.add(input.clone());
      }
    }
    for (int i = 0; i < 4; i++) {
      Path file = dir.resolve("ab".charAt(i / 2) + "/" + i + ".png");
      float[] predicted = PictureReader.readInput(file, loaded.preparation()).array();
      assertThat(inputs).anySatisfy(used -> assertThat(used).containsExactly(predicted));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void readInput_aFileThatVanishedOrChanged_isNamed(boolean vanished) throws IOException {
    writeClass("a", 2, 0x100000);
    writeClass("b", 2, 0x200000);
    ImageSet images = folder().memoryLimit(0).load().data().train();
    for (String name : List.of("a/0.png", "a/1.png")) {
      if (vanished) {
        Files.delete(dir.resolve(name));
      } else {
        write(dir.resolve(name), 0x123456);
      }
    }

    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> images.readInput(0, new float[12], 0))
        .withMessageContaining(dir.resolve("a").toString())
        .withMessageContaining(vanished ? "cannot be read any more" : "has changed")
        .withMessageContaining("load it again");
  }

  @Test
  void load_noPreparation_isTheMedianSizeInTheColorsThereAre() throws IOException {
    for (int i = 0; i < 6; i++) {
      int width = List.of(20, 30, 31, 40, 50, 60).get(i);
      write(
          dir.resolve(i % 2 + "/" + i + ".png"),
          Encoded.uniform(width, 50 - i, BufferedImage.TYPE_INT_RGB, 0x808080));
    }

    // The grey pictures are stored in three channels.
    assertThat(PictureFolder.of(dir).load().preparation())
        .isEqualTo(PicturePreparation.of(32, 28, ColorMode.GREY, ResizeMode.STRETCH));

    write(dir.resolve("1/6.png"), Encoded.uniform(40, 48, BufferedImage.TYPE_INT_RGB, 0x808050));
    assertThat(PictureFolder.of(dir).load().preparation().color()).isEqualTo(ColorMode.RGB);
  }

  @ParameterizedTest
  @CsvSource({"31, 17, 31, 17", "200, 100, 32, 16", "3, 5, 3, 5", "1000, 10, 32, 8"})
  void load_picturesOfOneSize_keepItUpTo32(int width, int height, int newWidth, int newHeight)
      throws IOException {
    for (int i = 0; i < 4; i++) {
      write(
          dir.resolve(i % 2 + "/" + i + ".png"),
          Encoded.wavy(width, height, BufferedImage.TYPE_BYTE_GRAY));
    }

    assertThat(PictureFolder.of(dir).load().preparation())
        .isEqualTo(PicturePreparation.of(newHeight, newWidth, ColorMode.GREY, ResizeMode.STRETCH));
  }

  @Test
  void load_classInOnePart_isReported() throws IOException {
    writeClass("train/a", 2, 0x100000);
    writeClass("train/b", 2, 0x200000);
    writeClass("test/b", 1, 0x400000);
    writeClass("test/x", 1, 0x300000);

    LoadedPictures loaded = folder().load();

    assertThat(loaded.data().classNames()).containsExactly("a", "b");
    assertThat(loaded.data().train().classCounts()).containsExactly(2, 2);
    assertThat(contents(loaded.data().test())).containsExactly("400000 1");
    assertThat(loaded.report().lines(9))
        .containsExactly(
            "5 pictures used, 1 files left out, 0 hidden files skipped",
            "left out: %s: not of one of the classes [a, b]".formatted(dir.resolve("test/x/0.png")),
            "the class a has no picture to test with");
  }

  @Test
  void load_progress_endsWithAllFiles() throws IOException {
    writeClass("a", 2, 0x100000);
    writeClass("b", 2, 0x200000);
    List<String> seen = new ArrayList<>();

    folder().progress((done, total) -> seen.add(done + " of " + total)).load();

    assertThat(seen).endsWith("4 of 4");
  }

  @Test
  void options_outOfRange_areRefused() {
    for (double testShare : new double[] {0, 1, -0.1, Double.NaN}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> folder().testShare(testShare))
          .withMessageContaining("got " + testShare);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> folder().memoryLimit(-1))
        .withMessageContaining("at least 0 bytes");
  }
}
