package io.crema.vision.augment;

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

  private static final int TAPS = 4;

  private final int height;
  private final int width;
  private final int stride;
  private final float[] plane;

  // The places near the ink, which alone are read: which of the pixels asked for, the first of
  // its neighbours in the plane, and the weights along both axes.
  private final int[] pixel;
  private final int[] from;
  private final float[][] weightX;
  private final float[][] weightY;

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
    pixel = new int[height * width];
    from = new int[height * width];
    weightX = new float[TAPS][height * width];
    weightY = new float[TAPS][height * width];
  }

  /** Takes an image to read from. */
  void load(float[] image, int offset) {
    left = width;
    right = -1;
    top = height;
    bottom = -1;
    for (int y = 0; y < height; y++) {
      int row = offset + y * width;
      System.arraycopy(image, row, plane, (y + BORDER) * stride + BORDER, width);
      bound(image, row, y);
    }
  }

  private void bound(float[] image, int row, int y) {
    int first = 0;
    while (first < width && image[row + first] == 0) {
      first++;
    }
    if (first == width) {
      return;
    }
    int last = width - 1;
    while (image[row + last] == 0) {
      last--;
    }
    left = Math.min(left, first);
    right = Math.max(right, last);
    top = Math.min(top, y);
    bottom = y;
  }

  /**
   * Reads at a place for each pixel of an image.
   *
   * @param xs columns, 0 being the middle of the first pixel. Not modified.
   * @param ys rows. Not modified.
   * @param to overwritten from {@code offset} on by what is there, from 0 to 1
   */
  void sample(float[] xs, float[] ys, float[] to, int offset) {
    int count = locate(xs, ys);
    weigh(count, weightX[0], weightX[1], weightX[2], weightX[3]);
    weigh(count, weightY[0], weightY[1], weightY[2], weightY[3]);
    Arrays.fill(to, offset, offset + height * width, 0f);
    for (int i = 0; i < count; i++) {
      int at = from[i];
      float value =
          weightY[0][i] * row(at, i)
              + weightY[1][i] * row(at + stride, i)
              + weightY[2][i] * row(at + 2 * stride, i)
              + weightY[3][i] * row(at + 3 * stride, i);
      to[offset + pixel[i]] = Math.max(0f, Math.min(1f, value));
    }
  }

  /** Finds the places near the ink and how far, from 0 to 1, they are behind a pixel. */
  private int locate(float[] xs, float[] ys) {
    float minX = left - 2;
    float maxX = right + 2;
    float minY = top - 2;
    float maxY = bottom + 2;
    int count = 0;
    for (int i = 0; i < height * width; i++) {
      float x = xs[i];
      float y = ys[i];
      if (x > minX && x < maxX && y > minY && y < maxY) {
        int column = (int) (x + BORDER);
        int row = (int) (y + BORDER);
        pixel[count] = i;
        from[count] = (row - 1) * stride + column - 1;
        weightX[0][count] = x - (column - BORDER);
        weightY[0][count] = y - (row - BORDER);
        count++;
      }
    }
    return count;
  }

  /**
   * The weights of the neighbours.
   *
   * @param w0 how far each place is behind a pixel; overwritten
   * @param w1 overwritten, as {@code w2} and {@code w3}
   */
  private static void weigh(int count, float[] w0, float[] w1, float[] w2, float[] w3) {
    for (int i = 0; i < count; i++) {
      float t = w0[i];
      w0[i] = ((-0.5f * t + 1) * t - 0.5f) * t;
      w1[i] = (1.5f * t - 2.5f) * t * t + 1;
      w2[i] = ((-1.5f * t + 2) * t + 0.5f) * t;
      w3[i] = (0.5f * t - 0.5f) * t * t;
    }
  }

  private float row(int at, int i) {
    return weightX[0][i] * plane[at]
        + weightX[1][i] * plane[at + 1]
        + weightX[2][i] * plane[at + 2]
        + weightX[3][i] * plane[at + 3];
  }
}
