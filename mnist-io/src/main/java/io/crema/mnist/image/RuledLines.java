package io.crema.mnist.image;

/**
 * Straight lines from edge to edge, as on ruled and squared paper.
 *
 * <p>A line shows in the sums of a mask along one direction. Where it is crossed, the mask is
 * thicker than the line, and stays.
 */
final class RuledLines {

  /** The steepest line that is looked for, in rows a column. */
  private static final double STEEPEST = 0.14;

  /** The part of its length in which a line must be there, and in the outer tenths. */
  private static final double COVERAGE = 0.7;

  /** A line's thickness is at most this part of the shorter side. */
  private static final double THICKEST = 0.05;

  private RuledLines() {}

  /**
   * Takes the lines out of a mask.
   *
   * @return whether there was one
   */
  static boolean remove(boolean[] mask, int width, int height) {
    boolean across = removeAcross(mask, width, height);
    if (!touchesTopAndBottom(mask, width, height)) {
      return across;
    }
    boolean[] turned = transpose(mask, width, height);
    boolean down = removeAcross(turned, height, width);
    if (down) {
      System.arraycopy(transpose(turned, height, width), 0, mask, 0, mask.length);
    }
    return across || down;
  }

  private static boolean[] transpose(boolean[] mask, int width, int height) {
    boolean[] turned = new boolean[mask.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        turned[x * height + y] = mask[y * width + x];
      }
    }
    return turned;
  }

  private static boolean removeAcross(boolean[] mask, int width, int height) {
    if (width < 16 || height < 16 || !touchesBothSides(mask, width, height)) {
      return false;
    }
    double slope = bestSlope(mask, width, height);
    Sums sums = new Sums(mask, width, height, slope);
    int thickest = Math.max(2, (int) (THICKEST * Math.min(width, height)));
    boolean found = false;
    for (int bin = 0; bin < sums.all.length; bin++) {
      if (!sums.isLine(bin, width)) {
        continue;
      }
      int end = bin + 1;
      while (end < sums.all.length && sums.all[end] >= COVERAGE / 2 * width) {
        end++;
      }
      int begin = bin;
      while (begin > 0 && sums.all[begin - 1] >= COVERAGE / 2 * width) {
        begin--;
      }
      if (end - begin <= thickest) {
        erase(mask, width, height, slope, begin - sums.offset, end - sums.offset);
        found = true;
      }
      bin = end;
    }
    return found;
  }

  private static boolean touchesTopAndBottom(boolean[] mask, int width, int height) {
    boolean top = false;
    boolean bottom = false;
    for (int x = 0; x < Math.min(2, height) * width; x++) {
      top |= mask[x];
      bottom |= mask[mask.length - 1 - x];
    }
    return top && bottom;
  }

  private static boolean touchesBothSides(boolean[] mask, int width, int height) {
    boolean left = false;
    boolean right = false;
    for (int y = 0; y < height; y++) {
      left |= mask[y * width] || mask[y * width + 1];
      right |= mask[y * width + width - 1] || mask[y * width + width - 2];
    }
    return left && right;
  }

  /** {@return the slope along which the sums differ most from each other} */
  private static double bestSlope(boolean[] mask, int width, int height) {
    int steps = (int) Math.ceil(STEEPEST * width);
    double best = 0;
    double most = -1;
    for (int i = -steps; i <= steps; i++) {
      double slope = (double) i / width;
      double energy = 0;
      for (int sum : new Sums(mask, width, height, slope).all) {
        energy += (double) sum * sum;
      }
      if (energy > most || (energy == most && Math.abs(slope) < Math.abs(best))) {
        most = energy;
        best = slope;
      }
    }
    return best;
  }

  /** Counts of the mask's pixels along parallel lines. */
  private static final class Sums {

    /** The bin of the line through the origin. */
    final int offset;

    final int[] all;
    private final int[] left;
    private final int[] right;

    Sums(boolean[] mask, int width, int height, double slope) {
      offset = (int) Math.ceil(Math.abs(slope) * width) + 1;
      all = new int[height + 2 * offset];
      left = new int[all.length];
      right = new int[all.length];
      int tenth = width / 10;
      for (int x = 0; x < width; x++) {
        int shift = offset - (int) Math.round(slope * x);
        for (int y = 0; y < height; y++) {
          if (mask[y * width + x]) {
            all[y + shift]++;
            left[y + shift] += x < tenth ? 1 : 0;
            right[y + shift] += x >= width - tenth ? 1 : 0;
          }
        }
      }
    }

    boolean isLine(int bin, int width) {
      double end = COVERAGE * (width / 10);
      return all[bin] >= COVERAGE * width && left[bin] >= end && right[bin] >= end;
    }
  }

  /** Erases the vertical runs that are no longer than the line is thick, or little more. */
  private static void erase(
      boolean[] mask, int width, int height, double slope, int begin, int end) {
    int longest = (int) Math.ceil(1.6 * (end - begin)) + 1;
    for (int x = 0; x < width; x++) {
      int shift = (int) Math.round(slope * x);
      for (int y = Math.max(0, begin + shift); y < Math.min(height, end + shift); y++) {
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
    }
  }
}
