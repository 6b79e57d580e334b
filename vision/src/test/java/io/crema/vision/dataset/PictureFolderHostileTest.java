package io.crema.vision.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.crema.vision.picture.ColorMode;
import io.crema.vision.picture.Encoded;
import io.crema.vision.picture.PicturePreparation;
import io.crema.vision.picture.ResizeMode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A folder with two good classes and something that is wrong: it is said, and the rest is read. */
@Timeout(60)
class PictureFolderHostileTest {

  private static final PicturePreparation TINY =
      PicturePreparation.of(2, 2, ColorMode.RGB, ResizeMode.STRETCH);

  private static final byte[] PICTURE =
      Encoded.write(Encoded.uniform(2, 2, BufferedImage.TYPE_INT_RGB, 0x123456), "png");

  private static final String LAYOUT =
      "expected a folder with one sub-folder of pictures for each of at least 2 classes, found ";

  @TempDir private Path dir;

  @BeforeEach
  void writeTwoClasses() throws IOException {
    writeTwoClasses(dir);
  }

  private static void writeTwoClasses(Path in) throws IOException {
    for (String file : List.of("cat/1", "cat/2", "dog/1", "dog/2")) {
      write(in.resolve(file), PICTURE);
    }
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }

  private LoadedPictures load() throws IOException {
    return PictureFolder.of(dir).preparation(TINY).load();
  }

  private void assertLeftOut(String... lines) throws IOException {
    LoadedPictures loaded = load();
    assertThat(loaded.data().classNames()).containsExactly("cat", "dog");
    assertThat(loaded.report().used()).isEqualTo(4);
    assertThat(loaded.report().leftOut().stream().map(Object::toString)).containsExactly(lines);
  }

  private String at(String file, String reason) {
    return dir.resolve(file) + ": " + reason;
  }

  @Test
  void load_filesThatAreNoPictures_areLeftOutWithTheReason() throws IOException {
    write(dir.resolve("cat/empty.png"), new byte[0]);
    write(dir.resolve("cat/huge.png"), Encoded.pngHeader(60_000, 60_000, 8, 2));
    write(dir.resolve("cat/text.jpg"), "not a picture".getBytes(StandardCharsets.UTF_8));
    write(dir.resolve("dog/cut.png"), Arrays.copyOf(PICTURE, PICTURE.length - 20));

    assertLeftOut(
        at("cat/empty.png", "expected a picture (PNG, JPEG, GIF, BMP), found an empty file"),
        at(
            "cat/huge.png",
            "expected at most 16,384 pixels a side and 40,000,000 in all, found 60,000 x 60,000"),
        at("cat/text.jpg", "expected a picture (PNG, JPEG, GIF, BMP), found text"),
        at("dog/cut.png", "corrupt picture (its end is missing)"));
  }

  @Test
  void load_pictureOfAnotherName_isToldByItsContent() throws IOException {
    write(dir.resolve("cat/notes.txt"), PICTURE);

    assertThat(load().report().used()).isEqualTo(5);
  }

  @Test
  void load_hiddenFiles_areSkippedAndCounted() throws IOException {
    write(dir.resolve(".git/HEAD"), new byte[3]);
    write(dir.resolve("cat/.DS_Store"), new byte[3]);
    write(dir.resolve("cat/._1.png"), PICTURE);

    assertLeftOut();
    assertThat(load().report().hidden()).isEqualTo(3);
  }

