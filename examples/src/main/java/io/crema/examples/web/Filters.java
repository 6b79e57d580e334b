package io.crema.examples.web;

import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;

/**
 * The weights of a first convolution as small pictures.
 *
 * @param width of each
 * @param height of each
 * @param maps one a filter, row by row: 0 for its lowest weight, 255 for its highest
 */
@SuppressWarnings("ArrayRecordComponent") // carries, is not compared
record Filters(int width, int height, int[][] maps) {

  private static final int WHITE = 255;

  /**
   * {@return the filters of a convolution}
   *
   * @param weights {@code [height, width, channels, filters]}, of which the first channel is shown
   */
  static Filters of(Tensor weights) {
    Shape shape = weights.shape();
    int pixels = shape.dim(0) * shape.dim(1);
    int filters = shape.dim(3);
    int step = shape.dim(2) * filters;
    int[][] maps = new int[filters][];
    for (int filter = 0; filter < filters; filter++) {
      float[] values = new float[pixels];
      for (int i = 0; i < pixels; i++) {
        values[i] = weights.array()[i * step + filter];
      }
      maps[filter] = stretched(values);
    }
    return new Filters(shape.dim(1), shape.dim(0), maps);
  }

  private static int[] stretched(float[] values) {
    float low = Float.POSITIVE_INFINITY;
    float high = Float.NEGATIVE_INFINITY;
    for (float value : values) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    int[] levels = new int[values.length];
    for (int i = 0; i < levels.length && high > low; i++) {
      levels[i] = Math.round(WHITE * (values[i] - low) / (high - low));
    }
    return levels;
  }
}
