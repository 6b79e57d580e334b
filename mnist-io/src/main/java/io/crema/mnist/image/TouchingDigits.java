package io.crema.mnist.image;

import io.crema.mnist.image.Components.Component;
import io.crema.mnist.image.DigitLine.LineDigit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ink that may be one digit or several that touch. */
final class TouchingDigits {

  static double perPiece = 0.5;
  static double wide = 1.1;
  static double widePenalty = 6;
  static double low = 0.7;
  static double lowPenalty = 6;
  static double sure = 14;
  static double scale = 3;
  static int mostCuts = 14;
  static double leanStep = 0.12;
  static double crossed = 0.7;

  private final GreyImage ink;
  private final Box box;
  final int lineHeight;
  private final DigitFitter fitter;
  private final DigitLine.Reader reader;

  TouchingDigits(
      GreyImage ink, Box box, int lineHeight, DigitFitter fitter, DigitLine.Reader reader) {
    this.ink = ink;
    this.box = box;
    this.lineHeight = lineHeight;
    this.fitter = fitter;
    this.reader = reader;
  }

  /** Ink between two cuts. */
  record Piece(int from, int to, double cutInk, Box box, GreyImage image) {}

  List<LineDigit> split() {
    List<Cut> cuts = cuts();
    List<Piece> pieces = pieces(cuts);
    List<GreyImage> images = new ArrayList<>();
    for (Piece piece : pieces) {
      images.add(piece.image());
    }
    return best(pieces, reader.probabilities(images), cuts.size());
  }

  List<Piece> pieces(List<Cut> cuts) {
    List<Piece> pieces = new ArrayList<>();
    for (int i = 0; i < cuts.size(); i++) {
      for (int j = i + 1; j < cuts.size(); j++) {
        Piece piece = piece(cuts.get(i), cuts.get(j), i, j, cuts.size());
        if (piece != null) {
          pieces.add(piece);
        }
      }
    }
    return pieces;
  }

  private List<LineDigit> best(List<Piece> pieces, float[][] probabilities, int cuts) {
    double[] cost = new double[cuts];
    int[] last = new int[cuts];
    java.util.Arrays.fill(cost, 1, cuts, Double.POSITIVE_INFINITY);
    java.util.Arrays.fill(last, -1);
    for (int end = 1; end < cuts; end++) {
      for (int p = 0; p < pieces.size(); p++) {
        Piece piece = pieces.get(p);
        if (piece.to() == end) {
          double sum = cost[piece.from()] + cost(piece, probabilities[p]);
          if (sum < cost[end]) {
            cost[end] = sum;
            last[end] = p;
          }
        }
      }
    }
    List<LineDigit> digits = new ArrayList<>();
    int end = cuts - 1;
    while (end > 0 && last[end] >= 0) {
      Piece piece = pieces.get(last[end]);
      float[] of = probabilities[last[end]];
      int digit = largest(of);
      digits.add(0, new LineDigit(digit, of[digit], piece.box(), piece.image()));
      end = piece.from();
    }
    return digits;
  }

