package io.crema.vision.augment;

import static io.crema.vision.augment.Distorted.distort;
import static io.crema.vision.augment.Distorted.noise;
import static io.crema.vision.augment.Distorted.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.crema.core.data.LabelledSamples;
import io.crema.core.data.TrainingReader;
import io.crema.core.tensor.Shape;
import io.crema.vision.raster.Border;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Images of several channels: each is distorted as a grey image is, and at the same places. */
class ChannelsTest {

  private static final Shape SHAPE = Shape.of(18, 21, 3);
  private static final int COUNT = 100;

  /** Distortions that know nothing of other channels, all at once. */
  private static Augmentation all(Border border) {
    return Augmentation.ROBUST
        .without(Distortion.NOISE)
        .with(Distortion.HORIZONTAL_FLIP, 0.5)
        .with(Distortion.VERTICAL_FLIP, 0.5)
        .with(Distortion.CROP, 0.5, -3, 3)
        .with(Distortion.BRIGHTNESS, 0.5, -0.1, 0.1)
        .with(Distortion.CUTOUT, 0.5, 1, 9)
        .withBorder(border);
  }

  private static float[] channel(float[] image, int channel, int channels) {
    float[] one = new float[image.length / channels];
    for (int i = 0; i < one.length; i++) {
      one[i] = image[i * channels + channel];
    }
    return one;
  }

  @ParameterizedTest
  @EnumSource(Border.class)
  void distort_channels_areEachAsAGreyImageBitForBit(Border border) {
    float[] image = noise(18, 21 * 3, 1);
    for (int seed = 0; seed < 50; seed++) {
      float[] distorted = distort(all(border), image, SHAPE, seed);
      for (int k = 0; k < 3; k++) {
        float[] grey = distort(all(border), channel(image, k, 3), 18, seed);
        assertThat(channel(distorted, k, 3)).isEqualTo(grey);
      }
    }
  }

  /** What is the same everywhere has no edges, wherever it is moved. */
  @ParameterizedTest
  @EnumSource(value = Border.class, names = "BLACK", mode = EnumSource.Mode.EXCLUDE)
  void distort_oneColor_staysWithoutBlackEdges(Border border) {
    Augmentation moves =
        Augmentation.ROBUST
            .without(Distortion.NOISE)
            .without(Distortion.ERASING)
            .without(Distortion.GAMMA)
            .without(Distortion.CONTRAST)
            .with(Distortion.SHIFT, 1, -14, 14)
            .with(Distortion.CROP, 1, -5, 5)
            .with(Distortion.BLUR, 1, 2, 2)
            .withBorder(border);
    float[] color = new float[SHAPE.size()];
    for (int i = 0; i < color.length; i++) {
      color[i] = 0.2f + 0.3f * (i % 3);
    }
    for (int seed = 0; seed < 20; seed++) {
      assertThat(distort(moves, color, SHAPE, seed)).containsExactly(color, within(1e-5f));
    }
  }

  private static Stream<Augmentation> augmentations() {
    return Stream.of(
        Augmentation.PICTURES,
        Augmentation.MIRRORED_PICTURES,
        all(Border.EDGE).with(Distortion.NOISE, 1, 0, 0.1),
        all(Border.REFLECT).with(Distortion.HUE, 0.5, -20, 20).withFill(Fill.MEAN));
  }

  private static float[][] readAll(TrainingReader reader) {
    return IntStream.range(0, COUNT)
        .mapToObj(i -> read(reader, SHAPE.size(), i, 3))
        .toArray(float[][]::new);
  }

  @ParameterizedTest
  @MethodSource("augmentations")
  void read_otherReadersOrdersAndThreads_giveEqualBits(Augmentation augmentation) {
    LabelledSamples plain = Distorted.samples(noise(18, 21 * 3, 1), SHAPE, COUNT);
    LabelledSamples augmented = Augmented.of(plain, augmentation);
    float[][] expected = readAll(augmented.trainingReader());

    TrainingReader downwards = augmented.trainingReader();
    for (int i = COUNT - 1; i >= 0; i--) {
      assertThat(read(downwards, SHAPE.size(), i, 3)).isEqualTo(expected[i]);
    }
    List<float[][]> together =
        IntStream.range(0, 4)
            .parallel()
            .mapToObj(thread -> readAll(augmented.trainingReader()))
            .toList();
    assertThat(together).allSatisfy(images -> assertThat(images).isDeepEqualTo(expected));
    for (float[] image : expected) {
      for (float level : image) {
        assertThat(level).isBetween(0f, 1f);
      }
    }
  }

  private static Stream<Arguments> digests() {
    return Stream.of(
        Arguments.of(
            Augmentation.MIRRORED_PICTURES,
            "343b8371dfb3efeaa400ccaf2fca5a5cc0b6e4e520c9fd2469adb6b5737da23f"),
        Arguments.of(
            all(Border.REFLECT).with(Distortion.HUE, 1, -20, 20),
            "cb38055669cfee639215141b0d021e4eec102c3e9edcf0f42452165c13739b54"));
  }

  /** The same on every JDK. Changes only if the arithmetic or a preset is changed on purpose. */
  @ParameterizedTest
  @MethodSource("digests")
  void read_color_givesTheFrozenBits(Augmentation augmentation, String sha256)
      throws NoSuchAlgorithmException {
    LabelledSamples plain = Distorted.samples(noise(18, 21 * 3, 1), SHAPE, COUNT);
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    ByteBuffer bytes = ByteBuffer.allocate(SHAPE.size() * Float.BYTES);
    for (float[] image : readAll(Augmented.of(plain, augmentation).trainingReader())) {
      bytes.clear().asFloatBuffer().put(image);
      digest.update(bytes.array());
    }
    assertThat(HexFormat.of().formatHex(digest.digest())).isEqualTo(sha256);
  }

  @Test
  void read_pictures_halfOfThemAreMirrored() {
    float[] ramp = new float[SHAPE.size()];
    for (int i = 0; i < ramp.length; i++) {
      ramp[i] = 0.25f + i / 3 % 21 / 42f;
    }
    TrainingReader reader =
        Augmented.of(Distorted.samples(ramp, SHAPE, COUNT), Augmentation.MIRRORED_PICTURES)
            .trainingReader();
    int mirrored = 0;
    for (int epoch = 0; epoch < 10; epoch++) {
      for (int i = 0; i < COUNT; i++) {
        float[] image = read(reader, SHAPE.size(), i, epoch);
        mirrored += image[3 * (9 * 21 + 6)] > image[3 * (9 * 21 + 14)] ? 1 : 0;
      }
    }
    assertThat(mirrored).isBetween(500 - 64, 500 + 64); // four standard deviations
  }
}
