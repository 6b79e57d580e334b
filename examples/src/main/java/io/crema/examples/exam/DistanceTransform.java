package io.crema.examples.exam;

import java.util.Arrays;

/** The exact distance of every cell of a square grid to the nearest marked one. */
final class DistanceTransform {

  /* Meijster, Roerdink and Hesselink, "A General Algorithm for Computing Distance Transforms in
   * Linear Time", 2000: first down and up the columns, then along each row the lower envelope of
   * the parabolas (x - i)^2 + g(i)^2, g being the distance within column i. */

  private final int side;
  private final int[] columnDistance;
  private final int[] vertex;
  private final int[] start;

  private DistanceTransform(int side) {
    this.side = side;
    columnDistance = new int[side * side];
    vertex = new int[side];
    start = new int[side];
  }

  /**
   * {@return the distances in cells; twice the side if nothing is marked}
   *
   * @param marked {@code side * side} cells. Not modified.
   */
  static float[] of(boolean[] marked, int side) {
    DistanceTransform transform = new DistanceTransform(side);
    transform.scanColumns(marked);
    float[] distances = new float[side * side];
    for (int y = 0; y < side; y++) {
      transform.scanRow(y * side, distances);
    }
    return distances;
  }

  private void scanColumns(boolean[] marked) {
    int far = 2 * side;
    Arrays.setAll(columnDistance, i -> marked[i] ? 0 : far);
    for (int i = side; i < columnDistance.length; i++) {
      columnDistance[i] = Math.min(columnDistance[i], columnDistance[i - side] + 1);
    }
    for (int i = columnDistance.length - side - 1; i >= 0; i--) {
      columnDistance[i] = Math.min(columnDistance[i], columnDistance[i + side] + 1);
    }
  }

  private void scanRow(int row, float[] distances) {
    int last = 0;
    vertex[0] = 0;
    start[0] = 0;
    for (int u = 1; u < side; u++) {
      while (last >= 0 && value(row, vertex[last], start[last]) > value(row, u, start[last])) {
        last--;
      }
      int from = last < 0 ? 0 : 1 + meeting(row, vertex[last], u);
      if (from < side) {
        last++;
        vertex[last] = u;
        start[last] = from;
      }
    }
    for (int x = side - 1; x >= 0; x--) {
      distances[row + x] =
          (float) Math.sqrt(Math.min(value(row, vertex[last], x), 4 * side * side));
      if (x == start[last]) {
        last--;
      }
    }
  }

  private int value(int row, int i, int x) {
    int g = columnDistance[row + i];
    return (x - i) * (x - i) + g * g;
  }

  private int meeting(int row, int i, int u) {
    int gi = columnDistance[row + i];
    int gu = columnDistance[row + u];
    return Math.floorDiv(u * u - i * i + gu * gu - gi * gi, 2 * (u - i));
  }
}
