package io.crema.mnist.digit;

import io.crema.vision.raster.GreyImage;
import io.crema.vision.raster.Quantile;
import io.crema.vision.raster.Smoothing;

/** How much noise an image has, and an image without it: {@link Step#DENOISE}. */
public final class Noise {

  /** Of a normal distribution the median of the absolute values is this part of the deviation. */
  private static final double MEDIAN_OF_NORMAL = 0.6745;

  /** The deviation of v - 2 w + x, of three values with deviation 1. */
  private static final double SECOND_DIFFERENCE = Math.sqrt(6);

  /** Values that the deviation is estimated from, about. */
  private static final int SAMPLES = 2_000;

  /** A pixel this much above or below all its neighbours is none of the picture. */
  private static final float IMPULSE = 0.12f;

  /** The deviation that is let pass. */
  private static final double QUIET = 0.02;

  /** The widest blur against noise, in pixels. */
  private static final double WIDEST = 2.5;

  /** The narrowest: less would leave the image as it is. */
  private static final double NARROWEST = 0.5;

  private Noise() {}

  /**
   * {@return the standard deviation of the noise, in levels; 0 where there are fewer than three
   * columns}
   *
   * <p>From the median of second differences along rows, which the edges of strokes, being few, do
   * not move.
   *
   * @param image of any size
   */
  public static double sigma(GreyImage image) {
    int width = image.width();
    if (width < 3) {
      return 0;
    }
    int inner = (width - 2) * image.height();
    int step = Math.max(1, inner / SAMPLES);
    float[] differences = new float[(inner + step - 1) / step];
    for (int i = 0; i < differences.length; i++) {
      int at = i * step / (width - 2) * width + i * step % (width - 2);
      float[] v = image.levels();
      differences[i] = Math.abs(v[at] - 2 * v[at + 1] + v[at + 2]);
    }
    return Quantile.of(differences, 0.5) / MEDIAN_OF_NORMAL / SECOND_DIFFERENCE;
  }

  /**
   * {@return an image without single pixels unlike all eight around them, and with no more than
   * 0.02 of noise left, as long as a Gaussian of 2.5 pixels can do that}
   *
   * @param image of any size
   */
  public static GreyImage remove(GreyImage image) {
    GreyImage calm = withoutImpulses(image);
    double sigma = sigma(calm);
    return sigma <= QUIET ? calm : Smoothing.gaussian(calm, blurAgainst(sigma));
  }

  /** {@return the width of the Gaussian that leaves {@link #QUIET} of white noise} */
  private static double blurAgainst(double sigma) {
    return Math.min(WIDEST, Math.max(NARROWEST, sigma / QUIET / (2 * Math.sqrt(Math.PI))));
  }

  /** {@return an image in which pixels unlike all their neighbours have the mean of these} */
  static GreyImage withoutImpulses(GreyImage image) {
    int width = image.width();
    int height = image.height();
    float[] from = image.levels();
    float[] to = image.toArray();
    for (int y = 1; y < height - 1; y++) {
      for (int x = 1; x < width - 1; x++) {
        int at = y * width + x;
        float value = from[at];
        float left = from[at - 1];
        float up = from[at - width];
        boolean above = value > left + IMPULSE && value > up + IMPULSE;
        boolean below = value < left - IMPULSE && value < up - IMPULSE;
        if (above || below) {
          to[at] = unlikeNeighbours(from, at, width, value);
        }
      }
    }
    return GreyImage.wrap(width, height, to);
  }

  private static float unlikeNeighbours(float[] from, int at, int width, float value) {
    float least = Float.POSITIVE_INFINITY;
    float most = Float.NEGATIVE_INFINITY;
    float sum = 0f;
    for (int dy = -width; dy <= width; dy += width) {
      for (int dx = -1; dx <= 1; dx++) {
        if (dx != 0 || dy != 0) {
          float neighbour = from[at + dy + dx];
          least = Math.min(least, neighbour);
          most = Math.max(most, neighbour);
          sum += neighbour;
        }
      }
    }
    return value > most + IMPULSE || value < least - IMPULSE ? sum / 8 : value;
  }
}
