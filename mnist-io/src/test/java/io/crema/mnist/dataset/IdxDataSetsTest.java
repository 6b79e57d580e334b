package io.crema.mnist.dataset;

import static io.crema.mnist.idx.IdxBytes.dims;
import static io.crema.mnist.idx.IdxBytes.gzip;
import static io.crema.mnist.idx.IdxBytes.idx;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crema.core.tensor.Shape;
import io.crema.mnist.idx.IdxFormatException;
import io.crema.vision.dataset.DataSetException;
import io.crema.vision.dataset.ImageSet;
import io.crema.vision.dataset.Loaded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdxDataSetsTest {

  /** Two rows of three pixels. */
  private static final byte[] UPRIGHT = {1, 2, 3, 4, 5, 6};

  private static final int[] TRANSPOSED = {1, 4, 2, 5, 3, 6};

  @TempDir private Path directory;

  private void write(String name, byte[] content) throws IOException {
    Files.write(directory.resolve(name), content);
  }

  /** Labels as bytes, and as many images of two rows and three pixels. */
  private void writeSet(String prefix, String test, int[] trainLabels, int[] testLabels)
      throws IOException {
    writePart(prefix + "train", trainLabels, false);
    writePart(prefix + test, testLabels, false);
  }

  private void writePart(String part, int[] labels, boolean transposed) throws IOException {
    int[] image = transposed ? TRANSPOSED : IntStream.range(0, 6).map(i -> UPRIGHT[i]).toArray();
    int[] images = IntStream.range(0, labels.length * 6).map(i -> image[i % 6]).toArray();
    int[] dims = transposed ? dims(labels.length, 3, 2) : dims(labels.length, 2, 3);
    write(part + "-images-idx3-ubyte", idx(0x08, dims, images));
    write(part + "-labels-idx1-ubyte", idx(0x08, dims(labels.length), labels));
  }

  private void writeEmnist(String split, int[] trainLabels, int[] testLabels) throws IOException {
    writePart("emnist-" + split + "-train", trainLabels, true);
    writePart("emnist-" + split + "-test", testLabels, true);
  }

  private static int[] range(int from, int to) {
    return IntStream.rangeClosed(from, to).toArray();
  }

  private static void assertUpright(ImageSet images) {
    assertThat(images.inputShape()).isEqualTo(Shape.of(2, 3, 1));
    for (int i = 0; i < images.size(); i++) {
      assertThat(images.image(i)).isEqualTo(UPRIGHT);
    }
  }

  @Test
  void load_emnistLetters_areUprightWithNames() throws IOException {
    writeEmnist("letters", range(1, 26), new int[] {26, 1});

    Loaded loaded = IdxDataSets.load(directory);

    assertUpright(loaded.data().train());
    assertUpright(loaded.data().test());
    assertThat(loaded.data().classes()).isEqualTo(26);
    assertThat(String.join("", loaded.data().classNames())).isEqualTo("ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    assertThat(loaded.data().train().labels()).isEqualTo(range(0, 25));
    assertThat(loaded.data().test().labels()).containsExactly(25, 0);
    assertThat(loaded.notes())
        .startsWith(
            "The images were turned upright: the files of EMNIST have them transposed.",
            "The labels 1 to 26 became the classes 0 to 25.");
  }

  /** Each split is published with as many classes. */
  @ParameterizedTest
  @CsvSource({
    "balanced, 47, t",
    "bymerge, 47, t",
    "byclass, 62, z",
    "digits, 10, 9",
    "mnist, 10, 9"
  })
  void load_emnistSplit_hasItsClasses(String split, int classes, String last) throws IOException {
    writeEmnist(split, range(0, classes - 1), new int[] {classes - 1});

    Loaded loaded = IdxDataSets.load(directory);

    assertUpright(loaded.data().train());
    assertThat(loaded.data().classes()).isEqualTo(classes);
    assertThat(loaded.data().classNames()).startsWith("0", "1").endsWith(last);
    assertThat(loaded.data().test().labels()).containsExactly(classes - 1);
  }

  @Test
  void load_emnistMapping_namesTheClasses() throws IOException {
    writeEmnist("greek", new int[] {3, 4}, new int[] {5});
    Files.writeString(
        directory.resolve("emnist-greek-mapping.txt"), "3 945 913\n4 946 914\r\n5 947 915 \n");

    Loaded loaded = IdxDataSets.load(directory);

    assertThat(loaded.data().classNames()).containsExactly("α", "β", "γ");
    assertThat(loaded.data().test().labels()).containsExactly(2);
    assertThat(loaded.notes())
        .endsWith(
            "The labels 3 to 5 became the classes 0 to 2.",
            "Class γ has no images to train on.",
            "2 of 3 classes have no images to test with: α, β.");
  }

  @Test
  void load_severalSplits_areRefusedWithTheirNames() throws IOException {
    writeEmnist("letters", range(1, 26), new int[] {1});
    writeEmnist("digits", range(0, 9), new int[] {1});
    writeSet("", "t10k", range(0, 9), range(0, 9));

    assertRefused(
        directory
            + ": expected one data set; name one of those found, found emnist-digits,"
            + " emnist-letters, mnist");
    assertThat(IdxDataSets.names(directory))
        .containsExactly("emnist-digits", "emnist-letters", "mnist");
    assertThat(IdxDataSets.load(directory, "letters").data().classes()).isEqualTo(26);
    assertThat(IdxDataSets.load(directory, "emnist-digits").data().classes()).isEqualTo(10);
    assertThat(IdxDataSets.load(directory, "mnist").data().classes()).isEqualTo(10);
    assertThatExceptionOfType(DataSetException.class)
        .isThrownBy(() -> IdxDataSets.load(directory, "balanced"))
        .withMessage(
            "%s: expected the data set balanced, found emnist-digits, emnist-letters, mnist",
            directory);
  }

  @Test
  void load_qmnist_takesTheFirstFieldOfItsLabels() throws IOException {
    for (String part : List.of("qmnist-train", "qmnist-test")) {
      int[] fields = new int[2 * 8 * 4];
      Arrays.fill(fields, 99);
      Arrays.fill(fields, 0, 4, 0);
      Arrays.fill(fields, 32, 36, 0);
      fields[3] = 5;
      fields[32 + 3] = 9;
      write(
          part + "-images-idx3-ubyte.gz",
          gzip(idx(0x08, dims(2, 2, 3), 1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6)));
      write(part + "-labels-idx2-int.gz", gzip(idx(0x0C, dims(2, 8), fields)));
    }

    Loaded loaded = IdxDataSets.load(directory);

    assertUpright(loaded.data().train());
    assertThat(loaded.data().classes()).isEqualTo(10);
    assertThat(loaded.data().train().labels()).containsExactly(5, 9);
    assertThat(loaded.data().test().labels()).containsExactly(5, 9);
  }

  @ParameterizedTest
  @ValueSource(strings = {"train-images-idx3-ubyte", "train-images.idx3-ubyte"})
  void load_kaggleFolder_holdsTheFileOfItsName(String folder) throws IOException {
    writeSet("", "t10k", range(0, 9), new int[] {3});
    Path file = directory.resolve("train-images-idx3-ubyte");
    byte[] content = Files.readAllBytes(file);
    Files.delete(file);
    Files.createDirectory(directory.resolve(folder));
    write(folder + "/train-images-idx3-ubyte", content);

    Loaded loaded = IdxDataSets.load(directory);

    assertUpright(loaded.data().train());
    assertThat(loaded.data().classes()).isEqualTo(10);
    assertThat(loaded.data().test().labels()).containsExactly(3);
  }

  @Test
  void load_fileAndFolder_prefersTheFile() throws IOException {
    writeSet("", "t10k", range(0, 9), range(0, 9));
    Files.createDirectory(directory.resolve("train-images.idx3-ubyte"));
    write("train-images.idx3-ubyte/train-images-idx3-ubyte", new byte[] {1});
    write("train-images-idx3-ubyte.gz", new byte[] {1});

    assertUpright(IdxDataSets.load(directory).data().train());
  }

  @ParameterizedTest
  @CsvSource({"'', t10k", "'', test", "kmnist-, t10k", "qmnist-, test"})
  void load_digitMissing_keepsTenClassesAndSaysSo(String prefix, String test) throws IOException {
    writeSet(prefix, test, new int[] {0, 1, 2, 3, 4, 5, 6, 7, 9}, new int[] {1});

    Loaded loaded = IdxDataSets.load(directory);

    assertThat(loaded.data().classes()).isEqualTo(10);
    assertThat(loaded.data().train().labels()).endsWith(7, 9);
    assertThat(loaded.notes())
        .containsExactly(
            "Class 8 has no images to train on.",
            "9 of 10 classes have no images to test with: 0, 2, 3, 4, 5, 6, 7, 8, 9.");
  }

  @Test
  void load_labelsThatAreNoDigits_areMappedAndSaid() throws IOException {
    writeSet("", "t10k", new int[] {20, 7, 20}, new int[] {7, 20});

    Loaded loaded = IdxDataSets.load(directory);

    assertThat(loaded.data().classNames()).containsExactly("7", "20");
    assertThat(loaded.data().train().labels()).containsExactly(1, 0, 1);
    assertThat(loaded.notes())
        .containsExactly(
            "The labels 7, 20 became the classes 0 to 1; their names keep the numbers.");
  }

  @Test
  void load_otherSetOfFewLabels_hasNoEmptyClasses() throws IOException {
    writeSet("leaves-", "test", new int[] {0, 2}, new int[] {2, 0});

    assertThat(IdxDataSets.load(directory).data().classNames()).containsExactly("0", "2");
  }

  @Test
  void load_fileOfNames_tellsTheClasses() throws IOException {
    writeSet("", "t10k", new int[] {0, 2}, new int[] {1});
    Files.writeString(directory.resolve("classes.txt"), "ash\nbeech\ncedar\n");

    assertThat(IdxDataSets.load(directory).data().classNames())
        .containsExactly("ash", "beech", "cedar");
  }

  // malformed

  private void assertRefused(String message) {
    assertThatExceptionOfType(DataSetException.class)
        .isThrownBy(() -> IdxDataSets.load(directory))
        .withMessage("%s", message);
  }

  @Test
  void load_labelBeyondTheNames_isRefused() throws IOException {
    writeSet("", "t10k", new int[] {0, 3}, new int[] {1});
    Files.writeString(directory.resolve("classes.txt"), "ash\nbeech\ncedar\n");

    assertThatExceptionOfType(IdxFormatException.class)
        .isThrownBy(() -> IdxDataSets.load(directory))
        .withMessage(
            "%s: byte 9: expected a label from 0 to 2, found 3",
            directory.resolve("train-labels-idx1-ubyte"));
  }

  @Test
  void load_letterZero_isRefused() throws IOException {
    writeEmnist("letters", new int[] {1, 0}, new int[] {1});

    assertThatExceptionOfType(IdxFormatException.class)
        .isThrownBy(() -> IdxDataSets.load(directory))
        .withMessage(
            "%s: byte 9: expected a label from 1 to 26, found 0",
            directory.resolve("emnist-letters-train-labels-idx1-ubyte"));
  }

  @ParameterizedTest
  @CsvSource({
    "'1 65\n3 66', line 2: expected label 2 and a code point",
    "'a 65', line 1: expected a label and a code point",
    "'1 9999999', line 1: expected a label and a code point",
    "'1 65\n2 65', 'expected different class names, found [A, A]'",
    "'1 7', line 1: expected a class name without control characters",
    "'', 'expected 1 lines, a class name each, found 0'"
  })
  void load_mappingThatIsNone_isRefused(String mapping, String message) throws IOException {
    writeEmnist("letters", new int[] {1, 2}, new int[] {1});
    Path file = directory.resolve("emnist-letters-mapping.txt");
    Files.writeString(file, mapping);

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> IdxDataSets.load(directory))
        .withMessage("%s: %s", file, message);
  }

  @Test
  void load_shapesDiffer_isRefused() throws IOException {
    writeSet("", "t10k", new int[] {1}, new int[] {1});
    write("t10k-images-idx3-ubyte", idx(0x08, dims(1, 3, 2), TRANSPOSED));

    assertThatExceptionOfType(IdxFormatException.class)
        .isThrownBy(() -> IdxDataSets.load(directory))
        .withMessage(
            "%s: byte 8: expected images [2, 3, 1], as in %s, found [3, 2, 1]",
            directory.resolve("t10k-images-idx3-ubyte"),
            directory.resolve("train-images-idx3-ubyte"));
  }

  @Test
  void load_fileMissing_isRefused() throws IOException {
    writeSet("", "t10k", new int[] {1}, new int[] {1});
    Files.delete(directory.resolve("t10k-labels-idx1-ubyte"));

    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> IdxDataSets.load(directory))
        .withMessage(
            "%s: expected images and labels to train on and to test with for mnist,"
                + " found no test labels",
            directory);
  }

  @Test
  void load_noFilesOrNoDirectory_isRefused() {
    assertRefused(directory + ": expected IDX files such as train-images-idx3-ubyte, found none");

    Path nowhere = directory.resolve("nowhere");
    assertThatExceptionOfType(DataSetException.class)
        .isThrownBy(() -> IdxDataSets.load(nowhere))
        .withMessage("%s: expected a directory of IDX files, found nothing", nowhere);
  }
}
