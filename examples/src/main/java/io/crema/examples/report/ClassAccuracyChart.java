package io.crema.examples.report;

import io.crema.nn.metric.ConfusionMatrix;
import io.crema.nn.metric.Evaluation;
import io.crema.nn.metric.Interval;
import java.awt.image.BufferedImage;

/**
 * The accuracy of each class as a dot on its interval. No bars: the axis is cut, and the length of
 * a bar that is cut off says nothing.
 */
final class ClassAccuracyChart {

  private static final int TOP = 96;
  private static final int ROW = 40;

  /** Rows are closer with more classes than these. */
  private static final int FEW_CLASSES = 20;

  private static final int CLOSE_ROW = 24;
  private static final int FOOT = 92;
  private static final int GREATEST_NAME = 240;
  private static final int RIGHT = 110;

  private final TestRun test;
  private final ConfusionMatrix matrix;
  private final Drawing drawing;
  private final int row;
  private final double bottom;
  private final double room;
  private final double counts;
  private final Scale scale;

  private ClassAccuracyChart(TestRun test) {
    this.test = test;
    matrix = test.evaluation().confusionMatrix();
    row = matrix.classes() > FEW_CLASSES ? CLOSE_ROW : ROW;
    bottom = TOP + matrix.classes() * row;
    drawing = new Drawing((int) bottom + FOOT).pen(Palette.INK, Palette.TEXT);
    double longest = test.classNames().stream().mapToDouble(drawing::width).max().orElse(0);
    room = Math.min(GREATEST_NAME, longest);
    double count = drawing.width(Words.count(test.evaluation().images()));
    counts = Drawing.MARGIN + room + 24 + 2 * count + drawing.width(" of ");
    scale = new Scale(Scale.cut(lowest(), 1.2), 100, counts + 24, Drawing.WIDTH - RIGHT);
  }

  static BufferedImage draw(TestRun test) {
    return new ClassAccuracyChart(test).draw();
  }

  private double lowest() {
    double lowest = 100;
    for (int label = 0; label < matrix.classes(); label++) {
      if (matrix.support(label) > 0) {
        lowest = Math.min(lowest, 100 * interval(label).lower());
      }
    }
    return lowest;
  }

  private Interval interval(int label) {
    return Interval.wilson(
        matrix.count(label, label), matrix.support(label), Evaluation.CONFIDENCE);
  }

  private BufferedImage draw() {
    drawing.title(
        "Accuracy of each class",
        "Right answers of the class's images, and the 95 % interval (Wilson)");
    drawAxis();
    for (int label = 0; label < matrix.classes(); label++) {
      drawRow(label, TOP + (label + 0.5) * row);
    }
    return drawing.picture();
  }

  private void drawAxis() {
    double step = scale.step(8);
    for (double tick : scale.ticks(step)) {
      drawing.pen(Palette.RULE).line(scale.at(tick), TOP, scale.at(tick), bottom, 1);
      drawing.pen(Palette.INK, Palette.TEXT);
      drawing.centred(Scale.label(tick, step), scale.at(tick), bottom + 16);
    }
    double all = scale.at(100 * test.evaluation().accuracy());
    drawing.pen(Palette.VERMILION).dashes(all, TOP, all, bottom);
    drawing.flushed("all classes", all - 6, TOP - 10);
    double middle = (scale.start() + scale.end()) / 2;
    drawing
        .pen(Palette.GREY)
        .centred("accuracy in per cent" + Scale.cutNote(scale.from()), middle, bottom + 48);
  }

  private void drawRow(int label, double y) {
    int support = matrix.support(label);
    int right = matrix.count(label, label);
    drawing.pen(Palette.INK, Palette.TEXT);
    drawing.text(drawing.fitted(test.classNames().get(label), room), Drawing.MARGIN, y);
    String of = "%s of %s".formatted(Words.count(right), Words.count(support));
    drawing.pen(Palette.GREY).flushed(of, counts, y);
    if (support == 0) {
      return;
    }
    Interval interval = interval(label);
    double lower = scale.at(100 * interval.lower());
    double upper = scale.at(100 * interval.upper());
    double share = (double) right / support;
    drawing.pen(Palette.BLUE).line(lower, y, upper, y, 3);
    drawing.dot(scale.at(100 * share), y, 7);
    drawing.pen(Palette.INK, Palette.BOLD);
    drawing.text(Words.percent(share), Drawing.WIDTH - RIGHT + 20, y);
  }
}
