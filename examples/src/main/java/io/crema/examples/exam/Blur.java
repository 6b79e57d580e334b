package io.crema.examples.exam;

import java.util.Arrays;

/** Spreads what covers a canvas, as an eye does that is out of focus or moves. */
final class Blur {

  private Blur() {}

  /** Spreads by a bell of a given deviation, in pixels. */
  static void outOfFocus(Mask mask, float sigma) {
    Mask part = mask.used((int) Math.ceil(3 * sigma));
    spread(part.cover, part.width, part.height, sigma);
    mask.replace(part);
  }

  /** Spreads values by a bell of a given deviation; beyond the border is nothing. */
  static void spread(float[] values, int width, int height, float sigma) {
    float[] weights = bell(sigma);
    float[] wide = new float[values.length];
    for (int y = 0; y < height; y++) {
      for (int k = 1 - weights.length; k < weights.length; k++) {
        int from = Math.max(0, -k);
        add(
            values,
            y * width + from + k,
            wide,
            y * width + from,
            width - Math.abs(k),
            weights[Math.abs(k)]);
      }
    }
    Arrays.fill(values, 0);
    for (int y = 0; y < height; y++) {
      int first = Math.max(1 - weights.length, -y);
      int last = Math.min(weights.length - 1, height - 1 - y);
      for (int k = first; k <= last; k++) {
        add(wide, (y + k) * width, values, y * width, width, weights[Math.abs(k)]);
      }
    }
  }

  private static void add(
      float[] from, int fromStart, float[] to, int toStart, int count, float weight) {
    for (int i = 0; i < count; i++) {
      to[toStart + i] += weight * from[fromStart + i];
    }
  }

  private static float[] bell(float sigma) {
    int radius = (int) Math.ceil(3 * sigma);
    float[] weights = new float[radius + 1];
    float sum = 0;
    for (int k = 0; k <= radius; k++) {
      weights[k] = (float) StrictMath.exp(-k * k / (2.0 * sigma * sigma));
      sum += k == 0 ? weights[k] : 2 * weights[k];
    }
    for (int k = 0; k <= radius; k++) {
      weights[k] /= sum;
    }
    return weights;
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
