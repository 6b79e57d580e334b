package io.crema.vision.augment;

import io.crema.core.random.SplitMix64;

/**
 * A smooth random displacement of pixels.
 *
 * <p>Simard, Steinkraus and Platt, "Best Practices for Convolutional Neural Networks Applied to
 * Visual Document Analysis", 2003, draw a random vector for each pixel and smooth the field with a
 * Gaussian of standard deviation {@code sigma}. Here the vectors are drawn on a grid and joined by
 * cubic B-splines: the same kind of field, as a cubic B-spline over a grid of spacing {@code h} is
 * nearly a Gaussian of standard deviation {@code h / sqrt(3)}, at a tenth of the arithmetic or
 * less.
 */
final class Elastic {

  private static final int TAPS = 4;

  /** What makes the standard deviation of uniform numbers from -1 to 1 equal 1. */
  private static final double UNIFORM = 1.7320508075688772;

  /** The mean square of a cubic B-spline, so what is left of a variance along one axis. */
  private static final double SPLINE = 151.0 / 315;

  private final int height;
  private final int width;
  private final double spacing;
  private final int nodeColumns;
  private final int nodeRows;

  /** Of each column the node left of it, and the weights of the four nodes about it. */
  private final int[] firstNode;

  private final float[] weights;

  /** By node row and column of pixels, the splines along x being summed. */
  private final float[] alongX;

  private final float[] alongY;
  private final float[] nodesX;
  private final float[] nodesY;

  Elastic(int height, int width, double sigma) {
    this.height = height;
    this.width = width;
    spacing = sigma * StrictMath.sqrt(3);
    nodeColumns = nodes(width);
    nodeRows = nodes(height);
    firstNode = new int[Math.max(width, height)];
    weights = new float[firstNode.length * TAPS];
    for (int i = 0; i < firstNode.length; i++) {
      firstNode[i] = (int) (i / spacing);
      spline((float) (i / spacing - firstNode[i]), i * TAPS);
    }
    alongX = new float[nodeRows * width];
    alongY = new float[nodeRows * width];
    nodesX = new float[nodeColumns];
    nodesY = new float[nodeColumns];
  }

  private int nodes(int pixels) {
    return (int) ((pixels - 1) / spacing) + TAPS;
  }

  private void spline(float t, int at) {
    float s = 1 - t;
    weights[at] = s * s * s / 6;
    weights[at + 1] = (3 * t * t * t - 6 * t * t + 4) / 6;
    weights[at + 2] = (3 * s * s * s - 6 * s * s + 4) / 6;
    weights[at + 3] = t * t * t / 6;
  }

  /** Draws a field and says whether there is one. */
  boolean plan(Draws draws) {
    float deviation = draws.value(Distortion.ELASTIC);
    if (deviation == 0) {
      return false;
    }
    float scale = (float) (deviation * UNIFORM / SPLINE * 0x1p-31);
    long stream = draws.stream(Distortion.ELASTIC);
    for (int row = 0; row < nodeRows; row++) {
      for (int i = 0; i < nodeColumns; i++) {
        long bits = SplitMix64.at(stream, (long) row * nodeColumns + i);
        nodesX[i] = scale * (int) bits;
        nodesY[i] = scale * (int) (bits >>> 32);
      }
      alongRow(row * width);
    }
    return true;
  }

  private void alongRow(int to) {
    for (int x = 0; x < width; x++) {
      int node = firstNode[x];
      float w0 = weights[x * TAPS];
      float w1 = weights[x * TAPS + 1];
      float w2 = weights[x * TAPS + 2];
      float w3 = weights[x * TAPS + 3];
      alongX[to + x] =
          w0 * nodesX[node] + w1 * nodesX[node + 1] + w2 * nodesX[node + 2] + w3 * nodesX[node + 3];
      alongY[to + x] =
          w0 * nodesY[node] + w1 * nodesY[node + 1] + w2 * nodesY[node + 2] + w3 * nodesY[node + 3];
    }
  }

  /**
   * Adds the displacements.
   *
   * @param toX {@code [H, W]}, overwritten
   * @param toY the same
   */
  void add(float[] toX, float[] toY) {
    for (int y = 0; y < height; y++) {
      addRow(y, alongX, toX);
      addRow(y, alongY, toY);
    }
  }

  private void addRow(int y, float[] along, float[] to) {
    float w0 = weights[y * TAPS];
    float w1 = weights[y * TAPS + 1];
    float w2 = weights[y * TAPS + 2];
    float w3 = weights[y * TAPS + 3];
    int from = firstNode[y] * width;
    for (int x = from; x < from + width; x++) {
      float sum =
          w0 * along[x]
              + w1 * along[x + width]
              + w2 * along[x + 2 * width]
              + w3 * along[x + 3 * width];
      to[y * width + x - from] += sum;
    }
  }
}
