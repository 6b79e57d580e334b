package io.crema.examples.report;

import io.crema.nn.metric.ClassScore;
import io.crema.nn.metric.Evaluation;
import java.awt.image.BufferedImage;
import java.util.List;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;

/** Accuracy, precision, recall and F1 as bars, on an axis that says where it begins. */
final class PerformanceChart {

  private static final int TOP = 60;
  private static final int HEIGHT = 420;

  /** The part of the axis above 100 per cent, where the number on a full bar stands. */
  private static final double HEADROOM = 0.1;

  private static final List<String> METRICS = List.of("accuracy", "precision", "recall", "F1");

  private PerformanceChart() {}

  static BufferedImage draw(TestRun test) {
    Evaluation evaluation = test.evaluation();
    ClassScore mean = evaluation.weighted();
    List<Double> values =
        List.of(
            100 * evaluation.accuracy(),
            100 * mean.precision(),
            100 * mean.recall(),
            100 * mean.f1());
    double floor = Scale.cut(values.stream().mapToDouble(value -> value).min().orElse(0), 2);
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(Drawing.WIDTH)
            .height(HEIGHT)
            .yAxisTitle("per cent" + Scale.cutNote(floor))
            .build();
    chart.addSeries("metrics", METRICS, values).setFillColor(Palette.BLUE);
    style(chart, floor);
    Drawing drawing = new Drawing(TOP + HEIGHT);
    drawing.chart(chart, TOP);
    drawing.title(
        "Accuracy, and means of precision, recall and F1 over the classes",
        "95 %% interval of the accuracy: %s, of %s images"
            .formatted(
                Words.percent(evaluation.accuracyInterval()), Words.count(evaluation.images())));
    return drawing.picture();
  }

  private static void style(CategoryChart chart, double floor) {
    ChartStyle.apply(chart.getStyler());
    chart
        .getStyler()
        .setAvailableSpaceFill(0.5)
        .setLabelsVisible(true)
        .setLabelsPosition(1.06)
        .setLabelsFont(Palette.BOLD.deriveFont(16f))
        .setLabelsFontColorAutomaticEnabled(false)
        .setLabelsFontColor(Palette.INK)
        .setPlotGridVerticalLinesVisible(false)
        .setYAxisMin(floor)
        .setYAxisMax(100 + HEADROOM * (100 - floor))
        .setYAxisDecimalPattern("0.00")
        .setLegendVisible(false);
  }
}
