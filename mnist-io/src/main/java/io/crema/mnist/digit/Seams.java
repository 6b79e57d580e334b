package io.crema.mnist.digit;

import io.crema.vision.raster.GreyImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Ways through ink from top to bottom at which digits that touch may be parted.
 *
 * <p>Some wind around the ink: for each pixel of some middle rows the cheapest way up and the
 * cheapest way down are put together, as in Avidan &amp; Shamir, "Seam carving for content-aware
 * image resizing", 2007. The others are straight lines, upright or leaning, as digits may touch
 * along their whole height.
 */
final class Seams {

  /** Winding seams at most, and straight ones. */
  private static final int WINDING = 8;

  private static final int STRAIGHT = 20;

  /** What a step costs beside the ink, and one to the side in addition. */
  private static final float STEP = 0.01f;

  private static final float ASIDE = 0.02f;

  /** Columns a row by which lines lean, in steps. */
  private static final double LEAN = 0.1;

  private static final int MOST_LEFT = -2;
  private static final int MOST_RIGHT = 3;

  /** The ink between two seams, and on both sides of one, as a part of the squared height. */
  private static final double APART = 0.02;

  /** Columns between two straight seams, as a part of the height. */
  private static final double GAP = 0.06;

  private final int width;
  private final int height;
  private final float[] ink;

  /** For each row and column the ink to the left in that row. */
  private final float[] before;

  private final double total;

  Seams(GreyImage image) {
    width = image.width();
    height = image.height();
    ink = image.levels();
    before = new float[(width + 1) * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int at = y * (width + 1) + x;
        before[at + 1] = before[at] + ink[y * width + x];
      }
    }
    total = last().left();
  }

  /** {@return the seam left of all ink} */
  Seam first() {
    return new Seam(new int[height], 0, 0);
  }

  /** {@return the seam right of all ink} */
  Seam last() {
    int[] columns = new int[height];
    Arrays.fill(columns, width);
    return seam(columns, 0);
  }

  /**
   * {@return seams that cross little ink, from left to right}
   *
   * @param lineHeight rows of a digit; a seam crosses no more ink than that
   */
  List<Seam> best(int lineHeight) {
    double apart = APART * lineHeight * lineHeight;
    List<Seam> chosen = new ArrayList<>();
    for (Seam seam : cheapestFirst(winding(lineHeight))) {
      if (chosen.size() < WINDING && isApart(seam, chosen, apart)) {
        chosen.add(seam);
      }
    }
    List<Seam> lines = new ArrayList<>();
    for (Seam seam : cheapestFirst(straight(lineHeight))) {
      boolean free = lines.size() < STRAIGHT && isApart(seam, chosen, apart);
      if (free && isBeside(seam, lines, GAP * lineHeight)) {
        lines.add(seam);
      }
    }
    chosen.addAll(lines);
    chosen.sort(Comparator.comparingDouble(Seam::left));
    return chosen;
  }

  private static List<Seam> cheapestFirst(List<Seam> seams) {
    seams.sort(Comparator.comparingDouble(Seam::crossed));
    return seams;
  }

  /** Whether there is enough ink on both sides, and between a seam and others. */
  private boolean isApart(Seam seam, List<Seam> others, double apart) {
    if (seam.left() < apart || total - seam.left() < apart) {
      return false;
    }
    for (Seam other : others) {
      double between = 0;
      for (int y = 0; y < height && between < apart; y++) {
        int row = y * (width + 1);
        between += Math.abs(before[row + seam.columns()[y]] - before[row + other.columns()[y]]);
      }
      if (between < apart) {
        return false;
      }
    }
    return true;
  }

  private boolean isBeside(Seam seam, List<Seam> others, double gap) {
    int middle = height / 2;
    for (Seam other : others) {
      if (Math.abs(other.columns()[middle] - seam.columns()[middle]) < gap) {
        return false;
      }
    }
    return true;
  }

  /** {@return for each column the line through its middle that crosses the least ink} */
  private List<Seam> straight(double mostCrossed) {
    List<Seam> all = new ArrayList<>();
    for (int x = 1; x < width; x++) {
      Seam best = null;
      for (int lean = MOST_LEFT; lean <= MOST_RIGHT; lean++) {
        Seam line = line(x, lean * LEAN);
        best = best == null || line.crossed() < best.crossed() ? line : best;
      }
      addCheap(best, mostCrossed, all);
    }
    return all;
  }

  private static void addCheap(@Nullable Seam seam, double mostCrossed, List<Seam> all) {
    if (seam != null && seam.crossed() <= mostCrossed) {
      all.add(seam);
    }
  }

  private Seam line(int middle, double lean) {
    int[] columns = new int[height];
    for (int y = 0; y < height; y++) {
      double x = middle + lean * (height / 2.0 - y);
      columns[y] = (int) Math.min(Math.max(x, 0), width);
    }
    return seam(columns, crossed(columns));
  }

  private List<Seam> winding(double mostCrossed) {
    List<Seam> all = new ArrayList<>();
    float[] down = costs(false);
    float[] up = costs(true);
    for (int quarter = 1; quarter <= 3; quarter++) {
      int row = quarter * (height - 1) / 4;
      for (int x = 1; x < width; x++) {
        addCheap(trace(down, up, row, x), mostCrossed, all);
      }
    }
    return all;
  }

  /** {@return for each pixel the cost of the cheapest way to it from the first or the last row} */
  private float[] costs(boolean fromBelow) {
    float[] costs = new float[width * height];
    for (int i = 0; i < height; i++) {
      int y = fromBelow ? height - 1 - i : i;
      int from = (fromBelow ? y + 1 : y - 1) * width;
      for (int x = 0; x < width; x++) {
        float least = i == 0 ? 0f : costs[from + next(costs, from, x)];
        costs[y * width + x] = least + ink[y * width + x] + STEP;
      }
    }
    return costs;
  }

  /** {@return the column of the line at {@code from} that is the cheapest to come from} */
  private int next(float[] costs, int from, int x) {
    int best = x;
    float least = costs[from + x];
    if (x > 0 && costs[from + x - 1] + ASIDE < least) {
      best = x - 1;
      least = costs[from + x - 1] + ASIDE;
    }
    return x < width - 1 && costs[from + x + 1] + ASIDE < least ? x + 1 : best;
  }

  private Seam trace(float[] down, float[] up, int row, int x) {
    int[] columns = new int[height];
    columns[row] = x;
    for (int y = row; y > 0; y--) {
      columns[y - 1] = next(down, (y - 1) * width, columns[y]);
    }
    for (int y = row; y < height - 1; y++) {
      columns[y + 1] = next(up, (y + 1) * width, columns[y]);
    }
    return seam(columns, crossed(columns));
  }

  private double crossed(int[] columns) {
    double crossed = 0;
    for (int y = 0; y < height; y++) {
      crossed += columns[y] < width ? ink[y * width + columns[y]] : 0;
    }
    return crossed;
  }

  private Seam seam(int[] columns, double crossed) {
    double left = 0;
    for (int y = 0; y < height; y++) {
      left += before[y * (width + 1) + columns[y]];
    }
    return new Seam(columns, crossed, left);
  }
}
