package io.crema.vision.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClassNamesFileTest {

  private static final List<String> ANIMALS =
      List.of("ape", "bee", "cat", "dog", "eel", "fox", "gnu", "hen", "ibis", "Jagdhund, klein");

  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = directory.resolve("names.txt");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", " \n\t"})
  void read_file_isReadLineByLine(String end) throws IOException {
    Files.writeString(file, String.join(end, ANIMALS) + end.strip());

    assertThat(ClassNamesFile.read(file, 10)).isEqualTo(ANIMALS);
  }

  @Test
  void read_fileOfAnEditorThatMarksIt_isRead() throws IOException {
    Files.writeString(file, "\uFEFF" + String.join("\n", ANIMALS) + "\n");

    assertThat(ClassNamesFile.read(file, 10)).isEqualTo(ANIMALS);
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
  void read_wrongFile_isRefusedWithItsPlace(String text, String message) throws IOException {
    Files.writeString(file, text);

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> ClassNamesFile.read(file, 10))
        .withMessageStartingWith(file.toString())
        .withMessageContaining(message);
  }

  @Test
  void read_fileThatIsTooLongOrNoText_isRefused() throws IOException {
    Files.writeString(file, "x".repeat(20_000));
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> ClassNamesFile.read(file, 10))
        .withMessage(file + ": expected at most 16384 bytes");

    Files.write(file, new byte[] {(byte) 0xC3, '\n'});
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> ClassNamesFile.read(file, 10))
        .withMessage(file + ": expected text in UTF-8");
  }

  @Test
  void read_noName_isRefused() throws IOException {
    Files.writeString(file, "\n");

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> ClassNamesFile.read(file))
        .withMessage(file + ": expected a class name in each line, found no lines");
  }

  @Test
  void parse_lines_areCheckedLikeAFile() throws IOException {
    assertThat(ClassNamesFile.parse("model", String.join("\n", ANIMALS), 10)).isEqualTo(ANIMALS);
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> ClassNamesFile.parse("model", "a\nb", 10))
        .withMessageStartingWith("model: expected 10 lines");
  }
}
