package io.crema.vision.raster;

import java.util.Arrays;

/** Finds the smallest or the largest level around each pixel: erosion and dilation by a square. */
public final class LocalExtremes {

  private LocalExtremes() {}

  /**
   * {@return an image in which each level is the largest of a square around it}
   *
   * @param image of any size
   * @param radius how many pixels the square extends from its middle, at least 0
   */
  public static GreyImage largest(GreyImage image, int radius) {
    return least(image.negative(), radius).negative();
  }

  /**
   * {@return an image in which each level is the smallest of a square around it}
   *
   * @param image of any size
   * @param radius how many pixels the square extends from its middle, at least 0
   */
  public static GreyImage least(GreyImage image, int radius) {
    int width = image.width();
    int height = image.height();
    float[] across = new float[width * height];
    for (int y = 0; y < height; y++) {
      least(image.levels(), y * width, 1, width, radius, across);
    }
    float[] levels = new float[width * height];
    for (int x = 0; x < width; x++) {
      least(across, x, width, height, radius, levels);
    }
    return GreyImage.wrap(width, height, levels);
  }

  /*
   * In blocks as long as the window: the least from the start of each block on, and up to its end.
   * Any window lies in two blocks: van Herk, "A fast algorithm for local minimum and maximum
   * filters on rectangular and octagonal kernels", 1992.
   */
  private static void least(float[] from, int at, int step, int n, int radius, float[] to) {
    int window = 2 * radius + 1;
    int length = (n + 2 * radius + window - 1) / window * window;
    float[] onwards = new float[length];
    Arrays.fill(onwards, Float.POSITIVE_INFINITY);
    for (int i = 0; i < n; i++) {
      onwards[radius + i] = from[at + i * step];
    }
    float[] upTo = onwards.clone();
    for (int i = 1; i < length; i++) {
      onwards[i] = i % window == 0 ? onwards[i] : Math.min(onwards[i], onwards[i - 1]);
      int j = length - 1 - i;
      upTo[j] = (j + 1) % window == 0 ? upTo[j] : Math.min(upTo[j], upTo[j + 1]);
    }
    for (int i = 0; i < n; i++) {
      to[at + i * step] = Math.min(upTo[i], onwards[i + window - 1]);
    }
  }
}
