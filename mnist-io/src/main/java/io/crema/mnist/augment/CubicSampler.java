package io.crema.mnist.augment;

import java.util.Arrays;

/**
 * Reads an image between its pixels by cubic interpolation (Keys, "Cubic Convolution Interpolation
 * for Digital Image Processing", 1981, with a = -1/2). Beyond the image is background.
 *
 * <p>It keeps strokes as crisp as they are, which linear interpolation would not. On a pixel it
 * gives the pixel, bit for bit.
 */
final class CubicSampler {

  /** Of background about the image, so that all that is asked for has its neighbours. */
  private static final int BORDER = 4;

  private final int height;
  private final int width;
  private final int stride;
  private final float[] plane;

  // the ink's box
  private int left;
  private int right;
  private int top;
  private int bottom;

  CubicSampler(int height, int width) {
    this.height = height;
    this.width = width;
    stride = width + 2 * BORDER;
    plane = new float[stride * (height + 2 * BORDER)];
  }

  /** Takes an image to read from. */
  void load(float[] image, int offset) {
    left = width;
    right = -1;
    top = height;
    bottom = -1;
    for (int y = 0; y < height; y++) {
      int from = offset + y * width;
      System.arraycopy(image, from, plane, (y + BORDER) * stride + BORDER, width);
      bound(image, from, y);
    }
  }

  private void bound(float[] image, int from, int y) {
    int first = 0;
    while (first < width && image[from + first] == 0) {
      first++;
    }
    if (first == width) {
      return;
    }
    int last = width - 1;
    while (image[from + last] == 0) {
      last--;
    }
    left = Math.min(left, first);
    right = Math.max(right, last);
    top = Math.min(top, y);
    bottom = y;
  }

  /**
   * Reads at some places.
   *
   * @param xs columns, 0 being the middle of the first pixel. Not modified.
   * @param ys rows. Not modified.
   * @param to overwritten from {@code offset} on
   */
  void sample(float[] xs, float[] ys, float[] to, int offset) {
    Arrays.fill(to, offset, offset + width, 0f);
    for (int i = 0; i < width; i++) {
      float x = xs[i];
      float y = ys[i];
      if (x > left - 2 && x < right + 2 && y > top - 2 && y < bottom + 2) {
        to[offset + i] = at(x, y);
      }
    }
  }

  private float at(float x, float y) {
    int column = (int) (x + BORDER);
    int row = (int) (y + BORDER);
    float t = x - (column - BORDER);
    float u = y - (row - BORDER);
    float w0 = ((-0.5f * t + 1) * t - 0.5f) * t;
    float w1 = (1.5f * t - 2.5f) * t * t + 1;
    float w2 = ((-1.5f * t + 2) * t + 0.5f) * t;
    float w3 = (0.5f * t - 0.5f) * t * t;
    int from = (row - 1) * stride + column - 1;
    float r0 = row(from, w0, w1, w2, w3);
    float r1 = row(from + stride, w0, w1, w2, w3);
    float r2 = row(from + 2 * stride, w0, w1, w2, w3);
    float r3 = row(from + 3 * stride, w0, w1, w2, w3);
    float value =
        ((-0.5f * u + 1) * u - 0.5f) * u * r0
            + ((1.5f * u - 2.5f) * u * u + 1) * r1
            + ((-1.5f * u + 2) * u + 0.5f) * u * r2
            + (0.5f * u - 0.5f) * u * u * r3;
    return Math.max(0f, Math.min(1f, value));
  }

  private float row(int from, float w0, float w1, float w2, float w3) {
    return w0 * plane[from] + w1 * plane[from + 1] + w2 * plane[from + 2] + w3 * plane[from + 3];
  }
}