  private double cost(Piece piece, float[] probabilities) {
    int digit = largest(probabilities);
    double second = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < probabilities.length; i++) {
      second = i == digit ? second : Math.max(second, probabilities[i]);
    }
    double score = probabilities[digit] - 0.5 * second;
    double aspect = (double) piece.box().width() / lineHeight;
    double height = (double) piece.box().height() / lineHeight;
    return perPiece
        + Math.log1p(Math.exp((sure - score) / scale))
        + widePenalty * Math.max(0, aspect - wide)
        + lowPenalty * Math.max(0, low - height);
  }

  private static int largest(float[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      best = values[i] > values[best] ? i : best;
    }
    return best;
  }

  /** A straight line through the ink, from {@code top} in the first row to {@code bottom}. */
  record Cut(double top, double bottom, double ink) {
    double at(int row, int rows) {
      return top + (bottom - top) * (row + 0.5) / rows;
    }

    double middle() {
      return (top + bottom) / 2;
    }
  }

  List<Cut> cuts() {
    List<Cut> cuts = new ArrayList<>();
    int width = box.width();
    int least = Math.max(2, lineHeight / 7);
    if (width > 0.5 * lineHeight) {
      List<Cut> all = new ArrayList<>();
      for (int x = least; x <= width - least; x++) {
        Cut best = null;
        for (int lean = -2; lean <= 3; lean++) {
          double half = lean * leanStep * box.height() / 2.0;
          Cut cut = cut(x + half, x - half);
          if (best == null || cut.ink() < best.ink() - 0.5 * Math.abs(lean) / 100.0) {
            best = cut;
          }
        }
        all.add(best);
      }
      all.sort((a, b) -> Double.compare(a.ink(), b.ink()));
      int apart = Math.max(2, lineHeight / 12);
      for (Cut cut : all) {
        boolean free = true;
        for (Cut other : cuts) {
          free &= Math.abs(other.middle() - cut.middle()) >= apart;
        }
        if (free && cuts.size() < mostCuts && cut.ink() < crossed * box.height()) {
          cuts.add(cut);
        }
      }
    }
    cuts.add(new Cut(-box.height(), -box.height(), 0));
    cuts.add(new Cut(width + box.height(), width + box.height(), 0));
    cuts.sort((a, b) -> Double.compare(a.middle(), b.middle()));
    return cuts;
  }

  private Cut cut(double top, double bottom) {
    double sum = 0;
    for (int y = 0; y < box.height(); y++) {
      int x = (int) Math.floor(top + (bottom - top) * (y + 0.5) / box.height());
      if (x >= 0 && x < box.width()) {
        sum += ink.levels()[y * ink.width() + x];
      }
    }
    return new Cut(top, bottom, sum);
  }

  private @Nullable Piece piece(Cut left, Cut right, int from, int to, int cuts) {
    double span = Math.min(right.middle(), box.width()) - Math.max(left.middle(), 0);
    boolean whole = from == 0 && to == cuts - 1;
    if (!whole && (span > 1.4 * lineHeight || span < 0.12 * lineHeight)) {
      return null;
    }
    int width = box.width();
    int height = box.height();
    float[] levels = new float[width * height];
    boolean[] mask = new boolean[width * height];
    for (int y = 0; y < height; y++) {
      double begin = left.at(y, height);
      double end = right.at(y, height);
      for (int x = 0; x < width; x++) {
        if (x + 0.5 >= begin && x + 0.5 < end) {
          float level = ink.levels()[y * ink.width() + x];
          levels[y * width + x] = level;
          mask[y * width + x] = level >= 0.45f;
        }
      }
    }
    Components components = Components.of(mask, width, height);
    Component largest = null;
    for (Component component : components.all()) {
      largest = largest == null || component.area() > largest.area() ? component : largest;
    }
    if (largest == null) {
      return null;
    }
    Box tight = largest.box();
    boolean[] dropped = new boolean[components.all().size() + 1];
    for (Component component : components.all()) {
      if (component.area() >= 0.12 * largest.area() || whole) {
        tight = tight.union(component.box());
      } else {
        dropped[component.label()] = true;
      }
    }
    for (int i = 0; i < levels.length; i++) {
      if (dropped[components.labels()[i]]) {
        levels[i] = 0f;
      }
    }
    GreyImage image =
        fitter.fit(
            padded(levels, width, height),
            new Box(tight.x() + 1, tight.y() + 1, tight.width(), tight.height()));
    return new Piece(
        from,
        to,
        left.ink() + right.ink(),
        new Box(box.x() + tight.x(), box.y() + tight.y(), tight.width(), tight.height()),
        image);
  }

  /** With a frame of paper. */
  private static GreyImage padded(float[] levels, int width, int height) {
    float[] wide = new float[(width + 2) * (height + 2)];
    for (int y = 0; y < height; y++) {
      System.arraycopy(levels, y * width, wide, (y + 1) * (width + 2) + 1, width);
    }
    return new GreyImage(width + 2, height + 2, wide);
  }
}
