package io.crema.examples.report;

import io.crema.nn.metric.ConfusionMatrix;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * A confusion matrix as a heat map. Right answers are blue, wrong ones have a scale of their own:
 * beside nearly a thousand right answers a few wrong ones would all look the same.
 *
 * <p>Names and counts are written where there is room for them. With many classes there is none:
 * then the axes have the numbers of the classes, and the most frequent confusions are listed below.
 */
final class ConfusionChart {

  private static final int TOP = 84;
  private static final int GREATEST_CELL = 66;
  private static final int SPAN = 680;
  private static final int GREATEST_HEAD = 130;
  private static final int GAP = 8;
  private static final int FOOT = 76;
  private static final int SHARES = 70;

  /** The least height of a row with words in it. */
  private static final int LINE = 17;

  /** The least width of a column with a slanted name above it. */
  private static final int SLANTED_LINE = 25;

  private static final int LIST_LINE = 22;
  private static final int LIST_HEAD = 36;

  private final ConfusionMatrix matrix;
  private final List<String> names;
  private final List<Confusion> confusions;
  private final boolean named;
  private final boolean counted;
  private final int cell;
  private final double head;
  private final double left;
  private final double top;
  private final double bottom;
  private final Drawing drawing;

  private ConfusionChart(ConfusionMatrix matrix, List<String> names) {
    this.matrix = matrix;
    this.names = names;
    confusions = Confusion.of(matrix);
    int classes = matrix.classes();
    Drawing ruler = new Drawing(1).pen(Palette.INK, Palette.TEXT);
    double longest = names.stream().mapToDouble(ruler::width).max().orElse(0);
    double namedHead = Math.min(GREATEST_HEAD, longest);
    int namedCell = cell(classes, namedHead);
    boolean slanted = longest > namedCell - GAP;
    named = namedCell >= (slanted ? SLANTED_LINE : LINE);
    head = named ? namedHead : ruler.width(Integer.toString(classes));
    cell = named ? namedCell : Math.max(1, SPAN / classes);
    ruler.pen(Palette.INK, Palette.SMALL);
    counted = cell >= LINE && ruler.width(Integer.toString(most(matrix))) < cell - 2;
    left = Drawing.MARGIN + 30 + head + GAP;
    top = TOP + 24 + (named && slanted ? head * Math.sqrt(0.5) + GAP : 16);
    bottom = top + classes * cell;
    drawing = new Drawing((int) bottom + FOOT + listHeight());
    if (named) {
      drawColumnNames(slanted);
    } else {
      drawNumbers();
    }
  }

  /** {@return the side of a cell, so that the last slanted name and the shares have room} */
  private static int cell(int classes, double head) {
    double room = Drawing.WIDTH - (Drawing.MARGIN + 30 + head + GAP);
    double right = Math.max(SHARES, head * Math.sqrt(0.5));
    return (int) Math.min(GREATEST_CELL, Math.min(SPAN, room - GAP - right) / classes);
  }

  private static int most(ConfusionMatrix matrix) {
    int most = 0;
    for (int truth = 0; truth < matrix.classes(); truth++) {
      for (int predicted = 0; predicted < matrix.classes(); predicted++) {
        most = Math.max(most, matrix.count(truth, predicted));
      }
    }
    return most;
  }

  private int listHeight() {
    return (counted && named) || confusions.isEmpty()
        ? 0
        : LIST_HEAD + confusions.size() * LIST_LINE;
  }

  static BufferedImage draw(TestRun test) {
    return new ConfusionChart(test.evaluation().confusionMatrix(), test.classNames()).draw();
  }

  private BufferedImage draw() {
    drawing.title("Confusion matrix", explanation());
    int side = matrix.classes() * cell;
    for (int truth = 0; truth < matrix.classes(); truth++) {
      drawRow(truth);
    }
    drawing.pen(Palette.GREY, Palette.TEXT);
    drawing.centred("predicted class", left + side / 2.0, TOP);
    drawing.upwards("true class", Drawing.MARGIN + 8, top + side / 2.0);
    if (named) {
      drawing.text("right", left + side + GAP, top - 16);
    }
    drawKey(bottom + 36);
    if (listHeight() > 0) {
      drawList(bottom + FOOT);
    }
    return drawing.picture();
  }

  private String explanation() {
    String what = "How many images of each class (row) were predicted to be of which (column)";
    return named ? what : what + "; classes by number, from 0";
  }

