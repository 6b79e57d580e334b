package io.crema.examples.exam;

import io.crema.vision.raster.Border;
import io.crema.vision.raster.CubicSampler;
import io.crema.vision.raster.Distance;

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
  static final int BORDER = 4;

  /** Cells on a side. */
  static final int SIDE = (DIGIT + 2 * BORDER) * FINE;

  /** From this level on a pixel counts as ink: half of the thin strokes would be lost at 0.5. */
  private static final float LEVEL = 0.45f;

  /** How far apart edges are that get mixed, in pixels: pens draw no steps. */
  private static final float SMOOTHING = 0.42f;

  /** The widest strokes that a marker makes, in pixels: with wider ones nobody writes digits. */
  private static final float WIDEST = 4.5f;

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
    float[] levels = enlarged(digit);
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

  /** {@return the levels of the cells, between the pixels by a cubic} */
  private static float[] enlarged(float[] digit) {
    float[] xs = new float[SIDE * SIDE];
    float[] ys = new float[SIDE * SIDE];
    for (int i = 0; i < xs.length; i++) {
      xs[i] = place(i % SIDE) - 0.5f;
      ys[i] = place(i / SIDE) - 0.5f;
    }
    CubicSampler sampler = new CubicSampler(DIGIT, DIGIT, 1, Border.BLACK, xs.length);
    sampler.load(digit, 0);
    float[] levels = new float[xs.length];
    sampler.sample(xs, ys, levels, 0);
    return levels;
  }

  private static float[] signed(boolean[] inside) {
    float[] signed = Distance.inside(inside, SIDE, SIDE);
    for (int i = 0; i < signed.length; i++) {
      signed[i] /= FINE;
    }
    return signed;
  }

  /** Without the corners of the image's pixels, and with as much ink as before. */
  private static float[] smoothed(float[] values) {
    float[] smooth = Blur.gaussian(values, SIDE, SIDE, SMOOTHING * FINE);
    float edge = edge(smooth, count(values, 0));
    for (int i = 0; i < smooth.length; i++) {
      smooth[i] -= edge;
    }
    return smooth;
  }

  /** The value that so many others are above. */
  private static float edge(float[] values, int above) {
    float low = -1;
    float high = 1;
    for (int step = 0; step < 12; step++) {
      float middle = (low + high) / 2;
      if (count(values, middle) > above) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static int count(float[] values, float above) {
    int count = 0;
    for (float value : values) {
      count += value > above ? 1 : 0;
    }
    return count;
  }

  /** {@return strokes of one width: a share of the present mean one} */
  Ink fineliner(float share) {
    float half = share * halfWidth();
    float[] toMiddle = Distance.to(Skeleton.of(inside(), SIDE), SIDE, SIDE);
    float[] thin = new float[toMiddle.length];
    for (int i = 0; i < thin.length; i++) {
      thin[i] = half - toMiddle[i] / FINE;
    }
    return new Ink(smoothed(thin));
  }

  /** {@return strokes as many times as wide, as far as the digit can still be read} */
  Ink marker(float times) {
    float half = halfWidth();
    float wanted = Math.min(times * half, Math.max(half, WIDEST / 2));
    float grown = Math.min(wanted - half, Loops.room(distances));
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
    int above = (int) row;
    int i = above * SIDE + left;
    float s = column - left;
    float t = row - above;
    float top = distances[i] + s * (distances[i + 1] - distances[i]);
    float bottom = distances[i + SIDE] + s * (distances[i + SIDE + 1] - distances[i + SIDE]);
    return top + t * (bottom - top);
  }
}
