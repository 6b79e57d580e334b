package io.crema.vision.dataset;

import static io.crema.vision.dataset.NpyBytes.dictionary;
import static io.crema.vision.dataset.NpyBytes.i8;
import static io.crema.vision.dataset.NpyBytes.u1;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crema.core.tensor.Shape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumpyImagesMalformedTest {

  private static final byte[] IMAGES = u1("(2, 1, 2)", 0, 255, 7, 128);
  private static final byte[] LABELS = u1("(2,)", 0, 0);
  private static final String KNOWN =
      "values of type bool, uint8 to uint64, int8 to int64, float32 or float64";

  @TempDir private Path directory;

  private Path file() {
    return directory.resolve("data.npz");
  }

  private void assertRefused(byte[] images, byte[] labels, String message) throws IOException {
    NpyBytes.npz(file(), true, Map.of("x", images, "y", labels));
    assertRefused(message.formatted(file()));
  }

  private void assertRefused(String message) {
    assertThatExceptionOfType(DataSetException.class)
        .isThrownBy(() -> NumpyImages.load(file(), DataOptions.DEFAULT))
        .withMessage("%s", message);
  }

  private static byte[] header(String text) {
    return NpyBytes.file(1, text, new byte[4]);
  }

  @ParameterizedTest
  @ValueSource(strings = {"|O", "O", "<O8"})
  void load_pythonObjects_areRefusedByName(String descr) throws IOException {
    assertRefused(
        header(dictionary(descr, "False", "(2, 1, 2)")),
        LABELS,
        "%s[x]: expected " + KNOWN + ", found Python objects (pickle), which are not read");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<U5", "<c8", "|S3", "<f2", "=i4", "|i4", "<u3", "x"})
  void load_otherTypes_areRefusedByName(String descr) throws IOException {
    assertRefused(
        header(dictionary(descr, "False", "(2, 1, 2)")),
        LABELS,
        "%s[x]: expected " + KNOWN + ", found '" + descr + "'");
  }

  @Test
  void load_structuredArray_isRefused() throws IOException {
    assertRefused(
        header("{'descr': [('a', '<i4')], 'fortran_order': False, 'shape': (1,), }"),
        LABELS,
        "%s[x]: expected " + KNOWN + ", found a structured array");
  }

  @Test
  void load_fortranOrder_isRefusedWithTheWayOut() throws IOException {
    assertRefused(
        header(dictionary("|u1", "True", "(2, 1, 2)")),
        LABELS,
        "%s[x]: expected an array in C order; save np.ascontiguousarray(...), found Fortran order");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``                                    | byte 21: expected '{', found the end",
        "`__import__('os')`                    | byte 10: expected '{', found \"__import__('os')\"",
        "`{'descr': open('x')`                 | byte 20: expected a string in quotes, found \"open('x')\"",
        "`{'descr' '<u1'}`                     | byte 19: expected ':', found \"'<u1'}\"",
        "`{'descr': '<u1}`                     | byte 20: expected a string in quotes, found \"'<u1}\"",
        "`{'shape': (2, -1)}`                  | byte 24: expected a length from 1 to 2147483639, found \"-1)}\"",
        "`{'shape': (2, 0)}`                   | byte 25: expected a length from 1 to 2147483639, found \")}\"",
        "`{'shape': (99999999999999999999,)}`  | byte 41: expected a length from 1 to 2147483639, found \",)}\"",
        "`{'shape': (65536, 65536)}`           | byte 33: expected at most 2147483639 values, found \")}\"",
        "`{'shape': (1,1,1,1,1,1,1,1,1)}`      | byte 37: expected at most 8 axes, found \"1)}\"",
        "`{'shape': (2 2)}`                    | byte 23: expected ')', found \"2)}\"",
        "`{'shape': 2}`                        | byte 20: expected '(', found \"2}\"",
        "`{'fortran_order': 1}`                | byte 28: expected True or False, found \"1}\"",
        "`{'evil': 1}`                         | byte 18: expected 'descr', 'fortran_order' or 'shape' before it, found \"1}\"",
        "`{'shape': (1,)} x`                   | byte 26: expected a dictionary of 'descr', 'fortran_order' and 'shape', found \"x\"",
        "`{'shape': (1,)}`                     | byte 36: expected a dictionary of 'descr', 'fortran_order' and 'shape', found the end"
      })
  void load_headerThatIsNone_isRefusedWithItsPlace(String text, String message) throws IOException {
    assertRefused(header(text), LABELS, "%s[x]: " + message);
  }

  @Test
  void load_otherBytes_areRefused() throws IOException {
    assertRefused(
        "hello, world".getBytes(StandardCharsets.UTF_8),
        LABELS,
        "%s[x]: byte 0: expected a NumPy array (NPY), found other bytes");
  }

  @Test
  void load_versionFour_isRefused() throws IOException {
    assertRefused(
        NpyBytes.file(4, "{}", new byte[0]),
        LABELS,
        "%s[x]: byte 6: expected version 1, 2 or 3, found 4");
  }

  @Test
  void load_endlessHeader_isRefused() throws IOException {
    byte[] file = NpyBytes.file(2, "{}", new byte[0]);
    Arrays.fill(file, 8, 12, (byte) 0x7F);

    assertRefused(
        file, LABELS, "%s[x]: byte 8: expected a header of at most 65536 bytes, found 2139062143");
  }

  @Test
  void load_headerCutShort_isRefused() throws IOException {
    byte[] file = Arrays.copyOf(IMAGES, 40);
    int length = file[8];

    assertRefused(
        file, LABELS, "%s[x]: byte 8: expected a header of " + length + " bytes, found the end");
  }

  @Test
  void load_dataCutShort_isRefused() throws IOException {
    assertRefused(
        Arrays.copyOf(IMAGES, IMAGES.length - 1),
        LABELS,
        "%s[x]: expected 4 bytes of data for uint8 [2, 1, 2], found 3");
  }

  @Test
  void load_bytesAfterData_areRefused() throws IOException {
    assertRefused(
        Arrays.copyOf(IMAGES, IMAGES.length + 2),
        LABELS,
        "%s[x]: expected 4 bytes of data for uint8 [2, 1, 2], found 6");
  }

  @ParameterizedTest
  @ValueSource(strings = {"(4)", "(2, 1, 2, 1, 1)", "()", "(2, 3)"})
  void load_imagesOfOtherShape_areRefused(String shape) throws IOException {
    int values = shape.equals("()") ? 1 : shape.equals("(2, 3)") ? 6 : 4;
    String found = "uint8 " + shape.replace('(', '[').replace(')', ']');
    assertRefused(
        u1(shape, new int[values]),
        LABELS,
        "%s[x]: expected square images as [N, H, W], [N, H, W, C] or [N, H * W * C], found "
            + found);
  }

  @ParameterizedTest
  @ValueSource(strings = {"(3,)", "(1, 2)", "()", "(2, 14)"})
  void load_labelsOfOtherShape_areRefused(String shape) throws IOException {
    int values =
        shape.equals("()") ? 1 : shape.equals("(3,)") ? 3 : shape.equals("(1, 2)") ? 2 : 28;
    String found = "uint8 " + shape.replace(",)", ")").replace('(', '[').replace(')', ']');
    assertRefused(
        IMAGES,
        u1(shape, new int[values]),
        "%s[y]: expected 2 labels [N] or [N, 1], one for each image of x, found " + found);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1.5, Double.NaN, Double.POSITIVE_INFINITY, 1e300})
  void load_labelThatIsNoWholeNumber_isRefused(double label) throws IOException {
    String found = label == 1e300 ? "1.0E300" : String.valueOf(label);
    assertRefused(
        IMAGES,
        NpyBytes.of("<f8", "(2,)", 0, label),
        "%s[y]: value 1: expected a whole number as label, found " + found);
  }

  @ParameterizedTest
  @CsvSource({
    "<i2, 256, a whole number from 0 to 255, 256",
    "<i8, -1, a whole number from 0 to 255, -1",
    "<f4, 1.5, a whole number from 0 to 255, 1.5",
    "<f8, NaN, a whole number from 0 to 255, NaN",
    "<f8, -0.5, a whole number from 0 to 255, -0.5",
    "<f8, 0.1234, a multiple of 1/255 from 0 to 1, 0.1234"
  })
  void load_valueThatIsNoPixel_isRefused(String descr, double value, String expected, String found)
      throws IOException {
    assertRefused(
        NpyBytes.of(descr, "(2, 1, 2)", 0, 1, value, 1),
        LABELS,
        "%s[x]: value 2: expected " + expected + ", found " + found);
  }

  @Test
  void load_sharesWithAPixelAmongThem_areRefused() throws IOException {
    assertRefused(
        NpyBytes.of("<f4", "(2, 1, 2)", 0, 0.2, 255, 1),
        LABELS,
        "%s[x]: value 2: expected a multiple of 1/255 from 0 to 1, found 255");
  }

  @Test
  void load_noLabels_isRefused() throws IOException {
    NpyBytes.npz(file(), true, Map.of("x", IMAGES, "test_labels", LABELS));

    assertRefused(file() + ": expected an array of labels for x uint8 [2, 1, 2], found none");
  }

  @Test
  void load_noImages_isRefusedWithWhatIsThere() throws IOException {
    NpyBytes.npz(file(), true, Map.of("weights", IMAGES, "bad\nname", LABELS));

    assertThatExceptionOfType(DataSetException.class)
        .isThrownBy(() -> NumpyImages.load(file(), DataOptions.DEFAULT))
        .withMessageStartingWith(
            file() + ": expected arrays such as x_train and y_train, or images and labels, found ")
        .withMessageContaining("weights uint8 [2, 1, 2]")
        .withMessageContaining("bad?name uint8 [2]");
  }

  @Test
  void load_twoArraysOfOneRole_areRefused() throws IOException {
    NpyBytes.npz(file(), true, Map.of("x", IMAGES, "images", IMAGES));

    assertThatExceptionOfType(DataSetException.class)
        .isThrownBy(() -> NumpyImages.load(file(), DataOptions.DEFAULT))
        .withMessageStartingWith(file() + ": expected one array each of images and labels, found ");
  }

  @Test
  void load_noArchive_isRefused() throws IOException {
    Files.writeString(file(), "PK, but not quite");

    assertThatExceptionOfType(DataSetException.class)
        .isThrownBy(() -> NumpyImages.load(file(), DataOptions.DEFAULT))
        .withMessageStartingWith(
            file() + ": expected an NPZ file, found no or a corrupt archive (");
  }

  @Test
  void load_noFile_isRefused() {
    assertRefused(file() + ": expected an NPZ file, found nothing");
  }

  @Test
  void load_checksumDiffers_isRefused() throws IOException {
    NpyBytes.npz(file(), false, Map.of("x", IMAGES, "y", LABELS));
    byte[] zip = Files.readAllBytes(file());
    int image = new String(zip, StandardCharsets.ISO_8859_1).indexOf("\0\u00FF\7\u0080");
    zip[image] = 1;
    Files.write(file(), zip);

    assertRefused(file() + "[x]: expected the checksum of the archive, found another");
  }

  /** 40 MB of zeros in a file of 40 KB. */
  @Test
  void load_bomb_isRefusedBeforeItIsRead() throws IOException {
    byte[] bomb =
        NpyBytes.file(1, dictionary("|u1", "False", "(40, 1000, 1000)"), new byte[40_000_000]);
    NpyBytes.npz(file(), true, Map.of("x", bomb, "y", LABELS));

    assertRefused(
        file()
            + "[x]: expected at most 16777216 bytes out of a file of this size, found "
            + bomb.length);
  }

  /** The names of entries are never paths. */
  @Test
  void load_entryOutsideTheArchive_isNoPath() throws IOException {
    NpyBytes.npz(file(), true, Map.of("../../x", i8("(2, 1, 1)", 1, 2), "/etc/y", LABELS));

    assertThatExceptionOfType(DataSetException.class)
        .isThrownBy(
            () -> NumpyImages.load(file(), DataOptions.DEFAULT.withShape(Shape.of(3, 3, 1))))
        .withMessageStartingWith(file() + "[../../x]: expected images [3, 3, 1]");
  }
}
