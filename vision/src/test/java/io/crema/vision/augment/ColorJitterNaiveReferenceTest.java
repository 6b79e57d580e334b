package io.crema.vision.augment;

import static io.crema.vision.augment.Distorted.distort;
import static io.crema.vision.augment.Distorted.just;
import static io.crema.vision.augment.Distorted.noise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.crema.core.tensor.Shape;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against one step after the other in double, on pixels, the turn by the vectors' geometry. */
class ColorJitterNaiveReferenceTest {

  /** A few products and sums in float of numbers up to about 6. */
  private static final float TOLERANCE = 3e-6f;

  private static double mean(float[] image) {
    return Distorted.sum(image) / image.length;
  }

  private static void saturate(double[] pixel, double saturation) {
    double luma = 0.299 * pixel[0] + 0.587 * pixel[1] + 0.114 * pixel[2];
    for (int k = 0; k < 3; k++) {
      pixel[k] = luma + saturation * (pixel[k] - luma);
    }
  }

  /** Turns what is across the grey axis, in a basis of two vectors that stand on it. */
  private static void turn(double[] pixel, double degrees) {
    double grey = (pixel[0] + pixel[1] + pixel[2]) / 3;
    double u = (2 * pixel[0] - pixel[1] - pixel[2]) / Math.sqrt(6);
    double v = (pixel[1] - pixel[2]) / Math.sqrt(2);
    double angle = Math.toRadians(degrees);
    double turnedU = u * Math.cos(angle) - v * Math.sin(angle);
    double turnedV = u * Math.sin(angle) + v * Math.cos(angle);
    pixel[0] = grey + 2 * turnedU / Math.sqrt(6);
    pixel[1] = grey - turnedU / Math.sqrt(6) + turnedV / Math.sqrt(2);
    pixel[2] = grey - turnedU / Math.sqrt(6) - turnedV / Math.sqrt(2);
  }

  @ParameterizedTest
  @CsvSource({
    "1.25, 1, 0, 1",
    "1, 0.5, 0, 1",
    "1, 0, 0, 1",
    "1, 1, 25, 1",
    "1, 1, -140, 1",
    "1, 1, 0, 1.1",
    "0.75, 1.5, 33, 0.9",
    "1.5, 2, -70, 1.2"
  })
  void jitter_pixels_areAsTheReference(
      double contrast, double saturation, double hue, double gain) {
    Shape shape = Shape.of(7, 5, 3);
    float[] image = noise(7, 15, 1);
    Augmentation augmentation =
        just(Distortion.MEAN_CONTRAST, contrast)
            .with(Distortion.SATURATION, 1, saturation, saturation)
            .with(Distortion.HUE, 1, hue, hue)
            .with(Distortion.CHANNEL_GAIN, 1, gain, gain);

    float[] jittered = distort(augmentation, image, shape, 2);

    double mean = mean(image);
    for (int i = 0; i < image.length; i += 3) {
      double[] pixel = new double[3];
      for (int k = 0; k < 3; k++) {
        pixel[k] = mean + contrast * (image[i + k] - mean);
      }
      saturate(pixel, saturation);
      turn(pixel, hue);
      for (int k = 0; k < 3; k++) {
        float expected = (float) Math.max(0, Math.min(1, gain * pixel[k]));
        assertThat(jittered[i + k]).isEqualTo(expected, within(TOLERANCE));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void meanContrast_anyChannels_isAboutTheMean(int channels) {
    float[] image = noise(6, 5 * channels, 3);

    float[] flat = distort(just(Distortion.MEAN_CONTRAST, 0.5), image, Shape.of(6, 5, channels), 2);

    double mean = mean(image);
    for (int i = 0; i < image.length; i++) {
      float expected = (float) (mean + 0.5 * (image[i] - mean));
      assertThat(flat[i]).isEqualTo(expected, within(TOLERANCE));
    }
  }

  @Test
  void hue_120_takesRedToGreenToBlueToRed() {
    float[] image = {1, 0, 0, 0, 1, 0, 0, 0, 1, 0.5f, 0.5f, 0.5f};

    float[] turned = distort(just(Distortion.HUE, 120), image, Shape.of(1, 4, 3), 1);

    float[] expected = {0, 1, 0, 0, 0, 1, 1, 0, 0, 0.5f, 0.5f, 0.5f};
    assertThat(turned).containsExactly(expected, within(TOLERANCE));
  }

  @Test
  void channelGain_manySeeds_isDrawnForEachChannel() {
    Augmentation gain = Augmentation.NONE.with(Distortion.CHANNEL_GAIN, 1, 0.8, 1.2);
    double[] sums = new double[3];
    double products = 0;
    float[] grey = {0.5f, 0.5f, 0.5f};
    for (int seed = 0; seed < 2000; seed++) {
      float[] tinted = distort(gain, grey, Shape.of(1, 1, 3), seed);
      for (int k = 0; k < 3; k++) {
        assertThat(tinted[k]).isBetween(0.4f, 0.6f);
        sums[k] += tinted[k] - 0.5;
      }
      products += (tinted[0] - 0.5) * (tinted[1] - 0.5);
    }
    double deviation = 0.2 / Math.sqrt(12);
    double fourSigma = 4 * deviation / Math.sqrt(2000);
    assertThat(Arrays.stream(sums).map(sum -> sum / 2000).toArray())
        .containsExactly(new double[3], within(fourSigma));
    assertThat(products / 2000).isEqualTo(0, within(fourSigma * deviation));
  }
}
