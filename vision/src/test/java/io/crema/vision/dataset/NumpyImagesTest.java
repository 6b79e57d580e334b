package io.crema.vision.dataset;

import static io.crema.vision.dataset.NpyBytes.i8;
import static io.crema.vision.dataset.NpyBytes.u1;
import static org.assertj.core.api.Assertions.assertThat;

import io.crema.core.tensor.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumpyImagesTest {

  private static final byte[] TRAIN_IMAGES = u1("(2, 1, 2)", 0, 255, 7, 128);
  private static final byte[] TRAIN_LABELS = u1("(2,)", 1, 0);
  private static final byte[] TEST_IMAGES = u1("(1, 1, 2)", 9, 8);
  private static final byte[] TEST_LABELS = u1("(1,)", 1);

  @TempDir private Path directory;

  private Loaded load(Map<String, byte[]> arrays) throws IOException {
    Path file = NpyBytes.npz(directory.resolve("data.npz"), true, arrays);
    return NumpyImages.load(file, DataOptions.DEFAULT);
  }

  private static Map<String, byte[]> keras() {
    return new HashMap<>(
        Map.of(
            "x_train", TRAIN_IMAGES,
            "y_train", TRAIN_LABELS,
            "x_test", TEST_IMAGES,
            "y_test", TEST_LABELS));
  }

  private static void assertFour(Loaded loaded) {
    ImageSet train = loaded.data().train();
    assertThat(train.inputShape()).isEqualTo(Shape.of(1, 2, 1));
    assertThat(train.image(0)).containsExactly(0, 255);
    assertThat(train.image(1)).containsExactly(7, 128);
    assertThat(train.labels()).containsExactly(1, 0);
    assertThat(loaded.data().test().image(0)).containsExactly(9, 8);
    assertThat(loaded.data().test().labels()).containsExactly(1);
    assertThat(loaded.data().classNames()).containsExactly("0", "1");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void load_kerasArchive_storedOrDeflated(boolean deflate) throws IOException {
    Path file = NpyBytes.npz(directory.resolve("mnist.npz"), deflate, keras());

    assertFour(NumpyImages.load(file, DataOptions.DEFAULT));
    assertFour(NumpyImages.load(directory, DataOptions.DEFAULT));
  }

  @Test
  void load_directoryOfArrays_isLikeAnArchive() throws IOException {
    for (Map.Entry<String, byte[]> array : keras().entrySet()) {
      Files.write(directory.resolve(array.getKey() + ".npy"), array.getValue());
    }

    assertFour(NumpyImages.load(directory, DataOptions.DEFAULT));
  }

  /** Kuzushiji-49 is four archives of one array each, which is called arr_0. */
  @Test
  void load_archivesOfOneArray_areKnownByTheirFiles() throws IOException {
    for (String part : new String[] {"train", "test"}) {
      boolean train = part.equals("train");
      NpyBytes.npz(
          directory.resolve("k49-" + part + "-imgs.npz"),
          true,
          Map.of("arr_0", train ? TRAIN_IMAGES : TEST_IMAGES));
      NpyBytes.npz(
          directory.resolve("k49-" + part + "-labels.npz"),
          true,
          Map.of("arr_0", train ? TRAIN_LABELS : TEST_LABELS));
    }
    Files.writeString(directory.resolve("k49_classmap.csv"), "not looked at");

    assertFour(NumpyImages.load(directory, DataOptions.DEFAULT));
  }

  /** MedMNIST: labels [N, 1], and images to validate with. */
  @Test
  void load_medMnist_takesTestImagesAndSaysWhatIsLeftOut() throws IOException {
    Loaded loaded =
        load(
            Map.of(
                "train_images",
                TRAIN_IMAGES,
                "train_labels",
                u1("(2, 1)", 1, 0),
                "val_images",
                TRAIN_IMAGES,
                "val_labels",
                u1("(2, 1)", 0, 0),
                "test_images",
                TEST_IMAGES,
                "test_labels",
                u1("(1, 1)", 1)));

    assertFour(loaded);
    assertThat(loaded.notes()).contains("The images of val_images uint8 [2, 1, 2] are not used.");
  }

  @Test
  void load_noTestImages_takesThoseToValidateWith() throws IOException {
    Loaded loaded =
        load(
            Map.of(
                "train_images", TRAIN_IMAGES,
                "train_labels", TRAIN_LABELS,
                "val_images", TEST_IMAGES,
                "val_labels", TEST_LABELS));

    assertFour(loaded);
    assertThat(loaded.notes())
        .contains("There are no test images: those to validate with take their place.");
  }

  @ParameterizedTest
  @CsvSource({"images, labels", "arr_0, arr_1", "X, y", "x_train, y_train", "data, target"})
  void load_onePart_isSplit(String images, String labels) throws IOException {
    Loaded loaded =
        load(
            Map.of(
                images, u1("(4, 1, 1)", 1, 2, 3, 4),
                labels, i8("(4,)", 0, 0, 1, 1)));

    assertThat(loaded.data().train().classCounts()).containsExactly(1, 1);
    assertThat(loaded.data().test().classCounts()).containsExactly(1, 1);
    assertThat(loaded.notes())
        .containsExactly(
            "There are no test images: 2 of 4 images are held out to test with (seed 0).");
  }

  @Test
  void load_colour_keepsChannels() throws IOException {
    Map<String, byte[]> arrays = keras();
    arrays.put("x_train", u1("(2, 1, 2, 3)", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12));
    arrays.put("x_test", u1("(1, 1, 2, 3)", 1, 2, 3, 4, 5, 6));

    Loaded loaded = load(arrays);

    assertThat(loaded.data().inputShape()).isEqualTo(Shape.of(1, 2, 3));
    assertThat(loaded.data().train().image(1)).containsExactly(7, 8, 9, 10, 11, 12);
  }

  @Test
  void load_channelsFirst_areTurnedAndSaid() throws IOException {
    Map<String, byte[]> arrays = keras();
    arrays.put("x_train", u1("(2, 3, 1, 2)", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12));
    arrays.put("x_test", u1("(1, 3, 1, 2)", 1, 2, 3, 4, 5, 6));

    Loaded loaded = load(arrays);

    assertThat(loaded.data().inputShape()).isEqualTo(Shape.of(1, 2, 3));
    assertThat(loaded.data().train().image(1)).containsExactly(7, 9, 11, 8, 10, 12);
    assertThat(loaded.notes())
        .contains("x_train is [N, C, H, W] and was turned into [N, H, W, C].");
  }

  @Test
  void load_pixelsInARow_areSquareOrAsTheOptionSays() throws IOException {
    byte[] images = u1("(2, 4)", 1, 2, 3, 4, 5, 6, 7, 8);
    Path file =
        NpyBytes.npz(
            directory.resolve("flat.npz"), true, Map.of("x", images, "y", i8("(2,)", 0, 0)));
    Shape wide = Shape.of(1, 4, 1);

    assertThat(NumpyImages.load(file, DataOptions.DEFAULT).data().inputShape())
        .isEqualTo(Shape.of(2, 2, 1));
    assertThat(NumpyImages.load(file, DataOptions.DEFAULT.withShape(wide)).data().inputShape())
        .isEqualTo(wide);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<u2", ">u2", "<i2", ">i2", "<u4", ">u4", "<i4", ">i4", "<u8", ">u8", "<i8", ">i8", "<f4",
        ">f4", "<f8", ">f8"
      })
  void load_pixelsOfAnyType_areTheSame(String descr) throws IOException {
    Map<String, byte[]> arrays = keras();
    arrays.put("x_train", NpyBytes.of(descr, "(2, 1, 2)", 0, 255, 7, 128));
    arrays.put("x_test", NpyBytes.of(descr, "(1, 1, 2)", 9, 8));
    arrays.put("y_train", NpyBytes.of(descr, "(2,)", 1, 0));
    arrays.put("y_test", NpyBytes.of(descr, "(1, 1)", 1));

    assertFour(load(arrays));
  }

  @ParameterizedTest
  @ValueSource(strings = {"<f4", ">f4", "<f8", ">f8"})
  void load_sharesOf255_areMultipliedAndSaid(String descr) throws IOException {
    Map<String, byte[]> arrays = keras();
    arrays.put("x_train", NpyBytes.of(descr, "(2, 1, 2)", 0, 1, 7 / 255., 128 / 255.));
    arrays.put("x_test", NpyBytes.of(descr, "(1, 1, 2)", 9 / 255., 8 / 255.));

    Loaded loaded = load(arrays);

    assertFour(loaded);
    assertThat(loaded.notes())
        .contains("The pixels are numbers from 0 to 1 and were multiplied by 255.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"|b1", "<f4"})
  void load_blackAndWhite_isFrom0To255(String descr) throws IOException {
    Map<String, byte[]> arrays = keras();
    arrays.put("x_train", NpyBytes.of(descr, "(2, 1, 2)", 0, 1, 1, 0));
    arrays.put("x_test", NpyBytes.of(descr, "(1, 1, 2)", 1, 1));

    assertThat(load(arrays).data().train().image(1)).containsExactly(255, 0);
  }

  @Test
  void load_signedBytes_areLabels() throws IOException {
    Map<String, byte[]> arrays = keras();
    arrays.put("y_train", NpyBytes.of("|i1", "(2,)", -1, 4));
    arrays.put("y_test", NpyBytes.of("|i1", "(1,)", 4));

    Loaded loaded = load(arrays);

    assertThat(loaded.data().classNames()).containsExactly("-1", "4");
    assertThat(loaded.notes())
        .containsExactly(
            "The labels -1, 4 became the classes 0 to 1; their names keep the numbers.",
            "Class -1 has no images to test with.");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void load_versions_areAllRead(int version) throws IOException {
    Map<String, byte[]> arrays = keras();
    String header = "{\"shape\":(2,1,2),\"descr\":\"|u1\",\"fortran_order\":False}";
    arrays.put("x_train", NpyBytes.file(version, header, new byte[] {0, -1, 7, -128}));

    assertFour(load(arrays));
  }

  @Test
  void load_manyImages_equalsSetFromArrays() throws IOException {
    int[] values = new int[3000 * 7 * 5];
    Arrays.setAll(values, i -> i * 31 & 0xFF);
    byte[] pixels = new byte[values.length];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) values[i];
    }
    int[] labels = new int[3000];
    Arrays.setAll(labels, i -> i % 3);

    for (String descr : new String[] {"|u1", ">i4"}) {
      Map<String, byte[]> arrays = new HashMap<>();
      arrays.put("x_train", NpyBytes.of(descr, "(3000, 7, 5)", values));
      arrays.put("y_train", i8("(3000,)", labels));
      arrays.put("x_test", u1("(1, 7, 5)", new int[35]));
      arrays.put("y_test", i8("(1,)", 0));
      assertThat(load(arrays).data().train().sha256())
          .isEqualTo(ImageSet.of(Shape.of(7, 5, 1), pixels, labels, 3).sha256());
    }
  }
}
