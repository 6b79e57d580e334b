package io.crema.vision.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crema.core.tensor.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvImagesTest {

  private static final String HEADER = "label,pixel0,pixel1,pixel2,pixel3\n";

  @TempDir private Path directory;

  /** Loads a file to train on, with a file to test with that has an image of class 0 and 1. */
  private Loaded load(String text) throws IOException {
    return load(text.getBytes(StandardCharsets.UTF_8));
  }

  private Loaded load(byte[] file) throws IOException {
    Files.write(directory.resolve("train.csv"), file);
    Files.writeString(directory.resolve("test.csv"), "0,1,1,1,1\n1,2,2,2,2\n");
    return CsvImages.load(directory, DataOptions.DEFAULT);
  }

  private void assertTwo(Loaded loaded) {
    ImageSet train = loaded.data().train();
    assertThat(train.inputShape()).isEqualTo(Shape.of(2, 2, 1));
    assertThat(train.size()).isEqualTo(2);
    assertThat(train.labels()).containsExactly(1, 0);
    assertThat(train.image(0)).containsExactly(0, 128, 255, 7);
    assertThat(train.image(1)).containsExactly(4, 3, 2, 1);
    assertThat(train.classNames()).containsExactly("0", "1");
    assertThat(loaded.data().test().labels()).containsExactly(0, 1);
    assertThat(loaded.notes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        HEADER + "1,0,128,255,7\n0,4,3,2,1\n",
        HEADER + "1,0,128,255,7\r\n0,4,3,2,1",
        HEADER + "1,0,128,255,7\r0,4,3,2,1\r",
        "\uFEFF" + HEADER + "1,0,128,255,7\n\n0,4,3,2,1\n\r\n \n",
        "1,0,128,255,7\n0,4,3,2,1\n",
        "1;0;128;255;7\n0;4;3;2;1\n",
        "1\t0\t128\t255\t7\n0\t4\t3\t2\t1\n",
        "1 , 0,128 ,\t255, 007 \n 0,4,3,2,1\n",
        "\"label\",\"a,b\",\"c\"\"d\",\"e\",\"f\"\n\"1\",\"0\",\"128\" ,255,7\n0,4,3,2,1\n",
        "p0,p1,p2,p3,Class\n0,128,255,7,1\n4,3,2,1,0\n",
        "p0,p1,target,p2,p3\n0,128,1,255,7\n4,3,0,2,1\n",
        "y,1x1,1x2,2x1,2x2\n1,0,128,255,7\n0,4,3,2,1\n",
        "label,0,1,2,3\n1,0,128,255,7\n0,4,3,2,1\n"
      })
  void load_anyForm_givesTheSameImages(String text) throws IOException {
    assertTwo(load(text));
  }

  @Test
  void load_gzip_isToldByItsContent() throws IOException {
    assertTwo(load(gzip(HEADER + "1,0,128,255,7\n0,4,3,2,1\n")));
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return packed.toByteArray();
  }

  /** As Kaggle's digit recognizer: 784 pixels with names, and images to test with unlabelled. */
  @Test
  void load_kaggleDigits_splitsTheLabelledFile() throws IOException {
    String names =
        IntStream.range(0, 784).mapToObj(i -> "pixel" + i).collect(Collectors.joining(","));
    String pixels =
        IntStream.range(0, 784).mapToObj(i -> "" + i % 256).collect(Collectors.joining(","));
    String lines =
        IntStream.range(0, 20)
            .mapToObj(i -> i % 10 + "," + pixels + "\n")
            .collect(Collectors.joining());
    Files.writeString(directory.resolve("train.csv"), "label," + names + "\n" + lines);
    Files.writeString(directory.resolve("test.csv"), names + "\n" + pixels + "\n");
    Files.writeString(directory.resolve("readme.txt"), "not looked at");

    Loaded loaded = CsvImages.load(directory, DataOptions.DEFAULT);

    assertThat(loaded.data().inputShape()).isEqualTo(Shape.of(28, 28, 1));
    assertThat(loaded.data().classes()).isEqualTo(10);
    assertThat(loaded.data().train().image(0)[28 + 3]).isEqualTo((byte) 31);
    assertThat(loaded.data().test().classCounts()).containsOnly(1);
    assertThat(loaded.notes())
        .containsExactly(
            "test.csv has no labels and is left out.",
            "There are no test images: 10 of 20 images are held out to test with (seed 0).");
  }

  @Test
  void load_oneFile_isSplitAsTheOptionsSay() throws IOException {
    Path file = directory.resolve("digits.csv");
    Files.writeString(file, "0,1\n".repeat(30) + "1,2\n".repeat(10));

    DataSet data = CsvImages.load(file, DataOptions.DEFAULT.withSplit(0.3, 5)).data();

    assertThat(data.test().classCounts()).containsExactly(9, 3);
    assertThat(CsvImages.load(directory, DataOptions.DEFAULT).data().test().classCounts())
        .containsExactly(6, 2);
  }

  @Test
  void load_shape_isThatOfTheOption() throws IOException {
    Path file = directory.resolve("rgb.csv");
    Files.writeString(file, "0,1,2,3,4,5,6\n".repeat(3));
    Shape shape = Shape.of(1, 2, 3);

    DataSet data = CsvImages.load(file, DataOptions.DEFAULT.withShape(shape)).data();

    assertThat(data.inputShape()).isEqualTo(shape);
    assertThat(data.train().image(0)).containsExactly(1, 2, 3, 4, 5, 6);
  }

  @Test
  void load_labelsOfText_areClassesInAlphabeticalOrder() throws IOException {
    Path file = directory.resolve("pets.csv");
    Files.writeString(file, "dog,1\ncat,2\n\"cat\",3\n2,4\ndog,1\n2,5\n");

    Loaded loaded = CsvImages.load(file, DataOptions.DEFAULT);

    assertThat(loaded.data().classNames()).containsExactly("2", "cat", "dog");
    assertThat(loaded.data().train().classCounts()).containsExactly(1, 1, 1);
  }

  @Test
  void load_classNamedAsAColumn_isNoHeader() throws IOException {
    Path file = directory.resolve("answers.csv");
    Files.writeString(file, "y,7,1,2,9\nn,2,2,2,2\n".repeat(3));

    DataSet data = CsvImages.load(file, DataOptions.DEFAULT).data();

    assertThat(data.classNames()).containsExactly("n", "y");
    assertThat(data.train().size() + data.test().size()).isEqualTo(6);
  }

  /** As Pandas writes an array: 16 pixels, columns 0 to 16. */
  @Test
  void load_columnsNamedByNumbers_areNoImage() throws IOException {
    Path file = directory.resolve("pandas.csv");
    String names = IntStream.range(0, 17).mapToObj(i -> "" + i).collect(Collectors.joining(","));
    Files.writeString(file, names + "\n" + ("5" + ",9".repeat(16) + "\n").repeat(4));

    DataSet data = CsvImages.load(file, DataOptions.DEFAULT).data();

    assertThat(data.classNames()).containsExactly("5");
    assertThat(data.train().size() + data.test().size()).isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource({
    "1 2 3, 'The labels 1 to 3 became the classes 0 to 2; their names keep the numbers.'",
    "0 3 10, 'The labels 0, 3, 10 became the classes 0 to 2; their names keep the numbers.'",
    "-1 0 7, 'The labels -1, 0, 7 became the classes 0 to 2; their names keep the numbers.'"
  })
  void load_labelsThatAreNoClasses_areMappedAndSaid(String labels, String note) throws IOException {
    Path file = directory.resolve("three.csv");
    String lines =
        Arrays.stream(labels.split(" ")).map(l -> l + ",9\n").collect(Collectors.joining());
    Files.writeString(file, lines.repeat(2));

    Loaded loaded = CsvImages.load(file, DataOptions.DEFAULT);

    assertThat(loaded.data().classNames()).containsExactly(labels.split(" "));
    assertThat(loaded.data().train().classCounts()).containsExactly(1, 1, 1);
    assertThat(loaded.notes()).startsWith(note);
  }

  @Test
  void load_classOnlyInTheTestFile_isSaid() throws IOException {
    assertThat(load("0,1,2,3,4\n").notes()).containsExactly("Class 1 has no images to train on.");
  }

  // malformed: the name of the file, the line and the column

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`1,2,3,4,256\n`                 | line 1, column 5: expected a whole number from 0 to 255, found \"256\"",
        "`label,a,b,c,d\n1,2,x,4,5\n`    | line 2, column 3: expected a whole number from 0 to 255, found \"x\"",
        "`label,a,b,c,d\n\n1,2,-3,4,5\n` | line 3, column 3: expected a whole number from 0 to 255, found \"-3\"",
        "`1,2,3,4,5\n1,2,,4,5\n`         | line 2, column 3: expected a whole number from 0 to 255, found \"\"",
        "`1,2,3,4,5\n1,2,0.5,4,5\n`      | line 2, column 3: expected a whole number from 0 to 255, found \"0.5\"",
        "`1,2,3,4,5\n1,2,9999999999999999999999,4,5\n` | line 2, column 3: expected a whole number from 0 to 255, found \"9999999999999999999999\"",
        "`1,2,3,4,5\n1,2,3,4\n`          | line 2: expected 5 columns, as in line 1, found 4",
        "`1,2,3,4,5\n1,2,3,4,5,6\n`      | line 2: expected 5 columns, as in line 1, found more",
        "`1,2,3,4,5\n,2,3,4,5\n`         | line 2, column 1: expected a class name of 1 to 40 characters, found 0",
        "`1,2,3,4,5\n1,2,\"3,4,5\n`      | line 2, column 3: expected a closing quote, found the end of the line",
        "`1,2,3,4,5\n1,2,3,4,\"5`        | line 2, column 5: expected a closing quote, found the end of the file",
        "`1,2,3,4,5\n1,2,\"3\"4,5\n`     | line 2, column 3: expected a delimiter after the closing quote, found '4'",
        "`a,b,c,d,e\n1,2,3,4,5\n`        | line 1: expected a column named label, class, target or y, found 5 others",
        "`1,2,3,4\n`                     | line 1: expected a label and the pixels of a square image, such as 784, or the shape of an image as option, found 4 columns",
        "`label,a,b,c,d\n`               | expected a line for each image, found none",
        "``                              | line 1: expected the names of columns, or a label and pixels, found an empty line"
      })
  void load_malformed_isRefusedWithItsPlace(String text, String message) {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> load(text))
        .withMessage("%s: %s", directory.resolve("train.csv"), message);
  }

  @Test
  void load_labelThatIsNoText_isRefused() {
    assertThatExceptionOfType(DataSetException.class)
        .isThrownBy(() -> load(new byte[] {(byte) 0xC3, ',', '1', '\n'}))
        .withMessageStartingWith(
            directory.resolve("train.csv") + ": line 1, column 1: expected text");
  }

  @Test
  void load_fieldWithoutEnd_isRefused() {
    assertThatExceptionOfType(DataSetException.class)
        .isThrownBy(() -> load("1,2\n" + "3".repeat(5000)))
        .withMessageEndingWith("line 2, column 1: expected at most 1024 bytes, found more");
  }

  @Test
  void load_gzipCutShort_isRefused() throws IOException {
    byte[] whole = gzip(HEADER + "1,0,128,255,7\n".repeat(100));

    assertThatExceptionOfType(DataSetException.class)
        .isThrownBy(() -> load(Arrays.copyOf(whole, whole.length - 9)))
        .withMessageEndingWith("expected valid gzip data, found corrupt data");
    assertThatExceptionOfType(DataSetException.class)
        .isThrownBy(() -> load(Arrays.copyOf(whole, 5)))
        .withMessageEndingWith("expected valid gzip data, found corrupt data");
  }

  @Test
  void load_testFileOfOtherSize_isRefused() throws IOException {
    Path test = directory.resolve("test.csv");
    Files.writeString(directory.resolve("train.csv"), "0,1,2,3,4\n");
    Files.writeString(test, "0,1\n");

    assertThatExceptionOfType(DataSetException.class)
        .isThrownBy(() -> CsvImages.load(directory, DataOptions.DEFAULT))
        .withMessage(
            "%s: line 1: expected a label and 4 pixels for images [2, 2, 1], found 2 columns",
            test);
  }

  @Test
  void load_filesOfUnknownPurpose_areRefused() throws IOException {
    Files.writeString(directory.resolve("a.csv"), "0,1\n");
    Files.writeString(directory.resolve("b.CSV.gz"), "0,1\n");

    assertThatExceptionOfType(DataSetException.class)
        .isThrownBy(() -> CsvImages.load(directory, DataOptions.DEFAULT))
        .withMessage(
            "%s: expected one CSV file, or one with \"train\" and one with \"test\" in its name,"
                + " found a.csv, b.CSV.gz",
            directory);
  }

  @Test
  void load_oneImageAClass_isRefused() throws IOException {
    Path file = directory.resolve("two.csv");
    Files.writeString(file, "0,1\n1,2\n");

    assertThatExceptionOfType(DataSetException.class)
        .isThrownBy(() -> CsvImages.load(file, DataOptions.DEFAULT))
        .withMessage(
            "%s: expected test images, or a class with at least 2 images to split,"
                + " found 2 images of as many classes",
            file);
  }
}
