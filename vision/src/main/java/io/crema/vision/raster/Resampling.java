package io.crema.vision.raster;

import java.util.Arrays;

/** Reduces whole images to coarser grids. {@link Scaling} takes parts, and enlarges, too. */
public final class Resampling {

  private Resampling() {}

  /**
   * {@return an image with no side longer than a limit: the image itself if that is so already}
   *
   * <p>Each new pixel is the mean of the area that it covers. The aspect ratio is kept, except that
   * both sides are at least 1 pixel.
   *
   * @param image of any size
   * @param longestSide the limit in pixels, at least 1
   * @throws IllegalArgumentException if {@code longestSide} is less than 1
   */
  public static GreyImage limit(GreyImage image, int longestSide) {
    if (longestSide < 1) {
      throw new IllegalArgumentException(
          "Resampling: expected a side of at least 1 pixel, got " + longestSide);
    }
    int longest = Math.max(image.width(), image.height());
    if (longest <= longestSide) {
      return image;
    }
    double scale = (double) longestSide / longest;
    int width = Math.max(1, (int) Math.round(image.width() * scale));
    int height = Math.max(1, (int) Math.round(image.height() * scale));
    return reduce(image, width, height);
  }

  /**
   * {@return the image on a coarser grid, each level the mean of the area that it covers}
   *
   * @param image of any size
   * @param newWidth pixels in a row, from 1 to those of the image
   * @param newHeight rows, from 1 to those of the image
   */
  public static GreyImage reduce(GreyImage image, int newWidth, int newHeight) {
    float[] levels = image.levels();
    return GreyImage.wrap(
        newWidth, newHeight, reduce(levels, image.width(), image.height(), newWidth, newHeight));
  }

  /**
   * {@return levels on a coarser grid, each the mean of the area that it covers}
   *
   * @param levels row by row, from 0 to 1. Not modified.
   * @param width pixels in a row, at least 1
   * @param height rows, at least 1
   * @param newWidth columns, from 1 to {@code width}
   * @param newHeight rows, from 1 to {@code height}
   */
  public static float[] reduce(float[] levels, int width, int height, int newWidth, int newHeight) {
    if (newWidth == width && newHeight == height) {
      return levels.clone();
    }
    AreaMean mean = new AreaMean(width, height, newWidth, newHeight);
    for (int y = 0; y < height; y++) {
      mean.add(Arrays.copyOfRange(levels, y * width, (y + 1) * width));
    }
    float[] means = mean.means();
    clamp(means);
    return means;
  }

  /**
   * Clamps levels to the range from 0 to 1, which sums of rounded numbers exceed by a little.
   *
   * @param levels overwritten
   */
  public static void clamp(float[] levels) {
    for (int i = 0; i < levels.length; i++) {
      levels[i] = Math.min(1f, Math.max(0f, levels[i]));
    }
  }
}
