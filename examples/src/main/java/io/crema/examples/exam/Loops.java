package io.crema.examples.exam;

import java.util.ArrayDeque;
import java.util.Deque;

/** The loops that strokes close, as those of an 8. */
final class Loops {

  /** What is less deep, in pixels of the 28 x 28 image, is a flaw in the ink and no loop. */
  private static final float SHALLOWEST = 0.35f;

  /** The share of a loop's depth that strokes may take. */
  private static final float SHARE = 0.6f;

  private Loops() {}

  /** {@return how far strokes may grow, in pixels, so that every loop stays open} */
  static float room(float[] distances) {
    boolean[] seen = new boolean[distances.length];
    depth(distances, seen, 0);
    float room = Float.MAX_VALUE;
    for (int i = 0; i < distances.length; i++) {
      if (!seen[i] && distances[i] <= 0) {
        float depth = depth(distances, seen, i);
        room = depth < SHALLOWEST ? room : Math.min(room, SHARE * depth);
      }
    }
    return room;
  }

  /** Fills a connected part without ink and {@return its largest distance from the ink} */
  private static float depth(float[] distances, boolean[] seen, int from) {
    float depth = 0;
    Deque<Integer> open = new ArrayDeque<>();
    seen[from] = true;
    open.add(from);
    while (!open.isEmpty()) {
      int i = open.remove();
      depth = Math.max(depth, -distances[i]);
      for (int step : new int[] {-1, 1, -Ink.SIDE, Ink.SIDE}) {
        int next = i + step;
        if (next >= 0 && next < seen.length && !seen[next] && distances[next] <= 0) {
          seen[next] = true;
          open.add(next);
        }
      }
    }
    return depth;
  }
}
