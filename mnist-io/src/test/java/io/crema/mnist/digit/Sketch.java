package io.crema.mnist.digit;

import io.crema.vision.raster.GreyImage;

/** Strokes with soft edges, to draw digits with. */
final class Sketch {

  /** Corners of strokes, from 0 to 1 across and down. */
  static final double[][] FIVE = {
    {0.9, 0}, {0.1, 0}, {0.1, 0.45}, {0.6, 0.4}, {0.95, 0.7}, {0.7, 0.97}, {0.1, 1}
  };

  static final double[][] SEVEN = {{0, 0}, {1, 0}, {0.4, 1}};
  static final double[][] FOUR = {
    {0.4, 0}, {0, 0.6}, {1, 0.6}, {0.75, 0.6}, {0.75, 0.3}, {0.75, 1}
  };
  static final double[][] ONE = {{0.5, 0}, {0.5, 1}};

  private final int width;
  private final int height;
  private final float[] ink;

  Sketch(int width, int height) {
    this.width = width;
    this.height = height;
    ink = new float[width * height];
  }

  /** Draws a digit of which the middles of its strokes fill a box. */
  Sketch digit(double[][] corners, double x, double y, double across, double down, double radius) {
    for (int i = 1; i < corners.length; i++) {
      line(
          x + corners[i - 1][0] * across,
          y + corners[i - 1][1] * down,
          x + corners[i][0] * across,
          y + corners[i][1] * down,
          radius);
    }
    return this;
  }

  Sketch line(double x0, double y0, double x1, double y1, double radius) {
    double squared = (x1 - x0) * (x1 - x0) + (y1 - y0) * (y1 - y0);
    for (int i = 0; i < ink.length; i++) {
      double x = i % width + 0.5;
      int row = i / width;
      double y = row + 0.5;
      double t = squared == 0 ? 0 : ((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / squared;
      t = Math.min(Math.max(t, 0), 1);
      double d = Math.hypot(x - x0 - t * (x1 - x0), y - y0 - t * (y1 - y0));
      ink[i] = (float) Math.max(ink[i], Math.min(Math.max(radius - d + 0.5, 0), 1));
    }
    return this;
  }

  /** {@return the ink itself, from 0 (paper) to 1} */
  GreyImage ink() {
    return GreyImage.of(width, height, ink);
  }

  /** {@return ink of one level on paper of another} */
  GreyImage picture(double paper, double level) {
    float[] levels = new float[ink.length];
    for (int i = 0; i < ink.length; i++) {
      levels[i] = (float) (paper + ink[i] * (level - paper));
    }
    return GreyImage.of(width, height, levels);
  }

  /** {@return a dark 5, 120 pixels high, on a white picture of 200 x 200} */
  static GreyImage five() {
    return new Sketch(200, 200).digit(FIVE, 65, 40, 70, 120, 5).picture(1, 0.1);
  }
}
