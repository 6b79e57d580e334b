package io.crema.mnist.dataset;

import static io.crema.mnist.idx.IdxBytes.dims;
import static io.crema.mnist.idx.IdxBytes.idx;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crema.core.tensor.Shape;
import io.crema.mnist.idx.IdxBytes.Packing;
import io.crema.mnist.idx.IdxFormatException;
import io.crema.mnist.idx.IdxReader;
import io.crema.vision.dataset.ImageSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ImageSetLoadTest {

  private static final byte[] THREE_IMAGES = idx(0x08, dims(3, 1, 2), 0, 255, 51, 102, 3, 4);
  private static final byte[] THREE_LABELS = idx(0x08, dims(3), 4, 0, 12);

  @TempDir private Path directory;
  private Path images;
  private Path labels;

  @BeforeEach
  void nameFiles() {
    images = directory.resolve("images");
    labels = directory.resolve("labels");
  }

  @ParameterizedTest
  @EnumSource
  void load_greyImages_haveOneChannel(Packing packing) throws IOException {
    ImageSet set = load(packing, THREE_IMAGES, THREE_LABELS);

    assertThat(set.size()).isEqualTo(3);
    assertThat(set.inputShape()).isEqualTo(Shape.of(1, 2, 1));
    assertThat(set.image(0)).containsExactly(0, -1);
    assertThat(set.image(2)).containsExactly(3, 4);
    assertThat(set.label(2)).isEqualTo(12);
    assertThat(set.classes()).isEqualTo(13);
  }

  @ParameterizedTest
  @EnumSource
  void load_colourImages_keepChannels(Packing packing) throws IOException {
    byte[] colour = idx(0x08, dims(2, 1, 1, 3), 1, 2, 3, 4, 5, 6);

    ImageSet set = load(packing, colour, idx(0x08, dims(2), 0, 0));

    assertThat(set.inputShape()).isEqualTo(Shape.of(1, 1, 3));
    assertThat(set.image(1)).containsExactly(4, 5, 6);
    assertThat(set.classes()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void load_manyBlocks_equalsSetFromArrays(Packing packing) throws IOException {
    int[] data = new int[400 * 28 * 28];
    Arrays.setAll(data, i -> (i * 7 + i / 256) & 0xFF);
    int[] classes = new int[400];
    Arrays.setAll(classes, i -> i % 10);

    ImageSet set = load(packing, idx(0x08, dims(400, 28, 28), data), idx(0x08, dims(400), classes));

    byte[] pixels = new byte[data.length];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) data[i];
    }
    assertThat(set.sha256())
        .isEqualTo(ImageSet.of(Shape.of(28, 28, 1), pixels, classes, 10).sha256());
  }

  @Test
  void load_label255_isClass255() throws IOException {
    ImageSet set = load(Packing.PLAIN, THREE_IMAGES, idx(0x08, dims(3), 0, 255, 1));

    assertThat(set.label(1)).isEqualTo(255);
    assertThat(set.classes()).isEqualTo(256);
  }

  @Test
  void load_classesStated_areKept() throws IOException {
    Packing.PLAIN.write(images, THREE_IMAGES);
    Packing.PLAIN.write(labels, THREE_LABELS);

    assertThat(IdxImages.load(images, labels, 47).classes()).isEqualTo(47);
    assertThat(IdxImages.load(images, labels, 13).classes()).isEqualTo(13);
    assertThatIllegalArgumentException().isThrownBy(() -> IdxImages.load(images, labels, 0));
  }

  @ParameterizedTest
  @EnumSource
  void load_labelOutOfRange_isRefused(Packing packing) throws IOException {
    packing.write(images, THREE_IMAGES);
    packing.write(labels, THREE_LABELS);

    assertRefused(
        () -> IdxImages.load(images, labels, 10),
        "%s: byte 10: expected a label from 0 to 9, found 12".formatted(packing.sourceOf(labels)));
  }

  @ParameterizedTest
  @EnumSource
  void load_countsDiffer_isRefused(Packing packing) throws IOException {
    assertRefused(
        () -> load(packing, THREE_IMAGES, idx(0x08, dims(2), 1, 2)),
        "%s: byte 4: expected 3 labels, one for each image in %s, found 2"
            .formatted(packing.sourceOf(labels), packing.sourceOf(images)));
  }

  @ParameterizedTest
  @EnumSource
  void load_imagesOfOtherRank_isRefused(Packing packing) throws IOException {
    assertRefused(
        () -> load(packing, THREE_LABELS, THREE_LABELS),
        "%s: byte 3: expected images of rank 3 [N, H, W] or 4 [N, H, W, C], found 1"
            .formatted(packing.sourceOf(images)));
  }

  @ParameterizedTest
  @EnumSource
  void load_labelsOfOtherRank_isRefused(Packing packing) throws IOException {
    assertRefused(
        () -> load(packing, THREE_IMAGES, THREE_IMAGES),
        "%s: byte 3: expected labels of rank 1 [N] or 2 [N, fields], found 3"
            .formatted(packing.sourceOf(labels)));
  }

  @ParameterizedTest
  @EnumSource
  void load_imagesOfOtherType_isRefused(Packing packing) throws IOException {
    assertRefused(
        () -> load(packing, idx(0x09, dims(1, 1, 1), 1), idx(0x08, dims(1), 1)),
        "%s: byte 2: expected images of type unsigned byte, found signed byte"
            .formatted(packing.sourceOf(images)));
  }

  @ParameterizedTest
  @EnumSource
  void load_labelsOfOtherType_isRefused(Packing packing) throws IOException {
    assertRefused(
        () -> load(packing, THREE_IMAGES, idx(0x0D, dims(1), 0, 0, 0, 1)),
        "%s: byte 2: expected labels of a type of whole numbers, found float"
            .formatted(packing.sourceOf(labels)));
  }

  @ParameterizedTest
  @EnumSource
  void load_labelsOfAnyWholeType_areTheSame(Packing packing) throws IOException {
    byte[] signedBytes = idx(0x09, dims(3), 4, 0, 12);
    byte[] shorts = idx(0x0B, dims(3), 0, 4, 0, 0, 0, 12);
    byte[] ints = idx(0x0C, dims(3), 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 12);

    for (byte[] labelFile : List.of(THREE_LABELS, signedBytes, shorts, ints)) {
      assertThat(load(packing, THREE_IMAGES, labelFile).labels()).containsExactly(4, 0, 12);
    }
  }

  @Test
  void load_labelsOfSeveralFields_areTheFirst() throws IOException {
    byte[] fields = idx(0x08, dims(3, 2), 4, 9, 0, 9, 12, 9);

    assertThat(load(Packing.PLAIN, THREE_IMAGES, fields).labels()).containsExactly(4, 0, 12);
  }

  @Test
  void load_labelsOfTooManyFields_areRefused() {
    assertRefused(
        () -> load(Packing.PLAIN, THREE_IMAGES, idx(0x08, dims(3, 65), new int[195])),
        "%s: byte 8: expected at most 64 fields of a label, found 65".formatted(labels));
  }

  @Test
  void load_labelBelowZeroOrTooGreat_isRefused() {
    assertRefused(
        () -> load(Packing.PLAIN, THREE_IMAGES, idx(0x09, dims(3), 0, -1, 0)),
        "%s: byte 9: expected a label from 0 to 65535, found -1".formatted(labels));
    assertRefused(
        () ->
            load(
                Packing.PLAIN,
                THREE_IMAGES,
                idx(0x0C, dims(3), 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0)),
        "%s: byte 16: expected a label from 0 to 65535, found 65536".formatted(labels));
  }

  @Test
  void read_readerNotAtItsStart_isRefused() throws IOException {
    Packing.PLAIN.write(images, THREE_IMAGES);
    Packing.PLAIN.write(labels, THREE_LABELS);

    try (IdxReader imageReader = IdxReader.open(images);
        IdxReader labelReader = IdxReader.open(labels)) {
      imageReader.readBytes(2);

      assertThatIllegalArgumentException()
          .isThrownBy(() -> IdxImages.read(imageReader, labelReader))
          .withMessage("%s: expected a reader before its first value, 2 of 6 are read", images);
    }
  }

  private ImageSet load(Packing packing, byte[] imageFile, byte[] labelFile) throws IOException {
    packing.write(images, imageFile);
    packing.write(labels, labelFile);
    return IdxImages.load(images, labels);
  }

  private static void assertRefused(ThrowingCallable load, String message) {
    assertThatExceptionOfType(IdxFormatException.class).isThrownBy(load).withMessage("%s", message);
  }
}
