package io.crema.examples.report;

import io.crema.nn.metric.Calibration;
import io.crema.nn.metric.Calibration.Bin;
import io.crema.nn.metric.Interval;
import java.awt.image.BufferedImage;
import java.util.Locale;

/**
 * A reliability diagram (Guo et al. 2017): how often the model is right when it is about so sure,
 * and below how many images that is known of.
 */
final class CalibrationChart {

  private static final int LEFT = 96;
  private static final int RIGHT = Drawing.WIDTH - 40;
  private static final int TOP = 112;
  private static final int BOTTOM = 500;
  private static final int COUNTS_TOP = 560;
  private static final int COUNTS_BOTTOM = 690;
  private static final int HEIGHT = 760;
  private static final Scale CONFIDENCE = new Scale(0, 100, LEFT, RIGHT);
  private static final Scale ACCURACY = new Scale(0, 100, BOTTOM, TOP);
  private static final double HALF_GAP = 2;

  private final Calibration calibration;
  private final Drawing drawing = new Drawing(HEIGHT);

  private CalibrationChart(Calibration calibration) {
    this.calibration = calibration;
  }

  static BufferedImage draw(TestRun test) {
    return new CalibrationChart(test.evaluation().calibration()).draw();
  }

  private BufferedImage draw() {
    drawing.title("Calibration: is the model as often right as it is sure?", explanation());
    drawKey();
    drawGrid();
    calibration.bins().stream().filter(bin -> bin.images() > 0).forEach(this::drawBin);
    drawing.pen(Palette.INK).dashes(LEFT, BOTTOM, RIGHT, TOP);
    drawCounts();
    return drawing.picture();
  }

  private String explanation() {
    return String.format(
        Locale.ROOT,
        "Expected calibration error %s, over %d bins of equal width (Guo et al. 2017); %s images",
        Words.percent(calibration.expectedCalibrationError()),
        Calibration.BINS,
        Words.count(calibration.images()));
  }

  private void drawKey() {
    int y = TOP - 26;
    drawing.pen(Palette.BLUE).box(LEFT, y - 7, 14, 14);
    drawing.pen(Palette.GREY, Palette.TEXT).text("accuracy, 95 % interval", LEFT + 22, y);
    drawing.pen(Palette.VERMILION).line(LEFT + 224, y, LEFT + 252, y, 4);
    drawing.pen(Palette.GREY).text("mean confidence", LEFT + 260, y);
    drawing.pen(Palette.INK).dashes(LEFT + 408, y, LEFT + 440, y);
    drawing.pen(Palette.GREY).text("right as often as sure", LEFT + 448, y);
  }

  private void drawGrid() {
    for (double tick : ACCURACY.ticks(20)) {
      double y = ACCURACY.at(tick);
      drawing.pen(Palette.RULE).line(LEFT, y, RIGHT, y, 1);
      drawing.pen(Palette.INK, Palette.TEXT).flushed(Scale.label(tick, 20), LEFT - 10, y);
    }
    for (double tick : CONFIDENCE.ticks(20)) {
      double x = CONFIDENCE.at(tick);
      drawing.pen(Palette.INK).centred(Scale.label(tick, 20), x, BOTTOM + 16);
      drawing.centred(Scale.label(tick, 20), x, COUNTS_BOTTOM + 16);
    }
    drawing.pen(Palette.GREY).upwards("accuracy in per cent", 34, (TOP + BOTTOM) / 2.0);
    drawing.upwards("images (logarithm)", 34, (COUNTS_TOP + COUNTS_BOTTOM) / 2.0);
    double middle = (LEFT + RIGHT) / 2.0;
    drawing.centred("confidence in per cent", middle, COUNTS_BOTTOM + 44);
  }

  private void drawBin(Bin bin) {
    double left = CONFIDENCE.at(100 * bin.lower()) + HALF_GAP;
    double right = CONFIDENCE.at(100 * bin.upper()) - HALF_GAP;
    double middle = (left + right) / 2;
    double top = ACCURACY.at(100 * bin.accuracy());
    drawing.pen(Palette.tint(Palette.BLUE, 0.75)).box(left, top, right - left, BOTTOM - top);
    Interval interval = bin.accuracyInterval();
    double upper = ACCURACY.at(100 * interval.upper());
    double lower = ACCURACY.at(100 * interval.lower());
    drawing.pen(Palette.INK).line(middle, upper, middle, lower, 1.5f);
    drawing.line(middle - 5, upper, middle + 5, upper, 1.5f);
    drawing.line(middle - 5, lower, middle + 5, lower, 1.5f);
    double sure = ACCURACY.at(100 * bin.confidence());
    drawing.pen(Palette.VERMILION).line(left, sure, right, sure, 4);
  }

  /** By the logarithm: one bin has nearly all. */
  private void drawCounts() {
    Scale counts = new Scale(0, Math.log10(10.0 * calibration.images()), COUNTS_BOTTOM, COUNTS_TOP);
    for (Bin bin : calibration.bins()) {
      double left = CONFIDENCE.at(100 * bin.lower()) + HALF_GAP;
      double right = CONFIDENCE.at(100 * bin.upper()) - HALF_GAP;
      double top = bin.images() == 0 ? COUNTS_BOTTOM : counts.at(Math.log10(2.0 * bin.images()));
      drawing.pen(Palette.GREY).box(left, top, right - left, COUNTS_BOTTOM - top);
      drawing.pen(Palette.INK, Palette.SMALL);
      drawing.centred(Words.count(bin.images()), (left + right) / 2, top - 10);
    }
    drawing.pen(Palette.RULE).line(LEFT, COUNTS_BOTTOM, RIGHT, COUNTS_BOTTOM, 1);
  }
}
