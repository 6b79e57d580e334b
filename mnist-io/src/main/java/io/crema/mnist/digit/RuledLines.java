package io.crema.mnist.digit;

import io.crema.vision.raster.GreyImage;
import java.util.Arrays;

/**
 * Straight lines from edge to edge, as on ruled and squared paper: {@link Step#UNRULE}.
 *
 * <p>A line shows in the sums of a mask along one direction. Where it is crossed, the mask is
 * thicker than the line, and stays.
 */
public final class RuledLines {

  /** The steepest line that is looked for, in rows a column. */
  private static final double STEEPEST = 0.14;

  /** The part of its length in which a line must be there, and of the outer tenths, too. */
  private static final double COVERAGE = 0.7;

  /** What is beside a line belongs to it from this part of the length on. */
  private static final double RIM = COVERAGE / 2;

  /** A line's thickness is at most this part of the shorter side, but for two pixels. */
  private static final double THICKEST = 0.05;

  /** Where the mask is this much thicker than the line, it is crossed. */
  private static final double CROSSED = 1.6;

  /** Pictures with a shorter side have no lines. */
  private static final int SMALLEST = 16;

  private final boolean[] mask;
  private final int width;
  private final int height;

  private RuledLines(boolean[] mask, int width, int height) {
    this.mask = mask;
    this.width = width;
    this.height = height;
  }

  /**
   * {@return the ink with lines at 0, the same image where there is none}
   *
   * @param ink of any size, stretched: from 0 (paper) to 1 (the darkest ink)
   */
  public static GreyImage remove(GreyImage ink) {
    boolean[] before = Threshold.above(ink, (float) Threshold.LITTLE_INK);
    boolean[] mask = before.clone();
    if (!remove(mask, ink.width(), ink.height())) {
      return ink;
    }
    float[] levels = ink.toArray();
    for (int i = 0; i < levels.length; i++) {
      levels[i] = before[i] && !mask[i] ? 0f : levels[i];
    }
    return GreyImage.wrap(ink.width(), ink.height(), levels);
  }

  /**
   * Takes the lines out of a mask.
   *
   * @param mask row by row. Overwritten.
   * @return whether there was one
   */
  static boolean remove(boolean[] mask, int width, int height) {
    if (Math.min(width, height) < SMALLEST) {
      return false;
    }
    RuledLines lines = new RuledLines(mask, width, height);
    boolean isRuled = lines.removeAcross();
    if (!lines.touchesTopAndBottom()) {
      return isRuled;
    }
    RuledLines turned = lines.transposed();
    if (turned.removeAcross()) {
      System.arraycopy(turned.transposed().mask, 0, mask, 0, mask.length);
      return true;
    }
    return isRuled;
  }

