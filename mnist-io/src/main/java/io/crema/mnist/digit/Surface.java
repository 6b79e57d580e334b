package io.crema.mnist.digit;

import io.crema.vision.raster.GreyImage;

/**
 * A surface of second degree over an image: the one with the least squares of its distances to the
 * pixels.
 */
final class Surface {

  private static final int TERMS = 6;

  /** Little against the sum of weights, and enough to divide by. */
  private static final double RIDGE = 1e-6;

  private final double[] factors;

  private Surface(double[] factors) {
    this.factors = factors;
  }

  /**
   * {@return the surface with the least weighted squares}
   *
   * @param places indices of the pixels that count
   * @param weights one for each of them, 0 or more
   */
  static Surface quadratic(GreyImage image, int[] places, float[] weights) {
    double[][] normal = new double[TERMS][TERMS + 1];
    double[] terms = new double[TERMS];
    for (int i = 0; i < places.length; i++) {
      int at = places[i];
      terms(image, at % image.width(), at / image.width(), terms);
      add(terms, image.levels()[at], weights[i], normal);
    }
    for (int i = 0; i < TERMS; i++) {
      normal[i][i] += RIDGE; // an image of one row or column leaves some terms open
      for (int j = 0; j < i; j++) {
        normal[i][j] = normal[j][i];
      }
    }
    return new Surface(solve(normal));
  }

  private static void add(double[] terms, float level, float weight, double[][] normal) {
    for (int i = 0; i < TERMS; i++) {
      double weighted = weight * terms[i];
      for (int j = i; j < TERMS; j++) {
        normal[i][j] += weighted * terms[j];
      }
      normal[i][TERMS] += weighted * level;
    }
  }

  /** {@return the levels of an image less those of the surface} */
  float[] without(GreyImage image) {
    int width = image.width();
    float[] rest = new float[width * image.height()];
    for (int y = 0; y < image.height(); y++) {
      double v = (2 * y + 1.0) / image.height() - 1;
      double constant = factors[0] + v * (factors[2] + v * factors[5]);
      double linear = factors[1] + v * factors[4];
      for (int x = 0; x < width; x++) {
        double u = (2 * x + 1.0) / width - 1;
        double level = constant + u * (linear + u * factors[3]);
        rest[y * width + x] = (float) (image.levels()[y * width + x] - level);
      }
    }
    return rest;
  }

  /** With both coordinates from -1 to 1. */
  private static void terms(GreyImage image, int x, int y, double[] terms) {
    double u = (2 * x + 1.0) / image.width() - 1;
    double v = (2 * y + 1.0) / image.height() - 1;
    terms[0] = 1;
    terms[1] = u;
    terms[2] = v;
    terms[3] = u * u;
    terms[4] = u * v;
    terms[5] = v * v;
  }

  /** By elimination; the matrix is positive definite, so no row has to be moved. */
  private static double[] solve(double[][] m) {
    int n = m.length;
    for (int i = 0; i < n; i++) {
      for (int row = i + 1; row < n; row++) {
        double factor = m[row][i] / m[i][i];
        for (int column = i; column <= n; column++) {
          m[row][column] -= factor * m[i][column];
        }
      }
    }
    double[] solution = new double[n];
    for (int i = n - 1; i >= 0; i--) {
      double sum = m[i][n];
      for (int column = i + 1; column < n; column++) {
        sum -= m[i][column] * solution[column];
      }
      solution[i] = sum / m[i][i];
    }
    return solution;
  }
}
