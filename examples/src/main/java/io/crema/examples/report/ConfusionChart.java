package io.crema.examples.report;

import io.crema.nn.metric.ConfusionMatrix;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * A confusion matrix as a heat map with the count in every cell. Right answers are blue, wrong ones
 * have a scale of their own: beside nearly a thousand right answers a few wrong ones would all look
 * the same.
 */
final class ConfusionChart {

  private static final int TOP = 84;
  private static final int GREATEST_CELL = 66;
  private static final int SPAN = 680;
  private static final int GREATEST_HEAD = 130;
  private static final int GAP = 8;
  private static final int FOOT = 76;

  private final ConfusionMatrix matrix;
  private final List<String> names;
  private final int cell;
  private final int most;
  private final double head;
  private final double left;
  private final double top;
  private final Drawing drawing;

  private ConfusionChart(ConfusionMatrix matrix, List<String> names) {
    this.matrix = matrix;
    this.names = names;
    cell = Math.min(GREATEST_CELL, SPAN / matrix.classes());
    most = mostWrong(matrix);
    Drawing ruler = new Drawing(1).pen(Palette.INK, Palette.TEXT);
    double longest = names.stream().mapToDouble(ruler::width).max().orElse(0);
    head = Math.min(GREATEST_HEAD, longest);
    boolean slanted = longest > cell - GAP;
    left = Drawing.MARGIN + 30 + head + GAP;
    top = TOP + 24 + (slanted ? head * Math.sqrt(0.5) + GAP : 16);
    drawing = new Drawing((int) top + matrix.classes() * cell + FOOT);
    drawColumnNames(slanted);
  }

  static BufferedImage draw(TestRun test) {
    return new ConfusionChart(test.evaluation().confusionMatrix(), test.classNames()).draw();
  }

  private static int mostWrong(ConfusionMatrix matrix) {
    int most = 0;
    for (int truth = 0; truth < matrix.classes(); truth++) {
      for (int predicted = 0; predicted < matrix.classes(); predicted++) {
        most = truth == predicted ? most : Math.max(most, matrix.count(truth, predicted));
      }
    }
    return most;
  }

  private BufferedImage draw() {
    drawing.title(
        "Confusion matrix",
        "How many images of each class (row) were predicted to be of which (column)");
    int side = matrix.classes() * cell;
    for (int truth = 0; truth < matrix.classes(); truth++) {
      drawRow(truth);
    }
    drawing.pen(Palette.GREY, Palette.TEXT);
    drawing.centred("predicted class", left + side / 2.0, TOP);
    drawing.upwards("true class", Drawing.MARGIN + 8, top + side / 2.0);
    drawing.text("right", left + side + GAP, top - 16);
    drawKey(top + side + 36);
    return drawing.picture();
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

  private void drawRow(int truth) {
    double y = top + truth * cell;
    drawing.pen(Palette.INK, Palette.TEXT);
    drawing.flushed(drawing.fitted(names.get(truth), head), left - GAP, y + cell / 2.0);
    for (int predicted = 0; predicted < matrix.classes(); predicted++) {
      drawCell(truth, predicted, left + predicted * cell, y);
    }
    if (matrix.support(truth) > 0) {
      double recall = (double) matrix.count(truth, truth) / matrix.support(truth);
      drawing.pen(Palette.INK, Palette.TEXT);
      drawing.text(Words.percent(recall), left + names.size() * cell + GAP, y + cell / 2.0);
    }
  }

  private void drawCell(int truth, int predicted, double x, double y) {
    int count = matrix.count(truth, predicted);
    Color ground = truth == predicted ? rightGround(truth) : wrongGround(count);
    drawing.pen(Palette.RULE).box(x, y, cell, cell);
    drawing.pen(ground).box(x, y, cell - 1, cell - 1);
    Color ink = count == 0 ? Palette.GREY : Palette.readableOn(ground);
    drawing.pen(ink, count == 0 || cell < 40 ? Palette.SMALL : Palette.BOLD);
    drawing.centred(Integer.toString(count), x + cell / 2.0, y + cell / 2.0);
  }

  private Color rightGround(int label) {
    int support = Math.max(1, matrix.support(label));
    return Palette.tint(Palette.BLUE, (double) matrix.count(label, label) / support);
  }

  /** By the root: so that one mistake is seen, too. */
  private Color wrongGround(int count) {
    return Palette.tint(Palette.VERMILION, Math.sqrt((double) count / Math.max(1, most)));
  }

  private void drawKey(double y) {
    drawing.pen(Palette.BLUE).box(left, y - 7, 14, 14);
    drawing.pen(Palette.GREY, Palette.TEXT).text("right answers", left + 22, y);
    double x = left + 150;
    for (int step = 1; step <= 5; step++) {
      drawing.pen(Palette.tint(Palette.VERMILION, Math.sqrt(step / 5.0))).box(x, y - 7, 14, 14);
      x += 14;
    }
    String wrong = "wrong answers, the more the darker: up to %d in a cell".formatted(most);
    drawing.pen(Palette.GREY).text(wrong, x + GAP, y);
  }
}
