package io.crema.mnist.augment;

import io.crema.core.random.SplitMix64;
import java.util.Arrays;

/** Gamma, contrast, brightness, noise and erasing: what changes grey levels where they are. */
final class Levels {

  /** Places of {@link Distortion#ERASING} behind those of the sides. */
  private static final int ERASED_X = 3;

  private static final int ERASED_Y = 4;

  /** What makes the standard deviation of the sum of four uniform numbers of 16 bits equal 1. */
  private static final float NORMAL = 1.7320508f / 0xFFFF;

  private final int height;
  private final int width;

  Levels(int height, int width) {
    this.height = height;
    this.width = width;
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
      image[i] = clamp(contrast * image[i] + brightness);
    }
  }

  private static float clamp(float level) {
    return Math.max(0f, Math.min(1f, level));
  }

  /** About normal: the sum of four uniform numbers. */
  private void addNoise(float deviation, long stream, float[] image, int offset) {
    float scale = deviation * NORMAL;
    for (int i = 0; i < height * width; i++) {
      long bits = SplitMix64.at(stream, i);
      long sum = (bits & 0xFFFF) + (bits >>> 16 & 0xFFFF) + (bits >>> 32 & 0xFFFF) + (bits >>> 48);
      image[offset + i] = clamp(image[offset + i] + scale * (sum - 2 * 0xFFFF));
    }
  }

  private void erase(int x, int y, int columns, int rows, float[] image, int offset) {
    for (int row = y; row < y + rows; row++) {
      int from = offset + row * width + x;
      Arrays.fill(image, from, from + columns, 0f);
    }
  }
}
