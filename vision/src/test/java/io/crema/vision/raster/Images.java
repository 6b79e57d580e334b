package io.crema.vision.raster;

import java.util.Random;
import java.util.function.DoubleBinaryOperator;

/** Images to test with. */
public final class Images {

  private Images() {}

  public static GreyImage of(int width, int height, DoubleBinaryOperator level) {
    float[] levels = new float[width * height];
    for (int i = 0; i < levels.length; i++) {
      int row = i / width;
      levels[i] = (float) level.applyAsDouble(i % width, row);
    }
    return GreyImage.of(width, height, levels);
  }

  public static GreyImage random(int width, int height, long seed) {
    Random random = new Random(seed);
    return of(width, height, (x, y) -> random.nextFloat());
  }

  public static boolean[] randomMask(int size, double share, long seed) {
    Random random = new Random(seed);
    boolean[] mask = new boolean[size];
    for (int i = 0; i < size; i++) {
      mask[i] = random.nextDouble() < share;
    }
    return mask;
  }

  public static double mean(GreyImage image) {
    double sum = 0;
    for (float level : image.toArray()) {
      sum += level;
    }
    return sum / image.width() / image.height();
  }

  /** {@return the mean of the absolute differences of two images of one size} */
  public static double difference(GreyImage a, GreyImage b) {
    double sum = 0;
    for (int y = 0; y < a.height(); y++) {
      for (int x = 0; x < a.width(); x++) {
        sum += Math.abs(a.get(x, y) - b.get(x, y));
      }
    }
    return sum / a.width() / a.height();
  }

  public static double largestDifference(GreyImage a, GreyImage b) {
    double most = 0;
    for (int y = 0; y < a.height(); y++) {
      for (int x = 0; x < a.width(); x++) {
        most = Math.max(most, Math.abs(a.get(x, y) - b.get(x, y)));
      }
    }
    return most;
  }
}
