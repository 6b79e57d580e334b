package io.crema.examples.exam;

/** Enlarges a square image smoothly, by Catmull and Rom's cubic. */
final class CubicUpscale {

  private CubicUpscale() {}

  /**
   * {@return the image on a finer grid, levels kept within 0 to 1}
   *
   * @param image {@code side * side} levels. Not modified.
   * @param border black pixels to add on each side
   * @param factor cells in a pixel, in each direction
   */
  static float[] enlarge(float[] image, int side, int border, int factor) {
    int fine = (side + 2 * border) * factor;
    float[] wide = new float[side * fine];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < fine; x++) {
        wide[y * fine + x] = sample(image, y * side, 1, side, place(x, border, factor));
      }
    }
    float[] enlarged = new float[fine * fine];
    for (int y = 0; y < fine; y++) {
      float place = place(y, border, factor);
      for (int x = 0; x < fine; x++) {
        enlarged[y * fine + x] = Colour.clamp(sample(wide, x, fine, side, place));
      }
    }
    return enlarged;
  }

  /** Where the centre of a cell lies, in pixels whose centres are whole numbers. */
  private static float place(int cell, int border, int factor) {
    return (cell + 0.5f) / factor - border - 0.5f;
  }

  private static float sample(float[] values, int start, int step, int count, float place) {
    int base = (int) Math.floor(place);
    float t = place - base;
    float sum = 0;
    for (int k = -1; k <= 2; k++) {
      int i = base + k;
      if (i >= 0 && i < count) {
        sum += weight(k, t) * values[start + i * step];
      }
    }
    return sum;
  }

  private static float weight(int k, float t) {
    return switch (k) {
      case -1 -> ((-0.5f * t + 1) * t - 0.5f) * t;
      case 0 -> (1.5f * t - 2.5f) * t * t + 1;
      case 1 -> ((-1.5f * t + 2) * t + 0.5f) * t;
      default -> (0.5f * t - 0.5f) * t * t;
    };
  }
}
