package io.crema.vision.raster;

import java.util.Arrays;

/**
 * Reads an image between its pixels by cubic interpolation (Keys, "Cubic Convolution Interpolation
 * for Digital Image Processing", 1981, with a = -1/2). All channels are read at the same places.
 *
 * <p>Edges stay crisper than with linear interpolation. At the center of a pixel the result is that
 * pixel, bit for bit. {@link Scaling} is the faster choice for a grid of places.
 *
 * <p>Keeps work space: belongs to one thread at a time.
 */
public final class CubicSampler {

  /** Places that are read lie less than this far beyond the image, less the reach of the kernel. */
  private static final int MARGIN = 4;

  private static final int TAPS = 4;

  private final int height;
  private final int width;
  private final int channels;
  private final Border border;
  private final int stride;
  private final PaddedPlane[] planes;

  // The places to read: the number of each, the first of its neighbors in the plane, and the
  // weights along both axes.
  private final int[] number;
  private final int[] from;
  private final float[][] weightX;
  private final float[][] weightY;

  // The box of the pixels that are not black. Beyond it, BLACK leaves nothing to read.
  private int left;
  private int right;
  private int top;
  private int bottom;

  /**
   * Creates a sampler for images of one size.
   *
   * @param height rows of the image, at least 1
   * @param width columns of the image, at least 1
   * @param channels channels of the image, at least 1
   * @param border what is read beyond the edges
   * @param places how many places are read at once, at least 1
   */
  public CubicSampler(int height, int width, int channels, Border border, int places) {
    this.height = height;
    this.width = width;
    this.channels = channels;
    this.border = border;
    planes = new PaddedPlane[channels];
    Arrays.setAll(planes, channel -> new PaddedPlane(height, width, MARGIN, border));
    stride = planes[0].stride();
    number = new int[places];
    from = new int[places];
    weightX = new float[TAPS][places];
    weightY = new float[TAPS][places];
  }

  /**
   * Copies an image to read from.
   *
   * @param image holds {@code [H, W, C]}. Not modified.
   * @param offset where the image starts in the array
   */
  public void load(float[] image, int offset) {
    for (int channel = 0; channel < channels; channel++) {
      planes[channel].load(image, offset, channel, channels);
    }
    if (border == Border.BLACK) {
      left = width;
      right = -1;
      top = height;
      bottom = -1;
      for (int y = 0; y < height; y++) {
        bound(image, offset + y * width * channels, y);
      }
    }
  }

  private void bound(float[] image, int row, int y) {
    int length = width * channels;
    int first = 0;
    while (first < length && image[row + first] == 0) {
      first++;
    }
    if (first == length) {
      return;
    }
    int last = length - 1;
    while (image[row + last] == 0) {
      last--;
    }
    left = Math.min(left, first / channels);
    right = Math.max(right, last / channels);
    top = Math.min(top, y);
    bottom = y;
  }

  /**
   * Reads the image at as many places as this sampler was created for.
   *
   * @param xs column of each place, 0 being the center of the first pixel. Not modified.
   * @param ys row of each place, likewise. Not modified.
   * @param to overwritten from {@code offset} on by the levels there, {@code [places, C]}, from 0
   *     to 1
   * @param offset where to start in {@code to}
   */
  public void sample(float[] xs, float[] ys, float[] to, int offset) {
    int count = border == Border.BLACK ? locateInBox(xs, ys) : locateAll(xs, ys);
    weigh(count, weightX[0], weightX[1], weightX[2], weightX[3]);
    weigh(count, weightY[0], weightY[1], weightY[2], weightY[3]);
    Arrays.fill(to, offset, offset + number.length * channels, 0f);
    for (int channel = 0; channel < channels; channel++) {
      sum(planes[channel].values(), count, to, offset + channel);
    }
  }

  private void sum(float[] plane, int count, float[] to, int offset) {
    float[] y0 = weightY[0];
    float[] y1 = weightY[1];
    float[] y2 = weightY[2];
    float[] y3 = weightY[3];
    for (int i = 0; i < count; i++) {
      float x0 = weightX[0][i];
      float x1 = weightX[1][i];
      float x2 = weightX[2][i];
      float x3 = weightX[3][i];
      int at = from[i];
      float value =
          y0[i] * row(plane, at, x0, x1, x2, x3)
              + y1[i] * row(plane, at + stride, x0, x1, x2, x3)
              + y2[i] * row(plane, at + 2 * stride, x0, x1, x2, x3)
              + y3[i] * row(plane, at + 3 * stride, x0, x1, x2, x3);
      to[offset + number[i] * channels] = Math.max(0f, Math.min(1f, value));
    }
  }

  private static float row(float[] plane, int at, float x0, float x1, float x2, float x3) {
    return x0 * plane[at] + x1 * plane[at + 1] + x2 * plane[at + 2] + x3 * plane[at + 3];
  }

  /** Finds the places within reach of the box, and {@return how many there are} */
  private int locateInBox(float[] xs, float[] ys) {
    float minX = left - 2;
    float maxX = right + 2;
    float minY = top - 2;
    float maxY = bottom + 2;
    int count = 0;
    for (int i = 0; i < number.length; i++) {
      float x = xs[i];
      float y = ys[i];
      if (x > minX && x < maxX && y > minY && y < maxY) {
        locate(i, x, y, count++);
      }
    }
    return count;
  }

  private int locateAll(float[] xs, float[] ys) {
    for (int i = 0; i < number.length; i++) {
      locate(i, fold(xs[i], width), fold(ys[i], height), i);
    }
    return number.length;
  }

  /** Notes where a place is and how far, from 0 to 1, it is after a pixel. */
  private void locate(int place, float x, float y, int slot) {
    int column = (int) (x + MARGIN);
    int row = (int) (y + MARGIN);
    number[slot] = place;
    from[slot] = (row - 1) * stride + column - 1;
    weightX[0][slot] = x - (column - MARGIN);
    weightY[0][slot] = y - (row - MARGIN);
  }

  /** {@return a place at most a pixel beyond the edges that shows the same; also for NaN} */
  private float fold(float place, int size) {
    if (place >= 0 && place <= size - 1) {
      return place;
    }
    if (border == Border.EDGE || size == 1) {
      return place > -1 ? Math.min(place, size) : -1;
    }
    float period = 2f * (size - 1);
    float away = Math.abs(place);
    float rest = away - period * (float) Math.floor(away / period);
    float folded = Math.min(rest, period - rest);
    return folded > 0 ? folded : 0;
  }

  /**
   * The weights of the neighbors.
   *
   * @param w0 how far each place is after a pixel; overwritten
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
}
