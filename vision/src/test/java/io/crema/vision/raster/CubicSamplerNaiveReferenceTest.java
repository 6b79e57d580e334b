package io.crema.vision.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Against Keys' kernel summed in double over the image and what is beyond its edges. */
class CubicSamplerNaiveReferenceTest {

  private static final int PLACES = 500;

  /** Places are floats up to 64, so 4e-6 apart; levels change by up to about 3 a pixel. */
  private static final float TOLERANCE = 1e-4f;

  private static float[] random(int count, double low, double high, long seed) {
    Random random = new Random(seed);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (low + (high - low) * random.nextDouble());
    }
    return values;
  }

  @ParameterizedTest
  @CsvSource({
    "BLACK, 9, 13, 1", "EDGE, 9, 13, 1", "REFLECT, 9, 13, 1",
    "BLACK, 7, 5, 3", "EDGE, 7, 5, 3", "REFLECT, 7, 5, 3",
    "EDGE, 1, 6, 2", "REFLECT, 1, 6, 2", "REFLECT, 2, 1, 4"
  })
  void sample_placesNearAndFar_isTheWeightedSum(
      Border border, int height, int width, int channels) {
    float[] image = random(height * width * channels + 1, 0, 1, 1);
    float[] xs = random(PLACES, -3.0 * width, 4.0 * width, 2);
    float[] ys = random(PLACES, -3.0 * height, 4.0 * height, 3);
    CubicSampler sampler = new CubicSampler(height, width, channels, border, PLACES);
    float[] read = new float[PLACES * channels + 2];

    sampler.load(image, 1);
    sampler.sample(xs, ys, read, 2);

    for (int i = 0; i < PLACES; i++) {
      for (int channel = 0; channel < channels; channel++) {
        double expected = 0;
        for (int y = (int) Math.floor(ys[i]) - 1; y < ys[i] + 2; y++) {
          for (int x = (int) Math.floor(xs[i]) - 1; x < xs[i] + 2; x++) {
            int row = border.pixel(y, height);
            int column = border.pixel(x, width);
            if (row >= 0 && column >= 0) {
              float level = image[1 + (row * width + column) * channels + channel];
              expected += level * keys(x - xs[i]) * keys(y - ys[i]);
            }
          }
        }
        float clamped = (float) Math.max(0, Math.min(1, expected));
        assertThat(read[2 + i * channels + channel])
            .as("channel %d at %s, %s", channel, xs[i], ys[i])
            .isEqualTo(clamped, within(TOLERANCE));
      }
    }
  }

  /** The kernel as its paper gives it, by the distance, with a = -1/2. */
  private static double keys(double distance) {
    double s = Math.abs(distance);
    if (s < 1) {
      return 1.5 * s * s * s - 2.5 * s * s + 1;
    }
    return s < 2 ? -0.5 * s * s * s + 2.5 * s * s - 4 * s + 2 : 0;
  }

  @ParameterizedTest
  @EnumSource(Border.class)
  void sample_placesThatAreNone_givesSomeLevel(Border border) {
    float[] none = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 1e30f, -1e30f};
    CubicSampler sampler = new CubicSampler(3, 4, 1, border, none.length);
    float[] read = new float[none.length];

    sampler.load(random(12, 0.25, 0.75, 1), 0);
    sampler.sample(none, none, read, 0);

    for (float level : read) {
      assertThat(level).isBetween(border == Border.BLACK ? 0f : 0.25f, 0.75f);
    }
  }

  @Test
  void sample_centersOfPixels_isThePixelsBitForBit() {
    float[] image = random(12 * 3, 0, 1, 1);
    float[] xs = new float[12];
    float[] ys = new float[12];
    for (int i = 0; i < 12; i++) {
      int row = i / 4;
      xs[i] = i % 4;
      ys[i] = row;
    }
    CubicSampler sampler = new CubicSampler(3, 4, 3, Border.REFLECT, 12);
    float[] read = new float[12 * 3];

    sampler.load(image, 0);
    sampler.sample(xs, ys, read, 0);

    assertThat(read).isEqualTo(image);
  }
}