  private RuledLines transposed() {
    boolean[] turned = new boolean[mask.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        turned[x * height + y] = mask[y * width + x];
      }
    }
    return new RuledLines(turned, height, width);
  }

  /** Whether there is something in the two first and the two last rows. */
  private boolean touchesTopAndBottom() {
    boolean top = false;
    boolean bottom = false;
    for (int i = 0; i < 2 * width; i++) {
      top |= mask[i];
      bottom |= mask[mask.length - 1 - i];
    }
    return top && bottom;
  }

  private boolean touchesBothSides() {
    boolean left = false;
    boolean right = false;
    for (int y = 0; y < height; y++) {
      left |= mask[y * width] || mask[y * width + 1];
      right |= mask[y * width + width - 1] || mask[y * width + width - 2];
    }
    return left && right;
  }

  private boolean removeAcross() {
    if (!touchesBothSides()) {
      return false;
    }
    Runs runs = new Runs(mask, width, height);
    Sums sums = runs.sums(bestSlope(runs));
    int thickest = Math.max(2, (int) (THICKEST * Math.min(width, height)));
    boolean isFound = false;
    for (int bin = 0; bin < sums.all.length; bin++) {
      if (sums.isLine(bin)) {
        int begin = sums.begin(bin);
        int end = sums.end(bin);
        if (end - begin <= thickest) {
          erase(sums.slope, begin - sums.offset, end - sums.offset);
          isFound = true;
        }
        bin = end;
      }
    }
    return isFound;
  }

  /** {@return the slope along which the sums differ most from each other} */
  private double bestSlope(Runs runs) {
    int steps = (int) Math.ceil(STEEPEST * width);
    double best = 0;
    double most = -1;
    for (int i = -steps; i <= steps; i++) {
      double slope = (double) i / width;
      double energy = runs.energy(slope);
      if (energy > most || (energy == most && Math.abs(slope) < Math.abs(best))) {
        most = energy;
        best = slope;
      }
    }
    return best;
  }

  /** Erases the vertical runs that are no longer than the line is thick, or little more. */
  private void erase(double slope, int begin, int end) {
    int longest = (int) Math.ceil(CROSSED * (end - begin)) + 1;
    for (int x = 0; x < width; x++) {
      int shift = (int) Math.round(slope * x);
      for (int y = Math.max(0, begin + shift); y < Math.min(height, end + shift); y++) {
        eraseRun(x, y, longest);
      }
    }
  }

  private void eraseRun(int x, int y, int longest) {
    int top = y;
    while (top > 0 && mask[(top - 1) * width + x]) {
      top--;
    }
    int bottom = y;
    while (bottom < height && mask[bottom * width + x]) {
      bottom++;
    }
    if (bottom - top <= longest) {
      for (int row = top; row < bottom; row++) {
        mask[row * width + x] = false;
      }
    }
  }

  /** The vertical runs of a mask: few, where there are lines, compared with its pixels. */
  private static final class Runs {

    private final int width;
    private final int height;

    /** Where the runs of each column begin in the two lists. */
    private final int[] columns;

    private int[] tops = new int[64];
    private int[] bottoms = new int[64];

    Runs(boolean[] mask, int width, int height) {
      this.width = width;
      this.height = height;
      columns = new int[width + 1];
      int count = 0;
      for (int x = 0; x < width; x++) {
        columns[x] = count;
        for (int y = 0; y < height; y++) {
          if (mask[y * width + x]) {
            int top = y;
            while (y < height && mask[y * width + x]) {
              y++;
            }
            add(count++, top, y);
          }
        }
      }
      columns[width] = count;
    }

    private void add(int at, int top, int bottom) {
      if (at == tops.length) {
        tops = Arrays.copyOf(tops, 2 * at);
        bottoms = Arrays.copyOf(bottoms, 2 * at);
      }
      tops[at] = top;
      bottoms[at] = bottom;
    }

    /** {@return the sum of the squares of all sums along a slope} */
    double energy(double slope) {
      Sums sums = new Sums(width, height, slope);
      add(0, width, slope, sums.offset, sums.all);
      double energy = 0;
      for (int sum : sums.all) {
        energy += (double) sum * sum;
      }
      return energy;
    }

    Sums sums(double slope) {
      Sums sums = new Sums(width, height, slope);
      int tenth = width / 10;
      add(0, width, slope, sums.offset, sums.all);
      add(0, tenth, slope, sums.offset, sums.left);
      add(width - tenth, width, slope, sums.offset, sums.right);
      return sums;
    }

    /** By the steps up and down first, of which the sums are then the sums. */
    private void add(int first, int end, double slope, int offset, int[] sums) {
      for (int x = first; x < end; x++) {
        int shift = offset - (int) Math.round(slope * x);
        for (int run = columns[x]; run < columns[x + 1]; run++) {
          sums[tops[run] + shift]++;
          sums[bottoms[run] + shift]--;
        }
      }
      for (int i = 1; i < sums.length; i++) {
        sums[i] += sums[i - 1];
      }
    }
  }

  /** Counts of the mask's pixels along parallel lines. */
  private static final class Sums {

    final double slope;

    /** The bin of the line through the origin. */
    final int offset;

    final int[] all;
    final int[] left;
    final int[] right;
    private final int width;

    Sums(int width, int height, double slope) {
      this.width = width;
      this.slope = slope;
      offset = (int) Math.ceil(Math.abs(slope) * width) + 1;
      all = new int[height + 2 * offset];
      left = new int[all.length];
      right = new int[all.length];
    }

    boolean isLine(int bin) {
      int tenth = width / 10;
      double end = COVERAGE * tenth;
      return all[bin] >= COVERAGE * width && left[bin] >= end && right[bin] >= end;
    }

    int begin(int bin) {
      int begin = bin;
      while (begin > 0 && all[begin - 1] >= RIM * width) {
        begin--;
      }
      return begin;
    }

    int end(int bin) {
      int end = bin + 1;
      while (end < all.length && all[end] >= RIM * width) {
        end++;
      }
      return end;
    }
  }
}
