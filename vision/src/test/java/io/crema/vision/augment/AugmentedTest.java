package io.crema.vision.augment;

import static io.crema.vision.augment.Distorted.distort;
import static io.crema.vision.augment.Distorted.read;
import static io.crema.vision.augment.Distorted.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crema.core.data.LabelledSamples;
import io.crema.core.data.TensorSamples;
import io.crema.core.data.TrainingReader;
import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class AugmentedTest {

  private static final int SIZE = 28 * 28;
  private static final int COUNT = 200;

  private final float[] sign = Distorted.sign();
  private final LabelledSamples plain = Distorted.samples(sign, Shape.of(28, 28, 1), COUNT);

  private static Stream<Augmentation> presets() {
    return Stream.of(Augmentation.LIGHT, Augmentation.DIGITS, Augmentation.ROBUST);
  }

  private static float[][] readAll(TrainingReader reader, long epochSeed) {
    return IntStream.range(0, COUNT)
        .mapToObj(i -> read(reader, SIZE, i, epochSeed))
        .toArray(float[][]::new);
  }

  @ParameterizedTest
  @MethodSource("presets")
  void read_otherReadersOrdersAndThreads_giveEqualBits(Augmentation augmentation) {
    LabelledSamples augmented = Augmented.of(plain, augmentation);
    float[][] expected = readAll(augmented.trainingReader(), 3);

    TrainingReader downwards = augmented.trainingReader();
    for (int i = COUNT - 1; i >= 0; i--) {
      assertThat(read(downwards, SIZE, i, 3)).isEqualTo(expected[i]);
    }
    List<float[][]> together =
        IntStream.range(0, 4)
            .parallel()
            .mapToObj(thread -> readAll(augmented.trainingReader(), 3))
            .toList();
    assertThat(together).allSatisfy(images -> assertThat(images).isDeepEqualTo(expected));
  }

  @ParameterizedTest
  @MethodSource("presets")
  void read_otherSamplesAndEpochs_areDistortedOtherwise(Augmentation augmentation) {
    TrainingReader reader = Augmented.of(plain, augmentation).trainingReader();
    List<String> images =
        Stream.of(readAll(reader, 3), readAll(reader, 4))
            .flatMap(Arrays::stream)
            .map(Arrays::toString)
            .toList();

    assertThat(images).hasSize(2 * COUNT).doesNotHaveDuplicates();
  }

  /** {@return the sign as a distortion wants it, grey or in color} */
  private float[] image(Distortion distortion) {
    return distortion.needsColor() ? Distorted.colored(sign) : sign;
  }

  private LabelledSamples samples(Distortion distortion) {
    Shape shape = Shape.of(28, 28, distortion.needsColor() ? 3 : 1);
    return Distorted.samples(image(distortion), shape, COUNT);
  }

  @ParameterizedTest
  @EnumSource(Distortion.class)
  void read_neutralValue_leavesEveryBit(Distortion distortion) {
    double neutral = distortion.neutral();
    float[] image = image(distortion);
    TrainingReader reader =
        Augmented.of(samples(distortion), Distorted.just(distortion, neutral)).trainingReader();

    assertThat(read(reader, image.length, 5, 6)).isEqualTo(image);
  }

  @ParameterizedTest
  @EnumSource(Distortion.class)
  void read_probability_isTheShareOfDistortedImages(Distortion distortion) {
    double most = distortion == Distortion.CROP ? 14 : distortion.highest();
    double half = (distortion.neutral() + most) / 2;
    Augmentation sometimes = Augmentation.NONE.with(distortion, 0.3, half, most);
    TrainingReader reader = Augmented.of(samples(distortion), sometimes).trainingReader();
    float[] image = image(distortion);
    int distorted = 0;
    for (int i = 0; i < 1000; i++) {
      distorted += Arrays.equals(read(reader, image.length, i % COUNT, i), image) ? 0 : 1;
    }
    assertThat(distorted).isBetween(300 - 60, 300 + 60); // four standard deviations
  }

  /** So one can be switched off to see what it did. */
  @Test
  void read_anotherDistortionAdded_isDistortedAsBeforeFirst() {
    Augmentation turned = Augmentation.NONE.with(Distortion.ROTATION, 0.5, -20, 20);
    float[] dark = new float[SIZE];
    for (long seed = 0; seed < 50; seed++) {
      float[] one = distort(turned, sign, 28, seed);
      float[] both = distort(turned.with(Distortion.CONTRAST, 0.5, 0.5, 0.5), sign, 28, seed);
      for (int i = 0; i < SIZE; i++) {
        dark[i] = 0.5f * one[i];
      }
      assertThat(both).isIn(one, dark);
    }
  }

  @ParameterizedTest
  @MethodSource("presets")
  void read_presets_keepLevelsAndInkWithinBounds(Augmentation augmentation) {
    TrainingReader reader = Augmented.of(plain, augmentation).trainingReader();
    double ink = sum(sign);
    double mean = 0;
    for (int i = 0; i < COUNT; i++) {
      float[] image = read(reader, SIZE, i, 8);
      for (float level : image) {
        assertThat(level).isBetween(0f, 1f);
      }
      assertThat(sum(image)).isBetween(0.4 * ink, 2.5 * ink);
      mean += sum(image) / COUNT;
    }
    assertThat(mean).isBetween(0.85 * ink, 1.25 * ink);
  }

  private static Stream<Arguments> digests() {
    return Stream.of(
        Arguments.of(
            Augmentation.LIGHT, "f06416a1fc4b20b08484440b977d696c3c8b5fa565cbb886ff76ca5daacc7e6c"),
        Arguments.of(
            Augmentation.DIGITS,
            "bfc572d556ccef8b0af431f68bad4ebcdf40f4da346de564e334b0d0eb0a19d4"),
        Arguments.of(
            Augmentation.ROBUST,
            "4ecf9ee9425b121cc447cfbbe352ddec79491ac6b6dbfd96ce3cc8e5f6cda41d"));
  }

  /** The same on every JDK. Changes only if the arithmetic or a preset is changed on purpose. */
  @ParameterizedTest
  @MethodSource("digests")
  void read_presets_giveTheFrozenBits(Augmentation augmentation, String sha256)
      throws NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    ByteBuffer bytes = ByteBuffer.allocate(SIZE * Float.BYTES);
    for (float[] image : readAll(Augmented.of(plain, augmentation).trainingReader(), 9)) {
      bytes.clear().asFloatBuffer().put(image);
      digest.update(bytes.array());
    }
    assertThat(HexFormat.of().formatHex(digest.digest())).isEqualTo(sha256);
  }

  @Test
  void read_offsets_writesThereAlone() {
    float[] input = new float[SIZE + 2];
    float[] target = {9, 9, 9};
    input[0] = 9;
    input[SIZE + 1] = 9;
    TrainingReader reader = Augmented.of(plain, Augmentation.ROBUST).trainingReader();

    reader.read(2, 3, input, 1, target, 1);

    assertThat(input).startsWith(9).endsWith(9);
    assertThat(Arrays.copyOfRange(input, 1, SIZE + 1)).isEqualTo(read(reader, SIZE, 2, 3));
    assertThat(target).containsExactly(9, 1, 9);
  }

  @Test
  void readInput_augmented_isAsItIs() {
    LabelledSamples augmented = Augmented.of(plain, Augmentation.ROBUST);
    float[] input = new float[SIZE];
    augmented.readInput(1, input, 0);

    assertThat(input).isEqualTo(sign);
    assertThat(augmented.size()).isEqualTo(COUNT);
    assertThat(augmented.label(0)).isZero();
    assertThat(augmented.inputShape()).isEqualTo(Shape.of(28, 28, 1));
  }

  private static LabelledSamples zeros(Shape shape) {
    return TensorSamples.of(Tensor.zeros(shape.withBatch(1)), new int[] {0}, 1);
  }

  @Test
  void of_otherRanks_isRefused() {
    for (Shape shape : new Shape[] {Shape.of(784), Shape.of(28, 28), Shape.of(1, 28, 28, 3)}) {
      LabelledSamples samples = zeros(shape);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Augmented.of(samples, Augmentation.NONE))
          .withMessage("Augmented: expected inputs [H, W, C], got " + shape);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Distortion.class,
      names = {"SATURATION", "HUE", "CHANNEL_GAIN"})
  void of_colorWithoutThreeChannels_isRefused(Distortion distortion) {
    Augmentation augmentation = Augmentation.NONE.with(distortion, 1, 1, 1);
    for (int channels : new int[] {1, 2, 4}) {
      LabelledSamples samples = zeros(Shape.of(28, 28, channels));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Augmented.of(samples, augmentation))
          .withMessage(
              "Augmented: %s: expected inputs [H, W, 3], got [28, 28, %d];"
                  + " leave it out by without(Distortion.%s)",
              distortion, channels, distortion.name());
    }
  }

  @Test
  void of_cropAsLargeAsTheImage_isRefused() {
    LabelledSamples samples = zeros(Shape.of(28, 4, 3));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Augmented.of(samples, Augmentation.COLOR_PICTURES))
        .withMessage(
            "Augmented: crop: expected less than the 4 pixels of a side of [28, 4, 3],"
                + " got -4.0 to 4.0");
    Augmented.of(samples, Augmentation.NONE.with(Distortion.CROP, 1, -3, 3));
  }
}