  private void drawColumnNames(boolean slanted) {
    drawing.pen(Palette.INK, Palette.TEXT);
    for (int column = 0; column < names.size(); column++) {
      double middle = left + (column + 0.5) * cell;
      String name = drawing.fitted(names.get(column), head);
      if (slanted) {
        drawing.aslant(name, middle - 4, top - GAP);
      } else {
        drawing.centred(name, middle, top - 16);
      }
    }
  }

  /** Numbers some of the rows and columns, as many as there is room for. */
  private void drawNumbers() {
    drawing.pen(Palette.INK, Palette.TEXT);
    int step = 5;
    while (step * cell < head + GAP || step * cell < LINE) {
      step *= 2;
    }
    for (int label = 0; label < matrix.classes(); label += step) {
      double middle = (label + 0.5) * cell;
      drawing.centred(Integer.toString(label), left + middle, top - 14);
      drawing.flushed(Integer.toString(label), left - GAP, top + middle);
    }
  }

  private void drawRow(int truth) {
    double y = top + truth * cell;
    for (int predicted = 0; predicted < matrix.classes(); predicted++) {
      drawCell(truth, predicted, left + predicted * cell, y);
    }
    if (!named) {
      return;
    }
    drawing.pen(Palette.INK, Palette.TEXT);
    drawing.flushed(drawing.fitted(names.get(truth), head), left - GAP, y + cell / 2.0);
    if (matrix.support(truth) > 0) {
      double recall = (double) matrix.count(truth, truth) / matrix.support(truth);
      drawing.text(Words.percent(recall), left + names.size() * cell + GAP, y + cell / 2.0);
    }
  }

  private void drawCell(int truth, int predicted, double x, double y) {
    int count = matrix.count(truth, predicted);
    Color ground = truth == predicted ? rightGround(truth) : wrongGround(count);
    drawing.pen(Palette.RULE).box(x, y, cell, cell);
    drawing.pen(ground).box(x, y, cell - 1, cell - 1);
    if (counted) {
      Color ink = count == 0 ? Palette.GREY : Palette.readableOn(ground);
      drawing.pen(ink, count == 0 || cell < 40 ? Palette.SMALL : Palette.BOLD);
      drawing.centred(Integer.toString(count), x + cell / 2.0, y + cell / 2.0);
    }
  }

  private Color rightGround(int label) {
    int support = Math.max(1, matrix.support(label));
    return Palette.tint(Palette.BLUE, (double) matrix.count(label, label) / support);
  }

  /** By the root: so that one mistake is seen, too. */
  private Color wrongGround(int count) {
    return Palette.tint(Palette.VERMILION, Math.sqrt((double) count / Math.max(1, mostWrong())));
  }

  private int mostWrong() {
    return confusions.isEmpty() ? 0 : confusions.get(0).count();
  }

  private void drawKey(double y) {
    drawing.pen(Palette.BLUE).box(left, y - 7, 14, 14);
    drawing.pen(Palette.GREY, Palette.TEXT).text("right answers", left + 22, y);
    double x = left + 150;
    for (int step = 1; step <= 5; step++) {
      drawing.pen(Palette.tint(Palette.VERMILION, Math.sqrt(step / 5.0))).box(x, y - 7, 14, 14);
      x += 14;
    }
    String wrong = "wrong answers, the more the darker: up to " + mostWrong() + " in a cell";
    drawing.pen(Palette.GREY).text(wrong, x + GAP, y);
  }

  private void drawList(double y) {
    drawing.pen(Palette.INK, Palette.BOLD);
    drawing.text("The most frequent confusions", Drawing.MARGIN, y);
    double line = y + LIST_LINE;
    for (Confusion confusion : confusions) {
      drawing.pen(Palette.INK, Palette.TEXT);
      String images =
          Words.count(confusion.count()) + " of " + Words.count(matrix.support(confusion.truth()));
      drawing.flushed(images, Drawing.MARGIN + 110, line);
      drawing.text(listed(confusion.truth()), Drawing.MARGIN + 126, line);
      drawing.pen(Palette.VERMILION).text("\u2192", Drawing.MARGIN + 474, line);
      drawing.pen(Palette.INK).text(listed(confusion.predicted()), Drawing.MARGIN + 500, line);
      line += LIST_LINE;
    }
  }

  private String listed(int label) {
    String name = names.get(label);
    String number = Integer.toString(label);
    return drawing.fitted(named || name.equals(number) ? name : number + " " + name, 340);
  }
}
