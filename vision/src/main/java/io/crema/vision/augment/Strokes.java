package io.crema.vision.augment;

import java.util.Arrays;

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

  private final int height;
  private final int width;
  private final int stride;

  /** The image with a pixel of background about it. */
  private final float[] plane;

  private final float[] before;
  private final float[] behind;

  /** Of each pixel the largest of three in its row, and of the four beside it. */
  private final float[] three;

  private final float[] four;

  Strokes(int height, int width) {
    this.height = height;
    this.width = width;
    stride = width + 2;
    plane = new float[stride * (height + 2)];
    before = new float[plane.length];
    behind = new float[plane.length];
    three = new float[plane.length];
    four = new float[plane.length];
  }

  void apply(Draws draws, float[] image, int offset) {
    float thickness = draws.value(Distortion.THICKNESS);
    if (thickness > 0) {
      load(image, offset);
      thicken(thickness);
      store(image, offset);
    } else if (thickness < 0) {
      load(image, offset);
      thin(-thickness);
      store(image, offset);
    }
    float sigma = draws.value(Distortion.BLUR);
    if (sigma > 0) {
      load(image, offset);
      blur(sigma * sigma);
      store(image, offset);
    }
  }

  private void load(float[] image, int offset) {
    for (int y = 0; y < height; y++) {
      System.arraycopy(image, offset + y * width, plane, (y + 1) * stride + 1, width);
    }
  }

  private void store(float[] image, int offset) {
    for (int y = 0; y < height; y++) {
      System.arraycopy(plane, (y + 1) * stride + 1, image, offset + y * width, width);
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
    clearBorder();
  }

  private void clearBorder() {
    Arrays.fill(plane, 0, stride, 0f);
    Arrays.fill(plane, plane.length - stride, plane.length, 0f);
    for (int row = stride; row < plane.length; row += stride) {
      plane[row - 1] = 0f;
      plane[row] = 0f;
    }
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
      clearBorder();
    }
  }

  private static void weigh(float side, float[] before, float[] behind, float[] to) {
    float middle = 1 - 2 * side;
    for (int i = 0; i < to.length; i++) {
      to[i] = side * (before[i] + behind[i]) + middle * to[i];
    }
  }
}
