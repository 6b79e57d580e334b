package io.crema.vision.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crema.core.tensor.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CifarImagesTest {

  private static final Shape SHAPE = Shape.of(32, 32, 3);
  private static final int RECORD_10 = 3073;

  @TempDir private Path directory;

  private static byte[] image(int seed) {
    byte[] image = new byte[SHAPE.size()];
    new Random(seed).nextBytes(image);
    return image;
  }

  private static ImageSet images(int size, int seed) {
    ImageSet.Builder builder = ImageSet.builder(SHAPE);
    for (int i = 0; i < size; i++) {
      builder.add(image(seed + i), 1);
    }
    return builder.build(IntStream.range(0, size).map(i -> i % 10).toArray(), letters(10));
  }

  private static List<String> letters(int count) {
    return IntStream.range(0, count).mapToObj(i -> "class " + i).toList();
  }

  private void write10() throws IOException {
    CifarBytes.write10(directory, new DataSet(images(21, 1), images(10, 100)));
  }

  @Test
  void load_cifar10_givesTheImagesInOrder() throws IOException {
    write10();

    Loaded loaded = CifarImages.load(directory);

    assertThat(loaded.data().train().sha256()).isEqualTo(images(21, 1).sha256());
    assertThat(loaded.data().test().sha256()).isEqualTo(images(10, 100).sha256());
    assertThat(loaded.data().classNames()).isEqualTo(letters(10));
    assertThat(loaded.notes()).isEmpty();
  }

  /** In the file, 1,024 bytes of red are before those of green and blue. */
  @Test
  void load_planes_becomeChannelsOfPixels() throws IOException {
    write10();
    byte[] record = new byte[RECORD_10];
    record[1] = 10; // red of the first pixel
    record[1 + 1024 + 1] = 20; // green of the second
    record[1 + 2048 + 32] = 30; // blue of the first in the second row
    Files.write(directory.resolve("test_batch.bin"), record);

    byte[] image = CifarImages.load(directory).data().test().image(0);

    assertThat(image[0]).isEqualTo((byte) 10);
    assertThat(image[3 + 1]).isEqualTo((byte) 20);
    assertThat(image[32 * 3 + 2]).isEqualTo((byte) 30);
  }

  @Test
  void load_publishedNames_mayEndInAnEmptyLine() throws IOException {
    write10();
    Files.writeString(
        directory.resolve("batches.meta.txt"), String.join("\n", letters(10)) + "\n\n");

    assertThat(CifarImages.load(directory).data().classNames()).isEqualTo(letters(10));
  }

  @Test
  void load_cifar10WithoutNames_hasTheKnownOnes() throws IOException {
    write10();
    Files.delete(directory.resolve("batches.meta.txt"));

    assertThat(CifarImages.load(directory).data().classNames())
        .startsWith("airplane", "automobile", "bird")
        .endsWith("ship", "truck");
  }

  @Test
  void load_cifar100_hasFineClasses() throws IOException {
    Files.write(directory.resolve("train.bin"), CifarBytes.record(image(1), 19, 99));
    Files.write(directory.resolve("test.bin"), CifarBytes.record(image(2), 0, 7));

    Loaded fine = CifarImages.load(directory);
    Loaded coarse = CifarImages.loadCoarse(directory);

    assertThat(fine.data().classes()).isEqualTo(100);
    assertThat(fine.data().train().label(0)).isEqualTo(99);
    assertThat(fine.data().test().label(0)).isEqualTo(7);
    assertThat(fine.data().test().image(0)).isEqualTo(image(2));
    assertThat(fine.data().classNames()).endsWith("98", "99");
    assertThat(coarse.data().classes()).isEqualTo(20);
    assertThat(coarse.data().train().label(0)).isEqualTo(19);
  }

  @Test
  void load_cifar100_readsItsNames() throws IOException {
    load_cifar100_hasFineClasses();
    Files.write(directory.resolve("fine_label_names.txt"), letters(100));
    Files.write(directory.resolve("coarse_label_names.txt"), letters(20));

    assertThat(CifarImages.load(directory).data().classNames()).isEqualTo(letters(100));
    assertThat(CifarImages.loadCoarse(directory).data().classNames()).isEqualTo(letters(20));
  }

  @Test
  void load_classWithoutImages_isSaidAndKept() throws IOException {
    write10();
    Files.write(directory.resolve("test_batch.bin"), CifarBytes.record(image(1), 3));

    assertThat(CifarImages.load(directory).notes())
        .containsExactly(
            "9 of 10 classes have no images to test with: class 0, class 1, class 2, class 4,"
                + " class 5, class 6, class 7, class 8, class 9.");
    assertThat(CifarImages.load(directory).data().classes()).isEqualTo(10);
  }

  // malformed

  @Test
  void load_recordsCutShort_areRefused() throws IOException {
    write10();
    Path file = directory.resolve("data_batch_2.bin");
    Files.write(file, new byte[2 * RECORD_10 + 1]);

    assertRefused(
        "%s: expected images of 3073 bytes each with their labels, found 6147 bytes, 1 too many"
            .formatted(file));
  }

  @Test
  void load_emptyFile_isRefused() throws IOException {
    write10();
    Path file = directory.resolve("test_batch.bin");
    Files.write(file, new byte[0]);

    assertRefused(
        "%s: expected images of 3073 bytes each with their labels, found 0 bytes, 0 too many"
            .formatted(file));
  }

  @Test
  void load_labelOutOfRange_isRefusedWithItsPlace() throws IOException {
    write10();
    Path file = directory.resolve("data_batch_3.bin");
    byte[] bytes = Files.readAllBytes(file);
    bytes[RECORD_10] = 10;
    Files.write(file, bytes);

    assertRefused("%s: byte 3073: expected a label from 0 to 9, found 10".formatted(file));
  }

  @Test
  void load_fineLabelOutOfRange_isRefusedWithItsPlace() throws IOException {
    Path file = directory.resolve("train.bin");
    Files.write(file, CifarBytes.record(image(1), 0, 100));
    Files.write(directory.resolve("test.bin"), CifarBytes.record(image(2), 0, 7));

    assertRefused("%s: byte 1: expected a label from 0 to 99, found 100".formatted(file));
  }

  @Test
  void load_batchMissing_isRefused() throws IOException {
    write10();
    Path file = directory.resolve("data_batch_4.bin");
    Files.delete(file);

    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> CifarImages.load(directory))
        .withMessage("%s: expected a file of CIFAR images", file);
  }

  @Test
  void load_neitherKind_isRefused() {
    assertRefused(
        directory
            + ": expected either CIFAR-10 (data_batch_1.bin, test_batch.bin) or CIFAR-100"
            + " (train.bin, test.bin), found files of neither");
  }

  @Test
  void load_bothKinds_areRefused() throws IOException {
    write10();
    Files.write(directory.resolve("test.bin"), CifarBytes.record(image(2), 0, 7));

    assertRefused(
        directory
            + ": expected either CIFAR-10 (data_batch_1.bin, test_batch.bin) or CIFAR-100"
            + " (train.bin, test.bin), found files of both");
  }

  @Test
  void load_fewerNamesThanClasses_isRefused() throws IOException {
    write10();
    Path file = directory.resolve("batches.meta.txt");
    Files.write(file, Collections.singleton("cat"));

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> CifarImages.load(directory))
        .withMessage("%s: expected 10 lines, a class name each, found 1", file);
  }

  private void assertRefused(String message) {
    assertThatExceptionOfType(DataSetException.class)
        .isThrownBy(() -> CifarImages.load(directory))
        .withMessage("%s", message);
  }
}
