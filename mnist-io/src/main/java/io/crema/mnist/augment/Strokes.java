package io.crema.mnist.augment;

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

  private final float[] row;

  Strokes(int height, int width) {
    this.height = height;
    this.width = width;
    stride = width + 2;
    plane = new float[stride * (height + 2)];
    row = new float[stride];
  }

  void apply(Draws draws, float[] image, int offset) {
    float thickness = draws.value(Distortion.THICKNESS);
    if (thickness != 0) {
      thicken(Math.abs(thickness), Math.signum(thickness), image, offset);
    }
    float sigma = draws.value(Distortion.BLUR);
    if (sigma > 0) {
      blur(sigma * sigma, image, offset);
    }
  }

  /** The smallest neighbour is the largest one of the negative. */
  private void thicken(float pixels, float sign, float[] image, int offset) {
    for (int y = 0; y < height; y++) {
      int to = (y + 1) * stride + 1;
      for (int x = 0; x < width; x++) {
        plane[to + x] = sign * image[offset + y * width + x];
      }
    }
    float before = largest(image, offset);
    for (int y = 0; y < height; y++) {
      thickenRow(pixels, sign, (y + 1) * stride + 1, image, offset + y * width);
    }
    float after = largest(image, offset);
    if (after > 0 && after < before) {
      float gain = before / after;
      for (int i = offset; i < offset + height * width; i++) {
        image[i] = Math.min(before, gain * image[i]);
      }
    }
  }

  private float largest(float[] image, int offset) {
    float largest = 0f;
    for (int i = offset; i < offset + height * width; i++) {
      largest = Math.max(largest, image[i]);
    }
    return largest;
  }

  private void thickenRow(float pixels, float sign, int from, float[] image, int offset) {
    for (int x = 0; x < width; x++) {
      int at = from + x;
      float own = plane[at];
      float beside = Math.max(Math.max(plane[at - 1], plane[at + 1]), own);
      float four = Math.max(beside, Math.max(plane[at - stride], plane[at + stride]));
      float above = Math.max(plane[at - stride - 1], plane[at - stride + 1]);
      float below = Math.max(plane[at + stride - 1], plane[at + stride + 1]);
      float eight = Math.max(four, Math.max(above, below));
      image[offset + x] = sign * (own + pixels * (0.5f * (four + eight) - own));
    }
  }

  /** By three taps along each axis, as often as the variance takes. */
  private void blur(float variance, float[] image, int offset) {
    int passes = (int) Math.ceil(variance / PASS_VARIANCE);
    float side = variance / passes / 2;
    for (int pass = 0; pass < passes; pass++) {
      for (int y = 0; y < height; y++) {
        System.arraycopy(image, offset + y * width, plane, (y + 1) * stride + 1, width);
      }
      for (int y = 0; y < height; y++) {
        blurRow(side, (y + 1) * stride, image, offset + y * width);
      }
    }
  }

  private void blurRow(float side, int from, float[] to, int offset) {
    float middle = 1 - 2 * side;
    for (int x = 0; x < stride; x++) {
      int at = from + x;
      row[x] = side * (plane[at - stride] + plane[at + stride]) + middle * plane[at];
    }
    for (int x = 0; x < width; x++) {
      to[offset + x] = side * (row[x] + row[x + 2]) + middle * row[x + 1];
    }
  }
}
