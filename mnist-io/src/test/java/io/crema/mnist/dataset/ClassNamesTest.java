package io.crema.mnist.dataset;

import static io.crema.mnist.idx.IdxBytes.dims;
import static io.crema.mnist.idx.IdxBytes.idx;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crema.mnist.idx.IdxBytes.Packing;
import io.crema.mnist.idx.IdxReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClassNamesTest {

  private static final List<String> ANIMALS =
      List.of("ape", "bee", "cat", "dog", "eel", "fox", "gnu", "hen", "ibis", "Jagdhund, klein");

  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void writeLabels() throws IOException {
    file = directory.resolve("classes.txt");
    Packing.PLAIN.write(directory.resolve("t10k-labels-idx1-ubyte"), idx(8, dims(3), 1, 2, 3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", " \n\t"})
  void classNames_file_isReadLineByLine(String end) throws IOException {
    Files.writeString(file, String.join(end, ANIMALS) + end.strip());

    assertThat(Mnist.classNames(directory)).isEqualTo(ANIMALS);
  }

  @Test
  void classNames_fileOfAnEditorThatMarksIt_isRead() throws IOException {
    Files.writeString(file, "\uFEFF" + String.join("\n", ANIMALS) + "\n");

    assertThat(Mnist.classNames(directory)).isEqualTo(ANIMALS);
  }

  @Test
  void classNames_noFile_areNumbers() throws IOException {
    assertThat(Mnist.classNames(directory))
        .containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
  }

  @Test
  void classNames_neitherFileNorLabels_isRefused() {
    Path nowhere = directory.resolve("nowhere");

    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> Mnist.classNames(nowhere))
        .withMessageContaining("t10k-labels-idx1-ubyte.gz");
  }

  /** The SHA-256 of the bytes 1, 2, 3. */
  @ParameterizedTest
  @EnumSource(Packing.class)
  void names_labelsOfAKnownSet_areThoseOfTheTable(Packing packing) throws IOException {
    Path labels = directory.resolve("labels");
    packing.write(labels, idx(8, dims(3), 1, 2, 3));
    String sha256 = "039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81";

    try (IdxReader reader = IdxReader.open(labels)) {
      assertThat(KnownDataSets.names(reader, Map.of(sha256, ANIMALS))).contains(ANIMALS);
    }
    try (IdxReader reader = IdxReader.open(labels)) {
      assertThat(KnownDataSets.names(reader, Map.of("0".repeat(64), ANIMALS))).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'a\nb\nc',                                      'expected 10 lines, a class name each, found 3'",
    "'',                                             'expected 10 lines, a class name each, found 0'",
    "'a\nb\nc\nd\n \nf\ng\nh\ni\nj',                 'line 5: expected a class name of 1 to 40'",
    "'a\nb\nc\nd\ne\nf\ng\nh\ni\na',                 'expected different class names, found [a, b,'",
    "'a\nb\nc\u001B[2J\nd\ne\nf\ng\nh\ni\nj',        'line 3: expected a class name without control'",
    "'a\nb\nc\nd\ne\u202E\nf\ng\nh\ni\nj',           'line 5: expected a class name without control'",
    "'a\nb\nc\nd\ne\nf\ng\nh\ni\n"
        + "a name of a class that is longer than forty',    'line 10: expected a class name of 1 to 40 characters, found 43'",
  })
  void classNames_wrongFile_isRefusedWithItsPlace(String text, String message) throws IOException {
    Files.writeString(file, text);

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> Mnist.classNames(directory))
        .withMessageStartingWith(file.toString())
        .withMessageContaining(message);
  }

  @Test
  void classNames_fileThatIsTooLongOrNoText_isRefused() throws IOException {
    Files.writeString(file, "x".repeat(20_000));
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> Mnist.classNames(directory))
        .withMessage(file + ": expected at most 16384 bytes");

    Files.write(file, new byte[] {(byte) 0xC3, '\n'});
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> Mnist.classNames(directory))
        .withMessage(file + ": expected text in UTF-8");
  }

  @Test
  void classNames_lines_areCheckedLikeAFile() throws IOException {
    assertThat(Mnist.classNames("model", String.join("\n", ANIMALS))).isEqualTo(ANIMALS);
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> Mnist.classNames("model", "a\nb"))
        .withMessageStartingWith("model: expected 10 lines");
  }
}
