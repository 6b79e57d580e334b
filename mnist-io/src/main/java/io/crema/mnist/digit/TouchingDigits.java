package io.crema.mnist.digit;

import io.crema.vision.raster.Box;
import io.crema.vision.raster.Components;
import io.crema.vision.raster.Components.Component;
import io.crema.vision.raster.GreyImage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ink that may be one digit or several that touch, and the pieces that it can be cut into. */
final class TouchingDigits {

  /** What is narrower, compared with the height of the line, is one digit. */
  private static final double NARROW = 0.45;

  /** What is wider, compared with the height of the line, is no digit; nor is what is lower. */
  private static final double WIDE = 1.4;

  private static final double LOW = 0.4;

  /** Ink from here on holds together. */
  private static final float INK = 0.45f;

  /** What comes loose of a piece and is smaller than this part of it was its neighbour's. */
  private static final double LOOSE = 0.12;

  private final GreyImage ink;
  private final Box box;
  private final int lineHeight;
  private final DigitFitter fitter;

  /**
   * Takes some ink.
   *
   * @param ink in a box, without that of others
   * @param box where the ink is on the page
   * @param lineHeight rows of the tallest digit of the line
   */
  TouchingDigits(GreyImage ink, Box box, int lineHeight, DigitFitter fitter) {
    this.ink = ink;
    this.box = box;
    this.lineHeight = lineHeight;
    this.fitter = fitter;
  }

  /**
   * Ink between two seams.
   *
   * @param from the number of the left seam
   * @param to the number of the right one
   * @param box where it is on the page
   * @param ink the ink in the box, with a frame of a pixel of paper
   * @param fitter makes an image of it
   */
  record Piece(int from, int to, Box box, GreyImage ink, DigitFitter fitter) {

    /** {@return the piece in 28 x 28 pixels, as MNIST has it} */
    GreyImage image() {
      return fitter.fit(ink, new Box(1, 1, box.width(), box.height()));
    }
  }

  /** All pieces. The seam of the highest number is right of all ink. */
  record Cuts(int seams, List<Piece> pieces) {}

  Cuts cut() {
    Seams all = new Seams(ink);
    List<Seam> seams = new ArrayList<>();
    seams.add(all.first());
    if (box.width() > NARROW * lineHeight) {
      seams.addAll(all.best(lineHeight));
    }
    seams.add(all.last());
    int last = seams.size() - 1;
    List<Piece> pieces = new ArrayList<>();
    for (int from = 0; from < last; from++) {
      for (int to = from + 1; to <= last; to++) {
        Piece piece = piece(seams.get(from), seams.get(to), from, to, to - from == last);
        if (piece != null) {
          pieces.add(piece);
        }
      }
    }
    return new Cuts(seams.size(), pieces);
  }

  private @Nullable Piece piece(Seam left, Seam right, int from, int to, boolean whole) {
    int begin = ink.width();
    int end = 0;
    for (int y = 0; y < ink.height(); y++) {
      if (left.columns()[y] < right.columns()[y]) {
        begin = Math.min(begin, left.columns()[y]);
        end = Math.max(end, right.columns()[y]);
      }
    }
    return begin < end
        ? piece(between(left, right, begin, end), begin, end - begin, from, to, whole)
        : null;
  }

  private @Nullable Piece piece(
      float[] levels, int begin, int width, int from, int to, boolean whole) {
    Components parts = Components.of(mask(levels), width, ink.height());
    Component largest = null;
    for (Component part : parts.all()) {
      largest = largest == null || part.area() > largest.area() ? part : largest;
    }
    if (largest == null) {
      return null;
    }
    Box tight = tidy(parts, largest, whole ? 0 : LOOSE, levels);
    if (!whole && (tight.width() > WIDE * lineHeight || tight.height() < LOW * lineHeight)) {
      return null;
    }
    int x = box.x() + begin + tight.x();
    Box place = new Box(x, box.y() + tight.y(), tight.width(), tight.height());
    return new Piece(from, to, place, framed(levels, width, tight), fitter);
  }

  /** {@return the ink between two seams, in some columns} */
  private float[] between(Seam left, Seam right, int begin, int end) {
    int width = end - begin;
    float[] levels = new float[width * ink.height()];
    for (int y = 0; y < ink.height(); y++) {
      int first = left.columns()[y];
      int count = right.columns()[y] - first;
      if (count > 0) {
        int to = y * width + first - begin;
        System.arraycopy(ink.levels(), y * ink.width() + first, levels, to, count);
      }
    }
    return levels;
  }

  private static boolean[] mask(float[] levels) {
    boolean[] mask = new boolean[levels.length];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = levels[i] >= INK;
    }
    return mask;
  }

  /** {@return the box of the parts that are not small, with the others taken off the levels} */
  private static Box tidy(Components parts, Component largest, double loose, float[] levels) {
    Box tight = largest.box();
    boolean[] dropped = new boolean[parts.all().size() + 1];
    for (Component part : parts.all()) {
      if (part.area() >= loose * largest.area()) {
        tight = tight.union(part.box());
      } else {
        dropped[part.label()] = true;
      }
    }
    int[] labels = parts.labels();
    for (int i = 0; i < levels.length; i++) {
      levels[i] = dropped[labels[i]] ? 0f : levels[i];
    }
    return tight;
  }

  /** {@return the levels in a box with a frame of paper} */
  private static GreyImage framed(float[] levels, int pitch, Box tight) {
    int width = tight.width() + 2;
    float[] framed = new float[width * (tight.height() + 2)];
    for (int y = 0; y < tight.height(); y++) {
      int from = (tight.y() + y) * pitch + tight.x();
      System.arraycopy(levels, from, framed, (y + 1) * width + 1, tight.width());
    }
    return GreyImage.wrap(width, tight.height() + 2, framed);
  }
}
