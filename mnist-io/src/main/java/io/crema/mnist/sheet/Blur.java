package io.crema.mnist.sheet;

/** Spreads what covers a canvas, as an eye does that is out of focus or moves. */
final class Blur {

  private Blur() {}

  /** Spreads by a bell of a given deviation, in pixels. */
  static void outOfFocus(Mask mask, float sigma) {
    float[] weights = bell(sigma);
    float[] wide = new float[mask.cover.length];
    convolve(mask.cover, wide, mask.width, mask.height, 1, weights);
    convolve(wide, mask.cover, mask.height, mask.width, mask.width, weights);
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

  /** Convolves every line of values that are a step apart; beyond the ends is nothing. */
  private static void convolve(
      float[] from, float[] to, int length, int lines, int step, float[] weights) {
    int lineStep = step == 1 ? length : 1;
    int radius = weights.length - 1;
    for (int line = 0; line < lines; line++) {
      int start = line * lineStep;
      for (int i = 0; i < length; i++) {
        float sum = 0;
        int first = Math.max(-radius, -i);
        int last = Math.min(radius, length - 1 - i);
        for (int k = first; k <= last; k++) {
          sum += weights[Math.abs(k)] * from[start + (i + k) * step];
        }
        to[start + i * step] = sum;
      }
    }
  }

  /** Spreads along a line of a given length, in pixels. */
  static void motion(Mask mask, float length, float degrees) {
    float dx = (float) StrictMath.cos(StrictMath.toRadians(degrees));
    float dy = (float) StrictMath.sin(StrictMath.toRadians(degrees));
    int samples = Math.max(2, Math.round(2 * length));
    float[] sharp = mask.cover.clone();
    for (int y = 0; y < mask.height; y++) {
      for (int x = 0; x < mask.width; x++) {
        float sum = 0;
        for (int k = 0; k < samples; k++) {
          float way = length * ((k + 0.5f) / samples - 0.5f);
          int px = Math.round(x + way * dx);
          int py = Math.round(y + way * dy);
          if (px >= 0 && py >= 0 && px < mask.width && py < mask.height) {
            sum += sharp[py * mask.width + px];
          }
        }
        mask.cover[y * mask.width + x] = sum / samples;
      }
    }
  }
}
