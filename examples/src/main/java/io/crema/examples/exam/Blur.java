package io.crema.examples.exam;

import io.crema.vision.raster.Border;
import io.crema.vision.raster.Smoothing;
import java.util.Arrays;

/** Spreads what covers a canvas, as an eye does that is out of focus or moves. */
final class Blur {

  private Blur() {}

  /** Spreads by a bell of a given deviation, in pixels. */
  static void outOfFocus(Mask mask, float sigma) {
    Mask part = mask.used((int) Math.ceil(3 * sigma));
    float[] blurred = gaussian(part.cover, part.width, part.height, sigma);
    System.arraycopy(blurred, 0, part.cover, 0, blurred.length);
    mask.replace(part);
  }

  /** {@return values under a bell of a given deviation; beyond the border is nothing} */
  static float[] gaussian(float[] values, int width, int height, float sigma) {
    return Smoothing.separable(values, width, height, bell(sigma), Border.BLACK);
  }

  /** The weights in float, not as {@link Smoothing#gaussian}: pictures keep their last bits. */
  private static float[] bell(float sigma) {
    int radius = (int) Math.ceil(3 * sigma);
    float[] weights = new float[2 * radius + 1];
    float sum = 0;
    for (int k = 0; k <= radius; k++) {
      float weight = (float) StrictMath.exp(-k * k / (2.0 * sigma * sigma));
      weights[radius - k] = weight;
      weights[radius + k] = weight;
      sum += k == 0 ? weight : 2 * weight;
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= sum;
    }
    return weights;
  }

  private static void add(
      float[] from, int fromStart, float[] to, int toStart, int count, float weight) {
    for (int i = 0; i < count; i++) {
      to[toStart + i] += weight * from[fromStart + i];
    }
  }

  /** Spreads along a line of a given length, in pixels. */
  static void motion(Mask mask, float length, float degrees) {
    float dx = (float) StrictMath.cos(StrictMath.toRadians(degrees));
    float dy = (float) StrictMath.sin(StrictMath.toRadians(degrees));
    int samples = Math.max(2, Math.round(2 * length));
    Mask part = mask.used((int) Math.ceil(length));
    float[] sharp = part.cover.clone();
    Arrays.fill(part.cover, 0);
    for (int k = 0; k < samples; k++) {
      float way = length * ((k + 0.5f) / samples - 0.5f);
      int right = Math.round(way * dx);
      int down = Math.round(way * dy);
      int count = part.width - Math.abs(right);
      for (int y = Math.max(0, -down); y < Math.min(part.height, part.height - down); y++) {
        int from = (y + down) * part.width + Math.max(0, right);
        add(sharp, from, part.cover, y * part.width + Math.max(0, -right), count, 1f / samples);
      }
    }
    mask.replace(part);
  }
}
