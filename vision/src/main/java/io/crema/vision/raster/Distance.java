package io.crema.vision.raster;

/**
 * Distances to the nearest pixel of a mask, exact and in time linear in the pixels: Felzenszwalb
 * &amp; Huttenlocher, "Distance transforms of sampled functions", 2012.
 */
public final class Distance {

  private static final float FAR = 1e12f;

  private Distance() {}

  /**
   * {@return the distance of each pixel to the nearest pixel of a mask, in pixels; 0 in the mask}
   * In an image whose mask is empty all distances are 1e6.
   *
   * @param mask for each pixel, row by row, whether it is in the mask. Not modified.
   * @param width pixels in a row, at least 1
   * @param height rows, at least 1
   */
  public static float[] to(boolean[] mask, int width, int height) {
    float[] distances = squares(mask, true, width, height);
    for (int i = 0; i < distances.length; i++) {
      distances[i] = (float) Math.sqrt(distances[i]);
    }
    return distances;
  }

  /**
   * {@return for each pixel how far it is inside the edge of a mask, in pixels; below 0 outside}
   *
   * <p>The edge runs half-way between pixels that are in the mask and pixels that are not.
   *
   * @param mask for each pixel, row by row, whether it is in the mask. Not modified.
   * @param width pixels in a row, at least 1
   * @param height rows, at least 1
   */
  public static float[] inside(boolean[] mask, int width, int height) {
    float[] toInk = squares(mask, true, width, height);
    float[] toPaper = squares(mask, false, width, height);
    float[] inside = new float[mask.length];
    for (int i = 0; i < inside.length; i++) {
      inside[i] =
          mask[i] ? (float) Math.sqrt(toPaper[i]) - 0.5f : 0.5f - (float) Math.sqrt(toInk[i]);
    }
    return inside;
  }

  /** {@return squares of the distances to the nearest pixel that is, or is not, in a mask} */
  private static float[] squares(boolean[] mask, boolean wanted, int width, int height) {
    float[] squares = new float[mask.length];
    for (int i = 0; i < squares.length; i++) {
      squares[i] = mask[i] == wanted ? 0f : FAR;
    }
    Envelope envelope = new Envelope(Math.max(width, height));
    for (int x = 0; x < width; x++) {
      envelope.apply(squares, x, width, height);
    }
    for (int y = 0; y < height; y++) {
      envelope.apply(squares, y * width, 1, width);
    }
    return squares;
  }

  /** The lower envelope of parabolas, one above each value of a line. */
  private static final class Envelope {

    private final float[] line;
    private final int[] vertex;
    private final double[] from;

    Envelope(int longest) {
      line = new float[longest];
      vertex = new int[longest];
      from = new double[longest + 1];
    }

    void apply(float[] values, int at, int step, int n) {
      for (int i = 0; i < n; i++) {
        line[i] = values[at + i * step];
      }
      int count = 0;
      for (int q = 0; q < n; q++) {
        if (line[q] >= FAR) {
          continue;
        }
        double crossing = Double.NEGATIVE_INFINITY;
        while (count > 0 && (crossing = crossing(vertex[count - 1], q)) <= from[count - 1]) {
          count--;
        }
        vertex[count] = q;
        from[count] = count == 0 ? Double.NEGATIVE_INFINITY : crossing;
        count++;
      }
      if (count > 0) {
        store(values, at, step, n, count);
      }
    }

    private double crossing(int p, int q) {
      return (line[q] - line[p] + (double) q * q - (double) p * p) / (2.0 * (q - p));
    }

    private void store(float[] values, int at, int step, int n, int count) {
      int k = 0;
      for (int i = 0; i < n; i++) {
        while (k + 1 < count && from[k + 1] < i) {
          k++;
        }
        int d = i - vertex[k];
        values[at + i * step] = d * d + line[vertex[k]];
      }
    }
  }

  /**
   * {@return the mean width of strokes in pixels: four times the mean distance to their edge; 0 if
   * there are none}
   *
   * @param inside what {@link #inside} gives for them. Not modified.
   */
  public static double strokeWidth(float[] inside) {
    double sum = 0;
    int count = 0;
    for (float distance : inside) {
      if (distance > 0) {
        sum += distance;
        count++;
      }
    }
    return count == 0 ? 0 : 4 * sum / count;
  }

  /**
   * {@return the levels, from 0 to 1, of strokes whose edges are moved outward, with soft edges}
   *
   * @param inside what {@link #inside} gives for the strokes. Not modified.
   * @param by how far to move the edges, in pixels; below 0 moves them inward
   */
  public static float[] grow(float[] inside, double by) {
    float[] ink = new float[inside.length];
    for (int i = 0; i < ink.length; i++) {
      ink[i] = (float) Math.min(Math.max(inside[i] + by + 0.5, 0), 1);
    }
    return ink;
  }
}
