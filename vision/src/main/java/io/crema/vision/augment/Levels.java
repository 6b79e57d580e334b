package io.crema.vision.augment;

import io.crema.core.random.SplitMix64;

/** Gamma, contrast, brightness and noise: what changes each level by itself. */
final class Levels {

  private static final long EVEN_BYTES = 0x00FF00FF00FF00FFL;

  /** Of the sum of four uniform numbers of 8 bits. */
  private static final int MEAN = 2 * 0xFF;

  /** One by the standard deviation of that sum, {@code sqrt(4 (256^2 - 1) / 12)}. */
  private static final float NORMAL = (float) (1 / 147.80054127);

  private final int size;

  /** Of each level, and one more where their number is odd. */
  private final float[] noise;

  /**
   * @param size the number of levels of an image
   */
  Levels(int size) {
    this.size = size;
    noise = new float[size + 1];
  }

  void apply(Draws draws, float[] image, int offset) {
    float gamma = draws.value(Distortion.GAMMA);
    if (gamma != 1) {
      bend(gamma, image, offset);
    }
    float contrast = draws.value(Distortion.CONTRAST);
    float brightness = draws.value(Distortion.BRIGHTNESS);
    if (contrast != 1 || brightness != 0) {
      stretch(contrast, brightness, image, offset, size);
    }
    float deviation = draws.value(Distortion.NOISE);
    if (deviation > 0) {
      addNoise(deviation, draws.stream(Distortion.NOISE), image, offset);
    }
  }

  /**
   * The rational curve that agrees with the power at 0, 1/2 and 1 (Schlick, "Fast Alternatives to
   * Perlin's Bias and Gain Functions", 1994).
   */
  private void bend(float gamma, float[] image, int offset) {
    float slope = (float) (StrictMath.pow(2, gamma) - 2);
    for (int i = offset; i < offset + size; i++) {
      float level = image[i];
      image[i] = level / (slope * (1 - level) + 1);
    }
  }

  /** Multiplies the levels of an image, adds to them and clamps them. */
  static void stretch(float factor, float summand, float[] image, int offset, int size) {
    for (int i = offset; i < offset + size; i++) {
      image[i] = Math.max(0f, Math.min(1f, factor * image[i] + summand));
    }
  }

  /** About normal: sums of four uniform numbers of 8 bits, two from one draw. */
  private void addNoise(float deviation, long stream, float[] image, int offset) {
    float scale = deviation * NORMAL;
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
}
