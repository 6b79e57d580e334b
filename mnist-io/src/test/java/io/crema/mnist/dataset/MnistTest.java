package io.crema.mnist.dataset;

import static io.crema.mnist.idx.IdxBytes.dims;
import static io.crema.mnist.idx.IdxBytes.idx;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crema.core.tensor.Shape;
import io.crema.mnist.idx.IdxBytes.Packing;
import io.crema.mnist.idx.IdxFormatException;
import io.crema.vision.dataset.DataSet;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MnistTest {

  private static final Map<String, byte[]> FILES =
      Map.of(
          "train-images-idx3-ubyte", idx(0x08, dims(3, 2, 1), 1, 2, 3, 4, 5, 6),
          "train-labels-idx1-ubyte", idx(0x08, dims(3), 7, 8, 9),
          "t10k-images-idx3-ubyte", idx(0x08, dims(1, 2, 1), 7, 8),
          "t10k-labels-idx1-ubyte", idx(0x08, dims(1), 4));

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({
    "-idx, '', PLAIN",
    "-idx, .gz, GZIP",
    ".idx, '', PLAIN",
    ".idx, .gz, GZIP",
    "-idx, .gz, PLAIN",
    "-idx, '', GZIP"
  })
  void load_anyNameAndPacking_findsFourFiles(String infix, String suffix, Packing packing)
      throws IOException {
    for (Map.Entry<String, byte[]> file : FILES.entrySet()) {
      String name = file.getKey().replace("-idx", infix) + suffix;
      packing.write(directory.resolve(name), file.getValue());
    }

    assertFour(load());
  }

  @Test
  void load_plainAndPacked_prefersPlain() throws IOException {
    writeFour();
    Files.writeString(directory.resolve("t10k-labels-idx1-ubyte.gz"), "not looked at");

    assertFour(load());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train-images-idx3-ubyte",
        "train-labels-idx1-ubyte",
        "t10k-images-idx3-ubyte",
        "t10k-labels-idx1-ubyte"
      })
  void load_fileMissing_isRefusedWithAllNames(String missing) throws IOException {
    writeFour();
    Files.delete(directory.resolve(missing));
    String dotted = missing.replace("-idx", ".idx");

    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> load())
        .withMessage(
            "%s: not there; looked for %s, %s.gz, %s, %s.gz",
            directory + "/" + missing, missing, missing, dotted, dotted);
  }

  @Test
  void load_labelTen_isRefused() throws IOException {
    writeFour();
    Path labels = directory.resolve("train-labels-idx1-ubyte");
    Files.write(labels, idx(0x08, dims(3), 7, 10, 9));

    assertThatExceptionOfType(IdxFormatException.class)
        .isThrownBy(() -> load())
        .withMessage("%s: byte 9: expected a label from 0 to 9, found 10", labels);
  }

  @Test
  void load_shapesOfTrainAndTestDiffer_isRefused() throws IOException {
    writeFour();
    Path images = directory.resolve("t10k-images-idx3-ubyte");
    Files.write(images, idx(0x08, dims(1, 1, 2), 7, 8));

    assertThatExceptionOfType(IdxFormatException.class)
        .isThrownBy(() -> load())
        .withMessage(
            "%s: byte 8: expected images [2, 1, 1], as in %s, found [1, 2, 1]",
            images, directory.resolve("train-images-idx3-ubyte"));
  }

  @Test
  void load_opener_closesWhatItOpened() throws IOException {
    List<String> open = new ArrayList<>();

    assertFour(Mnist.load("class path", name -> track(name, FILES.get(name), open)));

    assertThat(open).isEmpty();
  }

  @Test
  void load_openerWithoutFile_isRefusedAndClosesTheOthers() {
    List<String> open = new ArrayList<>();
    String missing = "t10k-images-idx3-ubyte";

    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(
            () ->
                Mnist.load(
                    "class path",
                    name -> name.startsWith(missing) ? null : track(name, FILES.get(name), open)))
        .withMessageStartingWith("class path/t10k-images-idx3-ubyte: not there; looked for ");

    assertThat(open).isEmpty();
  }

  @Test
  void load_openerGivesBadFile_isRefusedByName() {
    assertThatExceptionOfType(IdxFormatException.class)
        .isThrownBy(() -> Mnist.load("class path", name -> new ByteArrayInputStream(new byte[0])))
        .withMessage(
            "class path/train-images-idx3-ubyte: byte 0: expected an IDX header,"
                + " found an empty file");
  }

  private static InputStream track(String name, byte[] content, List<String> open) {
    if (content == null) {
      return null;
    }
    open.add(name);
    return new FilterInputStream(new ByteArrayInputStream(content)) {
      @Override
      public void close() {
        open.remove(name);
      }
    };
  }

  private DataSet load() throws IOException {
    return Mnist.load(
        directory.toString(),
        name -> {
          Path file = directory.resolve(name);
          return Files.exists(file) ? Files.newInputStream(file) : null;
        });
  }

  private void writeFour() throws IOException {
    for (Map.Entry<String, byte[]> file : FILES.entrySet()) {
      Files.write(directory.resolve(file.getKey()), file.getValue());
    }
  }

  private static void assertFour(DataSet mnist) {
    assertThat(mnist.train().size()).isEqualTo(3);
    assertThat(mnist.train().classes()).isEqualTo(10);
    assertThat(mnist.train().inputShape()).isEqualTo(Shape.of(2, 1, 1));
    assertThat(mnist.train().image(2)).containsExactly(5, 6);
    assertThat(mnist.train().label(0)).isEqualTo(7);
    assertThat(mnist.test().size()).isEqualTo(1);
    assertThat(mnist.test().classes()).isEqualTo(10);
    assertThat(mnist.test().image(0)).containsExactly(7, 8);
    assertThat(mnist.test().label(0)).isEqualTo(4);
  }
}
