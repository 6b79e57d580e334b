package io.crema.mnist.digit;

import io.crema.vision.raster.Components;
import io.crema.vision.raster.Components.Component;
import io.crema.vision.raster.Quantile;
import java.util.List;

/** Whether ink covers so much of a picture, or in such a way, that it is no digit. */
final class Covered {

  /** Where ink covers this part of a picture, it may not have more holes than digits have. */
  private static final double MUCH_INK = 0.4;

  private static final int MOST_HOLES = 4;

  /** Smaller holes, as parts of the picture, are noise. */
  private static final double LEAST_HOLE = 2e-4;

  /** A part of the ink that has this much of it is all that matters. */
  private static final double NEARLY_ALL = 0.95;

  /** A row with this many times as much ink as usual is not of a single stroke. */
  private static final double UNUSUAL = 1.35;

  /** Of a single stroke this part of the rows may not be. */
  private static final double FEW_ROWS = 0.08;

  /** A part at an edge that is at least this long, as a part of the picture, may be a digit. */
  private static final double SPAN = 0.8;

  /** A part at an edge counts from this part of the picture's area on. */
  private static final double LEAST_GAP = 0.005;

  /** More parts at the edges than this are what ink left free. */
  private static final int MOST_GAPS = 2;

  /** Provided they have this part of the ink. */
  private static final double GAPS_AREA = 0.5;

  /** The part of the edges that light ink covers at most. */
  private static final double LIGHT_EDGE = 0.15;

  /** A part of light ink lies beside the largest one if they have less of their rows in common. */
  private static final double BESIDE = 0.5;

  /** And counts from this part of the largest one's area on. */
  private static final double SCATTERED = 0.1;

  private Covered() {}

  /**
   * {@return whether there is too much ink}
   *
   * @param inkCoverage the part of the picture that ink seemed to cover from afar
   * @param isLight whether the ink was light on dark paper
   */
  static boolean test(InkParts ink, double inkCoverage, boolean isLight) {
    double area = 0;
    for (Component part : ink.all()) {
      area += part.area();
    }
    double share = Math.max(inkCoverage, area / ink.mask().length);
    return (share > Legibility.MOST_INK && !isOne(ink, area))
        || (share > MUCH_INK && holes(ink) > MOST_HOLES)
        || isAlongEdges(ink, area)
        || (isLight && (isAtEdges(ink) || isScattered(ink)));
  }

  /** Whether ink that fills its picture may be a one. */
  private static boolean isOne(InkParts ink, double area) {
    List<Component> parts = ink.all();
    return !parts.isEmpty()
        && parts.get(0).area() > NEARLY_ALL * area
        && 2 * ink.ink().width() < ink.ink().height()
        && holes(ink) == 0
        && isOneStroke(ink);
  }

  /** Whether nearly every row has one run of ink, none much longer than the usual one. */
  private static boolean isOneStroke(InkParts ink) {
    int width = ink.ink().width();
    int height = ink.ink().height();
    float[] lengths = new float[height];
    int broken = 0;
    for (int y = 0; y < height; y++) {
      int runs = 0;
      for (int x = 0; x < width; x++) {
        boolean inked = ink.mask()[y * width + x];
        lengths[y] += inked ? 1 : 0;
        runs += inked && (x == 0 || !ink.mask()[y * width + x - 1]) ? 1 : 0;
      }
      broken += runs > 1 ? 1 : 0;
    }
    float usual = Quantile.of(lengths.clone(), 0.5);
    int wide = 0;
    for (float length : lengths) {
      wide += length > UNUSUAL * usual ? 1 : 0;
    }
    return broken + wide <= FEW_ROWS * height;
  }

  /** {@return the parts of the paper that ink surrounds} */
  private static int holes(InkParts ink) {
    boolean[] mask = ink.mask();
    boolean[] paper = new boolean[mask.length];
    for (int i = 0; i < mask.length; i++) {
      paper[i] = !mask[i];
    }
    int holes = 0;
    for (Component part : Components.of(paper, ink.ink().width(), ink.ink().height()).all()) {
      holes += part.edges() == 0 && part.area() > LEAST_HOLE * mask.length ? 1 : 0;
    }
    return holes;
  }

  /** Whether most of the ink is in several parts along the edges. */
  private static boolean isAlongEdges(InkParts ink, double area) {
    int side = Math.max(ink.ink().width(), ink.ink().height());
    double edge = 0;
    int gaps = 0;
    for (Component part : ink.all()) {
      boolean spans = part.box().longestSide() >= SPAN * side;
      if (part.edges() > 0 && !spans && part.area() > LEAST_GAP * ink.mask().length) {
        edge += part.area();
        gaps++;
      }
    }
    return edge > GAPS_AREA * area && gaps > MOST_GAPS;
  }

  /** Whether light ink is rather what dark ink left free along the edges. */
  private static boolean isAtEdges(InkParts ink) {
    boolean[] mask = ink.mask();
    int width = ink.ink().width();
    int height = ink.ink().height();
    int count = 0;
    for (int x = 0; x < width; x++) {
      count += mask[x] ? 1 : 0;
      count += height > 1 && mask[mask.length - 1 - x] ? 1 : 0;
    }
    for (int y = 1; y < height - 1; y++) {
      count += mask[y * width] ? 1 : 0;
      count += width > 1 && mask[(y + 1) * width - 1] ? 1 : 0;
    }
    return count > LIGHT_EDGE * 2 * (width + height);
  }

  /** Whether light ink is rather what dark ink left free here and there. */
  private static boolean isScattered(InkParts ink) {
    int scattered = 0;
    for (Component part : ink.all()) {
      Component largest = ink.all().get(0);
      boolean isBeside = largest.box().commonRows(part.box()) < BESIDE * part.box().height();
      scattered += isBeside && part.area() > SCATTERED * largest.area() ? 1 : 0;
    }
    return scattered > 1;
  }
}
