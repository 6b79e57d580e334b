package io.crema.vision.augment;

import io.crema.vision.raster.Border;
import io.crema.vision.raster.PaddedPlane;

/**
 * Thickness and blur: what a pixel becomes by its neighbours.
 *
 * <p>An edge moves outwards by a part of a pixel where a pixel moves that part of the way towards
 * the largest of its neighbours, inwards towards the smallest: grey edges stay grey, and the ink
 * grows by as much as the edge moves. Strokes that become thinner keep the brightness of their
 * middle. The neighbours are the four beside it and the eight about it, to equal parts, so that
 * slanting edges move as far as upright ones.
 */
final class Strokes {

  /** Variance of three taps with 1/4, 1/2, 1/4: the most that one pass of the blur has. */
  private static final float PASS_VARIANCE = 0.5f;

  private final int channels;

  /** One channel with a margin of one pixel. */
  private final PaddedPlane padded;

  /** Its values. */
  private final float[] plane;

  private final int stride;

  private final float[] before;
  private final float[] behind;

  /** Of each pixel the largest of three in its row, and of the four beside it. */
  private final float[] three;

  private final float[] four;

  Strokes(int height, int width, int channels, Border border) {
    this.channels = channels;
    padded = new PaddedPlane(height, width, 1, border);
    plane = padded.values();
    stride = padded.stride();
    before = new float[plane.length];
    behind = new float[plane.length];
    three = new float[plane.length];
    four = new float[plane.length];
  }

  void apply(Draws draws, float[] image, int offset) {
    float thickness = draws.value(Distortion.THICKNESS);
    float sigma = draws.value(Distortion.BLUR);
    if (thickness == 0 && sigma == 0) {
      return;
    }
    for (int channel = 0; channel < channels; channel++) {
      padded.load(image, offset, channel, channels);
      if (thickness > 0) {
        thicken(thickness);
      } else if (thickness < 0) {
        thin(-thickness);
      }
      if (sigma > 0) {
        blur(sigma * sigma);
      }
      padded.store(image, offset, channel, channels);
    }
  }

  /** Smallest neighbours are the largest of the negative. */
  private void thin(float pixels) {
    float old = largest(plane);
    negate(plane);
    thicken(pixels);
    negate(plane);
    float now = largest(plane);
    float gain = now > 0 ? old / now : 1;
    for (int i = 0; i < plane.length; i++) {
      plane[i] = Math.max(0f, Math.min(1f, gain * plane[i]));
    }
  }

  private static void negate(float[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = -values[i];
    }
  }

  private static float largest(float[] values) {
    float largest = 0f;
    for (float value : values) {
      largest = Math.max(largest, value);
    }
    return largest;
  }

  private void thicken(float pixels) {
    shift(plane, 1);
    max(plane, before, behind, three);
    shift(plane, stride);
    max(three, before, behind, four);
    shift(three, stride);
    max(three, before, behind, three);
    blend(pixels, three, four, plane);
    padded.fillMargin();
  }

  /** Copies so that each pixel has the one before it and the one behind it at its own index. */
  private void shift(float[] from, int by) {
    System.arraycopy(from, 0, before, by, from.length - by);
    System.arraycopy(from, by, behind, 0, from.length - by);
  }

  // Arrays of their own with one common index: so these loops are vectorized.

  private static void max(float[] a, float[] b, float[] c, float[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] = Math.max(a[i], Math.max(b[i], c[i]));
    }
  }

  private static void blend(float share, float[] eight, float[] four, float[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] = to[i] + share * (0.5f * (four[i] + eight[i]) - to[i]);
    }
  }

  /** By three taps along each axis, as often as the variance takes. */
  private void blur(float variance) {
    int passes = (int) Math.ceil(variance / PASS_VARIANCE);
    float side = variance / passes / 2;
    for (int pass = 0; pass < passes; pass++) {
      shift(plane, stride);
      weigh(side, before, behind, plane);
      shift(plane, 1);
      weigh(side, before, behind, plane);
      padded.fillMargin();
    }
  }

  private static void weigh(float side, float[] before, float[] behind, float[] to) {
    float middle = 1 - 2 * side;
    for (int i = 0; i < to.length; i++) {
      to[i] = side * (before[i] + behind[i]) + middle * to[i];
    }
  }
}
