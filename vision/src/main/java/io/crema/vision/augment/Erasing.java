package io.crema.vision.augment;

import java.util.Arrays;

/** Erasing and cutout: what replaces a part of an image. */
final class Erasing {

  /** Places in the stream after those of the sides: where the part is. */
  private static final int PLACE_X = 3;

  private static final int PLACE_Y = 4;

  private final int height;
  private final int width;
  private final int channels;
  private final Fill fill;

  /** The level that replaces each channel. */
  private final float[] levels;

  private final double[] sums;

  Erasing(int height, int width, int channels, Fill fill) {
    this.height = height;
    this.width = width;
    this.channels = channels;
    this.fill = fill;
    levels = new float[channels];
    sums = new double[channels];
  }

  void apply(Draws draws, float[] image, int offset) {
    int columns = Math.min(Math.round(draws.value(Distortion.ERASING, 0)), width);
    int rows = Math.min(Math.round(draws.value(Distortion.ERASING, 1)), height);
    if (columns > 0 && rows > 0) {
      int x = (int) (draws.unit(Distortion.ERASING, PLACE_X) * (width - columns + 1));
      int y = (int) (draws.unit(Distortion.ERASING, PLACE_Y) * (height - rows + 1));
      erase(x, y, x + columns, y + rows, image, offset);
    }
    int side = Math.round(draws.value(Distortion.CUTOUT));
    if (side > 0) {
      int x = (int) (draws.unit(Distortion.CUTOUT, PLACE_X) * width) - side / 2;
      int y = (int) (draws.unit(Distortion.CUTOUT, PLACE_Y) * height) - side / 2;
      int right = Math.min(x + side, width);
      int bottom = Math.min(y + side, height);
      erase(Math.max(x, 0), Math.max(y, 0), right, bottom, image, offset);
    }
  }

  private void erase(int left, int top, int right, int bottom, float[] image, int offset) {
    if (fill == Fill.MEAN) {
      average(image, offset);
    }
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        System.arraycopy(levels, 0, image, offset + (y * width + x) * channels, channels);
      }
    }
  }

  private void average(float[] image, int offset) {
    Arrays.fill(sums, 0);
    for (int i = offset; i < offset + height * width * channels; i += channels) {
      for (int channel = 0; channel < channels; channel++) {
        sums[channel] += image[i + channel];
      }
    }
    for (int channel = 0; channel < channels; channel++) {
      levels[channel] = (float) (sums[channel] / (height * width));
    }
  }
}
