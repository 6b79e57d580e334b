package io.crema.vision.augment;

import io.crema.core.random.SplitMix64;
import java.util.Arrays;

/** Gamma, contrast, brightness, noise and erasing: what changes grey levels where they are. */
final class Levels {

  /** Places of {@link Distortion#ERASING} behind those of the sides. */
  private static final int ERASED_X = 3;

  private static final int ERASED_Y = 4;

  private static final long EVEN_BYTES = 0x00FF00FF00FF00FFL;

  /** Of the sum of four uniform numbers of 8 bits. */
  private static final int MEAN = 2 * 0xFF;

  /** One by the standard deviation of that sum, {@code sqrt(4 (256^2 - 1) / 12)}. */
  private static final float NORMAL = (float) (1 / 147.80054127);

  private final int height;
  private final int width;

  /** Of each pixel, and one more where their number is odd. */
  private final float[] noise;

  Levels(int height, int width) {
    this.height = height;
    this.width = width;
    noise = new float[height * width + 1];
  }

  void apply(Draws draws, float[] image, int offset) {
    float gamma = draws.value(Distortion.GAMMA);
    if (gamma != 1) {
      bend(gamma, image, offset);
    }
    float contrast = draws.value(Distortion.CONTRAST);
    float brightness = draws.value(Distortion.BRIGHTNESS);
    if (contrast != 1 || brightness != 0) {
      stretch(contrast, brightness, image, offset);
    }
    float deviation = draws.value(Distortion.NOISE);
    if (deviation > 0) {
      addNoise(deviation, draws.stream(Distortion.NOISE), image, offset);
    }
    int columns = Math.min(Math.round(draws.value(Distortion.ERASING, 0)), width);
    int rows = Math.min(Math.round(draws.value(Distortion.ERASING, 1)), height);
    if (columns > 0 && rows > 0) {
      int x = (int) (draws.unit(Distortion.ERASING, ERASED_X) * (width - columns + 1));
      int y = (int) (draws.unit(Distortion.ERASING, ERASED_Y) * (height - rows + 1));
      erase(x, y, columns, rows, image, offset);
    }
  }

  /**
   * The rational curve that agrees with the power at 0, 1/2 and 1 (Schlick, "Fast Alternatives to
   * Perlin's Bias and Gain Functions", 1994).
   */
  private void bend(float gamma, float[] image, int offset) {
    float slope = (float) (StrictMath.pow(2, gamma) - 2);
    for (int i = offset; i < offset + height * width; i++) {
      float level = image[i];
      image[i] = level / (slope * (1 - level) + 1);
    }
  }

  private void stretch(float contrast, float brightness, float[] image, int offset) {
    for (int i = offset; i < offset + height * width; i++) {
      image[i] = Math.max(0f, Math.min(1f, contrast * image[i] + brightness));
    }
  }

  /** About normal: sums of four uniform numbers of 8 bits, two from one draw. */
  private void addNoise(float deviation, long stream, float[] image, int offset) {
    float scale = deviation * NORMAL;
    int size = height * width;
    for (int i = 0; i < size; i += 2) {
      long bits = SplitMix64.at(stream, i >> 1);
      long pairs = (bits & EVEN_BYTES) + (bits >>> 8 & EVEN_BYTES);
      long sums = pairs + (pairs >>> 16);
      noise[i] = scale * ((int) (sums & 0xFFFF) - MEAN);
      noise[i + 1] = scale * ((int) (sums >>> 32 & 0xFFFF) - MEAN);
    }
    for (int i = 0; i < size; i++) {
      image[offset + i] = Math.max(0f, Math.min(1f, image[offset + i] + noise[i]));
    }
  }

  private void erase(int x, int y, int columns, int rows, float[] image, int offset) {
    for (int row = y; row < y + rows; row++) {
      int from = offset + row * width + x;
      Arrays.fill(image, from, from + columns, 0f);
    }
  }
}
