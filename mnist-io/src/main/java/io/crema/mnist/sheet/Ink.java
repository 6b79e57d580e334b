package io.crema.mnist.sheet;

/**
 * The strokes of a digit as distances from their edge, positive inside, in pixels of the 28 x 28
 * image. From it strokes of any width can be drawn at any size.
 */
final class Ink {

  /** Pixels on a side of a digit's image. */
  static final int DIGIT = 28;

  /** Cells in a pixel, in each direction. */
  static final int FINE = 6;

  /** Empty pixels around the image: room for wider strokes. */
  static final int BORDER = 5;

  /** Cells on a side. */
  static final int SIDE = (DIGIT + 2 * BORDER) * FINE;

  /** From this level on a pixel counts as ink: half of the thin strokes would be lost at 0.5. */
  private static final float LEVEL = 0.45f;

  private final float[] distances;

  private Ink(float[] distances) {
    this.distances = distances;
  }

  /**
   * {@return the ink of a digit}
   *
   * @param digit 28 x 28 levels from 0 to 1, light on dark. Not modified.
   * @throws IllegalArgumentException if it has another size or no ink
   */
  static Ink of(float[] digit) {
    if (digit.length != DIGIT * DIGIT) {
      throw new IllegalArgumentException(
          "digit: expected %d levels, got %d".formatted(DIGIT * DIGIT, digit.length));
    }
    float[] levels = CubicUpscale.enlarge(digit, DIGIT, BORDER, FINE);
    boolean[] inside = new boolean[levels.length];
    boolean any = false;
    for (int i = 0; i < levels.length; i++) {
      inside[i] = levels[i] >= LEVEL;
      any |= inside[i];
    }
    if (!any) {
      throw new IllegalArgumentException("digit: expected ink, got an empty image");
    }
    return new Ink(smoothed(signed(inside)));
  }

  private static float[] signed(boolean[] inside) {
    boolean[] outside = new boolean[inside.length];
    for (int i = 0; i < inside.length; i++) {
      outside[i] = !inside[i];
    }
    float[] toOutside = DistanceTransform.of(outside, SIDE);
    float[] toInside = DistanceTransform.of(inside, SIDE);
    float[] signed = new float[inside.length];
    for (int i = 0; i < signed.length; i++) {
      signed[i] = (inside[i] ? toOutside[i] - 0.5f : 0.5f - toInside[i]) / FINE;
    }
    return signed;
  }

  /** Without the steps of the cells. */
  private static float[] smoothed(float[] values) {
    return smoothed(smoothed(values, 1), SIDE);
  }

  private static float[] smoothed(float[] values, int step) {
    float[] smooth = values.clone();
    for (int i = 2 * SIDE + 2; i < values.length - 2 * SIDE - 2; i++) {
      smooth[i] =
          0.375f * values[i]
              + 0.25f * (values[i - step] + values[i + step])
              + 0.0625f * (values[i - 2 * step] + values[i + 2 * step]);
    }
    return smooth;
  }

  /** {@return strokes of one width: a share of the present mean one} */
  Ink fineliner(float share) {
    float half = share * halfWidth();
    float[] toMiddle = DistanceTransform.of(Skeleton.of(inside(), SIDE), SIDE);
    float[] thin = new float[toMiddle.length];
    for (int i = 0; i < thin.length; i++) {
      thin[i] = half - toMiddle[i] / FINE;
    }
    return new Ink(smoothed(thin));
  }

  /** {@return strokes as many times as wide, as far as the loops of the digit stay open} */
  Ink marker(float times) {
    float grown = Math.min((times - 1) * halfWidth(), Loops.room(distances));
    float[] thick = new float[distances.length];
    for (int i = 0; i < thick.length; i++) {
      thick[i] = distances[i] + grown;
    }
    return new Ink(thick);
  }

  /** Half the mean width of the strokes: in a straight one distances are uniform up to it. */
  float halfWidth() {
    double sum = 0;
    int count = 0;
    for (float distance : distances) {
      if (distance > 0) {
        sum += distance;
        count++;
      }
    }
    return (float) (2 * sum / count);
  }

  private boolean[] inside() {
    boolean[] inside = new boolean[distances.length];
    for (int i = 0; i < inside.length; i++) {
      inside[i] = distances[i] > 0;
    }
    return inside;
  }

  float cell(int x, int y) {
    return distances[y * SIDE + x];
  }

  /** Where the centre of a cell lies on the image, in pixels from its corner. */
  static float place(int cell) {
    return (cell + 0.5f) / FINE - BORDER;
  }

  /** {@return the distance at a place of the image, in pixels from its corner} */
  float at(float x, float y) {
    float column = (x + BORDER) * FINE - 0.5f;
    float row = (y + BORDER) * FINE - 0.5f;
    if (!(column >= 0 && row >= 0 && column < SIDE - 1 && row < SIDE - 1)) {
      return -BORDER;
    }
    int left = (int) column;
    int i = (int) row * SIDE + left;
    float s = column - left;
    float t = row - (int) row;
    float top = distances[i] + s * (distances[i + 1] - distances[i]);
    float bottom = distances[i + SIDE] + s * (distances[i + SIDE + 1] - distances[i + SIDE]);
    return top + t * (bottom - top);
  }
}
