package io.crema.vision.raster;

import java.awt.image.BufferedImage;
import java.util.Arrays;

/**
 * Grey levels on a grid of pixels, from 0 (black) to 1 (white), as a screen shows them: no gamma is
 * taken off. Immutable.
 */
public final class GreyImage {

  private final int width;
  private final int height;
  private final float[] levels;

  private GreyImage(int width, int height, float[] levels) {
    this.width = width;
    this.height = height;
    this.levels = levels;
  }

  /**
   * {@return an image of given grey levels}
   *
   * @param width pixels in a row, at least 1
   * @param height rows, at least 1
   * @param levels row by row from the top, each from 0 to 1. Not modified; copied.
   * @throws IllegalArgumentException if there are not {@code width * height} levels, or one is not
   *     from 0 to 1
   */
  public static GreyImage of(int width, int height, float[] levels) {
    if (width < 1 || height < 1 || (long) width * height != levels.length) {
      throw new IllegalArgumentException(
          "GreyImage: expected width x height levels, got %d x %d and %d"
              .formatted(width, height, levels.length));
    }
    for (int i = 0; i < levels.length; i++) {
      if (!(levels[i] >= 0f && levels[i] <= 1f)) {
        throw new IllegalArgumentException(
            "GreyImage: expected levels from 0 to 1, got %s at (%d, %d)"
                .formatted(levels[i], i % width, i / width));
      }
    }
    return new GreyImage(width, height, levels.clone());
  }

  /**
   * {@return an image that holds the given array itself, unchecked} For results of raster
   * operations, whose length and levels are known to be right; elsewhere use {@link #of}.
   *
   * @param width pixels in a row, at least 1
   * @param height rows, at least 1
   * @param levels {@code width * height} levels from 0 to 1. Not to be modified afterwards.
   */
  public static GreyImage wrap(int width, int height, float[] levels) {
    return new GreyImage(width, height, levels);
  }

  /** {@return the negative: black for white} */
  public GreyImage negative() {
    float[] negative = new float[levels.length];
    for (int i = 0; i < negative.length; i++) {
      negative[i] = 1f - levels[i];
    }
    return new GreyImage(width, height, negative);
  }

  /** {@return the number of pixels in a row} */
  public int width() {
    return width;
  }

  /** {@return the number of rows} */
  public int height() {
    return height;
  }

  /**
   * {@return the level of a pixel}
   *
   * @param x its column, from 0 at the left
   * @param y its row, from 0 at the top
   * @throws IndexOutOfBoundsException if there is no such pixel
   */
  public float get(int x, int y) {
    if (x < 0 || x >= width || y < 0 || y >= height) {
      throw new IndexOutOfBoundsException(
          "GreyImage: expected a pixel of %d x %d, got (%d, %d)".formatted(width, height, x, y));
    }
    return levels[y * width + x];
  }

  /** {@return a copy of the levels, row by row from the top} */
  public float[] toArray() {
    return levels.clone();
  }

  /** {@return the array that holds the levels, row by row from the top} Not to be modified. */
  public float[] levels() {
    return levels;
  }

  /** {@return a picture of 8-bit samples} */
  public BufferedImage toBufferedImage() {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    int[] samples = new int[levels.length];
    Arrays.setAll(samples, i -> Math.round(levels[i] * 255));
    picture.getRaster().setSamples(0, 0, width, height, 0, samples);
    return picture;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GreyImage image
        && width == image.width
        && height == image.height
        && Arrays.equals(levels, image.levels);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * width + height) + Arrays.hashCode(levels);
  }

  @Override
  public String toString() {
    return "GreyImage %d x %d".formatted(width, height);
  }
}
