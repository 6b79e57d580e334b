package io.crema.vision.augment;

import io.crema.vision.raster.Border;

/** Flips and crops: what copies whole pixels to other places. */
final class Crop {

  private final int channels;
  private final Border border;

  /** The image as it was. */
  private final float[] source;

  /** For each column the one that it shows; -1 for black. */
  private final int[] columns;

  private final int[] rows;

  Crop(int height, int width, int channels, Border border) {
    this.channels = channels;
    this.border = border;
    source = new float[height * width * channels];
    columns = new int[width];
    rows = new int[height];
  }

  void apply(Draws draws, float[] image, int offset) {
    boolean mirrored = draws.flips(Distortion.HORIZONTAL_FLIP);
    boolean upsideDown = draws.flips(Distortion.VERTICAL_FLIP);
    int right = draws.whole(Distortion.CROP, 0);
    int down = draws.whole(Distortion.CROP, 1);
    if (!mirrored && !upsideDown && right == 0 && down == 0) {
      return;
    }
    trace(right, mirrored, columns);
    trace(down, upsideDown, rows);
    System.arraycopy(image, offset, source, 0, source.length);
    int to = offset;
    for (int row : rows) {
      for (int column : columns) {
        copy(row, column, image, to);
        to += channels;
      }
    }
  }

  /** Finds what is shown along one axis, which is flipped first and then moved. */
  private void trace(int move, boolean flipped, int[] shown) {
    int last = shown.length - 1;
    for (int i = 0; i <= last; i++) {
      int pixel = border.pixel(i - move, shown.length);
      shown[i] = flipped && pixel >= 0 ? last - pixel : pixel;
    }
  }

  private void copy(int row, int column, float[] image, int to) {
    int from = (row * columns.length + column) * channels;
    for (int channel = 0; channel < channels; channel++) {
      image[to + channel] = row < 0 || column < 0 ? 0f : source[from + channel];
    }
  }
}