  @Test
  void load_filesBesideTheClasses_areLeftOut() throws IOException {
    write(dir.resolve("README.md"), new byte[3]);

    assertLeftOut(at("README.md", "not in the folder of a class"));
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void load_pipe_isNotOpened() throws Exception {
    Path pipe = dir.resolve("cat/pipe.png");
    Process mkfifo = new ProcessBuilder("mkfifo", pipe.toString()).inheritIO().start();
    assertThat(mkfifo.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(mkfifo.exitValue()).isZero();

    assertLeftOut(at("cat/pipe.png", "neither a file nor a folder: a pipe or a device"));
  }

  @Test
  void load_links_leadNowhereTwice() throws IOException {
    Files.createSymbolicLink(dir.resolve("all"), dir);
    Files.createSymbolicLink(dir.resolve("cat/gone"), dir.resolve("nothing"));
    Files.createSymbolicLink(dir.resolve("cat/itself"), dir.resolve("cat/itself"));
    Files.createSymbolicLink(dir.resolve("cat/up"), dir);
    Files.createSymbolicLink(dir.resolve("kitten"), dir.resolve("cat"));
    Files.createSymbolicLink(dir.resolve("loop"), dir.resolve("loop"));

    assertLeftOut(
        at("all", "a link to a folder that contains it or is beside it"),
        at("kitten", "a link to a folder that contains it or is beside it"),
        at("loop", "a link that leads nowhere"),
        at("cat/gone", "a link that leads nowhere"),
        at("cat/itself", "a link that leads nowhere"),
        at("cat/up", "a link to a folder inside that of a class"));
  }

  @Test
  void load_linksToPicturesAndClassesElsewhere_areFollowed(@TempDir Path elsewhere)
      throws IOException {
    write(elsewhere.resolve("mouse/1"), PICTURE);
    write(elsewhere.resolve("mouse/2"), PICTURE);
    Files.createSymbolicLink(dir.resolve("mouse"), elsewhere.resolve("mouse"));
    Files.createSymbolicLink(dir.resolve("cat/3"), elsewhere.resolve("mouse/1"));

    LoadedPictures loaded = load();

    assertThat(loaded.data().classNames()).containsExactly("cat", "dog", "mouse");
    assertThat(loaded.report().used()).isEqualTo(7);
    assertThat(loaded.report().leftOut()).isEmpty();
  }

  @Test
  void load_subFoldersOfAClass_belongToItAndAreSaid() throws IOException {
    write(dir.resolve("cat/indoors/black/1"), PICTURE);
    write(dir.resolve("cat/indoors/2"), PICTURE);

    LoadedPictures loaded = load();

    assertThat(loaded.report().used()).isEqualTo(6);
    assertThat(loaded.report().remarks()).containsExactly("cat: 2 of its files are in sub-folders");
  }

  @Test
  void load_deepFolders_areRead() throws IOException {
    Path deep = dir.resolve("cat");
    for (int i = 0; i < 500; i++) {
      deep = deep.resolve("a");
    }
    write(deep.resolve("1"), PICTURE);

    assertThat(load().report().used()).isEqualTo(5);
  }

  @Test
  void load_classesWithoutPictures_areSaidAndNoClasses() throws IOException {
    Files.createDirectory(dir.resolve("bird"));
    write(dir.resolve("fish/1"), new byte[0]);

    LoadedPictures loaded = load();

    assertThat(loaded.data().classNames()).containsExactly("cat", "dog");
    assertThat(loaded.report().emptyClasses()).containsExactly("bird", "fish");
    assertThat(loaded.report().lines(0))
        .containsExactly(
            "4 pictures used, 1 files left out, 0 hidden files skipped",
            "left out: 1 more",
            "no picture: bird",
            "no picture: fish");
  }

  @Test
  void load_classOfOnePicture_isSaid() throws IOException {
    write(dir.resolve("bird/1"), PICTURE);

    LoadedPictures loaded = load();

    assertThat(loaded.data().train().classCounts()).containsExactly(1, 1, 1);
    assertThat(loaded.data().test().classCounts()).containsExactly(0, 1, 1);
    assertThat(loaded.report().remarks())
        .containsExactly("the class bird has a single picture: expected at least 2");
  }

  @Test
  void load_testClassThatIsNotTrained_isLeftOut(@TempDir Path parted) throws IOException {
    for (String file : List.of("train/a/1", "train/b/1", "test/a/1", "test/b/1", "test/c/1")) {
      write(parted.resolve(file), PICTURE);
    }

    LoadedPictures loaded = PictureFolder.of(parted).load();

    assertThat(loaded.data().classNames()).containsExactly("a", "b");
    assertThat(loaded.report().leftOut().stream().map(Object::toString))
        .containsExactly(parted.resolve("test/c/1") + ": not of one of the classes [a, b]");
  }

  @Test
  void load_strangeNames_areMadeFitAndSaid() throws IOException {
    try (FileSystem files = Jimfs.newFileSystem(Configuration.unix())) {
      Path root = files.getPath("/pictures");
      String longName = "x".repeat(50);
      for (String name : List.of("a\nb", "cafe\u0301", "\uD83D\uDC31", longName, "\u200Fc")) {
        write(root.resolve(name).resolve("1\n.png"), PICTURE);
        write(root.resolve(name).resolve("\uD83D\uDE00.png"), PICTURE);
      }

      LoadedPictures loaded = PictureFolder.of(root).load();

      assertThat(loaded.data().classNames())
          .containsExactly(
              "a\uFFFDb", "caf\u00E9", "x".repeat(39) + "\u2026", "\uFFFDc", "\uD83D\uDC31");
      assertThat(loaded.report().used()).isEqualTo(10);
      assertThat(loaded.report().remarks())
          .contains("the folder a\uFFFDb is the class a\uFFFDb")
          .allSatisfy(remark -> assertThat(remark).doesNotContain("\n"))
          .anySatisfy(remark -> assertThat(remark).contains("LC_ALL=C.UTF-8"));
    }
  }

  @Test
  void load_foldersOfOneClassName_areRefused() throws IOException {
    write(dir.resolve("a\u0007/1"), PICTURE);
    write(dir.resolve("a\u0008/1"), PICTURE);

    assertThatExceptionOfType(PictureFolderException.class)
        .isThrownBy(this::load)
        .withMessage(
            "%s: expected different class names, found two folders that give a\uFFFD", dir);
  }

  @Test
  void load_noFolder_saysWhatIsThere() {
    Path nothing = dir.resolve("nothing");
    assertThatExceptionOfType(PictureFolderException.class)
        .isThrownBy(() -> PictureFolder.of(nothing).load())
        .withMessage("%s: %snothing", nothing, LAYOUT);
    Path file = dir.resolve("cat/1");
    assertThatExceptionOfType(PictureFolderException.class)
        .isThrownBy(() -> PictureFolder.of(file).load())
        .withMessage("%s: %sa file", file, LAYOUT);
  }

  @Test
  void load_picturesWithoutClasses_saysSo() {
    Path cat = dir.resolve("cat");

    assertThatExceptionOfType(PictureFolderException.class)
        .isThrownBy(() -> PictureFolder.of(cat).load())
        .withMessage(
            "%s: %s2 files directly in it; move them into a folder for each class", cat, LAYOUT)
        .satisfies(e -> assertThat(e.report().leftOut()).hasSize(2));
  }

  @Test
  void load_oneClassOrNoPicture_saysSo(@TempDir Path other) throws IOException {
    assertThatExceptionOfType(PictureFolderException.class)
        .isThrownBy(() -> PictureFolder.of(other).load())
        .withMessage("%s: %sno files", other, LAYOUT);
    write(other.resolve("a/1"), new byte[0]);
    write(other.resolve("b/1"), new byte[0]);
    assertThatExceptionOfType(PictureFolderException.class)
        .isThrownBy(() -> PictureFolder.of(other).load())
        .withMessage("%s: %sno picture to train on among 2 files in sub-folders", other, LAYOUT)
        .satisfies(e -> assertThat(e.report().leftOut()).hasSize(2));
    write(other.resolve("a/1"), PICTURE);
    assertThatExceptionOfType(PictureFolderException.class)
        .isThrownBy(() -> PictureFolder.of(other).load())
        .withMessage("%s: %spictures of a alone", other, LAYOUT);
  }

  @Test
  void load_nothingToTestWith_saysSo(@TempDir Path single) throws IOException {
    write(single.resolve("a/1"), PICTURE);
    write(single.resolve("b/1"), PICTURE);

    assertThatExceptionOfType(PictureFolderException.class)
        .isThrownBy(() -> PictureFolder.of(single).load())
        .withMessage("%s: %s2 pictures to train on and 0 to test with", single, LAYOUT);
  }

  @Test
  void load_manyFilesThatAreNoPictures_areAllInTheReport() throws IOException {
    Path crowd = Files.createDirectory(dir.resolve("dog/crowd"));
    for (int i = 0; i < 20_000; i++) {
      Files.createFile(crowd.resolve(Integer.toString(i)));
    }

    FolderReport report = load().report();

    assertThat(report.leftOut()).hasSize(20_000);
    assertThat(report.lines(2))
        .hasSize(5)
        .startsWith("4 pictures used, 20,000 files left out, 0 hidden files skipped")
        .contains("left out: 19,998 more", "dog: 20000 of its files are in sub-folders");
  }
}
