package io.crema.vision.raster;

import java.util.Arrays;

/**
 * One channel of an image with a margin around it, so that a loop over neighbors needs no test for
 * the edges. Reusable work space: belongs to one thread at a time.
 */
public final class PaddedPlane {

  private final int height;
  private final int width;
  private final int margin;
  private final Border border;
  private final int stride;
  private final float[] values;

  /**
   * Creates the work space for images of one size.
   *
   * @param height rows of the image, at least 1
   * @param width columns of the image, at least 1
   * @param margin rows and columns to add on each side, at least 0
   * @param border what the margin shows
   */
  public PaddedPlane(int height, int width, int margin, Border border) {
    this.height = height;
    this.width = width;
    this.margin = margin;
    this.border = border;
    stride = width + 2 * margin;
    values = new float[stride * (height + 2 * margin)];
  }

  /** {@return the levels with the margin, row by row: the array itself, to be read and written} */
  public float[] values() {
    return values;
  }

  /** {@return the number of values from a pixel to the one below it: the width with the margin} */
  public int stride() {
    return stride;
  }

  /**
   * Copies one channel of an image into this plane and fills the margin.
   *
   * @param image holds an image {@code [H, W, C]}. Not modified.
   * @param offset where the image starts in the array
   * @param channel the channel to copy, from 0 on
   * @param channels the number of channels, C
   */
  public void load(float[] image, int offset, int channel, int channels) {
    for (int y = 0; y < height; y++) {
      int from = offset + y * width * channels + channel;
      int to = (y + margin) * stride + margin;
      for (int x = 0; x < width; x++) {
        values[to + x] = image[from + x * channels];
      }
    }
    fillMargin();
  }

  /**
   * Copies this plane without its margin to one channel of an image.
   *
   * @param image one channel of the image {@code [H, W, C]} in it is overwritten
   * @param offset where the image starts in the array
   * @param channel the channel to overwrite, from 0 on
   * @param channels the number of channels, C
   */
  public void store(float[] image, int offset, int channel, int channels) {
    for (int y = 0; y < height; y++) {
      int from = (y + margin) * stride + margin;
      int to = offset + y * width * channels + channel;
      for (int x = 0; x < width; x++) {
        image[to + x * channels] = values[from + x];
      }
    }
  }

  /** Fills the margin from the pixels inside it, as needed after these have changed. */
  public void fillMargin() {
    for (int y = margin; y < margin + height; y++) {
      for (int k = 1; k <= margin; k++) {
        fillPixel(y * stride, -k);
        fillPixel(y * stride, width - 1 + k);
      }
    }
    for (int k = 1; k <= margin; k++) {
      fillRow(-k);
      fillRow(height - 1 + k);
    }
  }

  private void fillPixel(int row, int x) {
    int source = border.pixel(x, width);
    values[row + margin + x] = source < 0 ? 0f : values[row + margin + source];
  }

  private void fillRow(int y) {
    int source = border.pixel(y, height);
    int to = (y + margin) * stride;
    if (source < 0) {
      Arrays.fill(values, to, to + stride, 0f);
    } else {
      System.arraycopy(values, (source + margin) * stride, values, to, stride);
    }
  }
}
