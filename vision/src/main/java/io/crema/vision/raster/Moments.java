package io.crema.vision.raster;

/**
 * The moments of an image: its mass, center of mass, and part of its covariance, each pixel
 * weighing as much as its level.
 *
 * @param mass the sum of the levels
 * @param x the center of mass, in pixels from the left edge of the image; NaN if the mass is 0
 * @param y the center of mass, in pixels from the upper edge; NaN if the mass is 0
 * @param covariance the covariance of x and y, in pixels squared; NaN if the mass is 0
 * @param varianceY the variance of y, in pixels squared; NaN if the mass is 0
 */
public record Moments(double mass, double x, double y, double covariance, double varianceY) {

  /**
   * {@return the moments of an image}
   *
   * @param ink of any size, light on black
   */
  public static Moments of(GreyImage ink) {
    double mass = 0;
    double sumX = 0;
    double sumY = 0;
    double sumXy = 0;
    double sumYy = 0;
    float[] levels = ink.levels();
    for (int row = 0; row < ink.height(); row++) {
      double y = row + 0.5;
      double line = 0;
      double lineX = 0;
      for (int column = 0; column < ink.width(); column++) {
        float level = levels[row * ink.width() + column];
        line += level;
        lineX += level * (column + 0.5);
      }
      mass += line;
      sumX += lineX;
      sumY += line * y;
      sumXy += lineX * y;
      sumYy += line * y * y;
    }
    double x = sumX / mass;
    double y = sumY / mass;
    return new Moments(mass, x, y, sumXy / mass - x * y, sumYy / mass - y * y);
  }
}
