package io.crema.examples.report;

import java.awt.BasicStroke;
import java.awt.image.BufferedImage;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Accuracy on the test images against the seconds of training. */
public final class RaceChart {

  private static final int TOP = 60;
  private static final int HEIGHT = 460;
  private static final double LEAST = 95;

  private RaceChart() {}

  /**
   * One training.
   *
   * @param name what to call it
   * @param seconds of training, ascending
   * @param accuracy at those moments, in per cent
   */
  public record Curve(String name, List<Double> seconds, List<Double> accuracy) {}

  /**
   * {@return the picture}
   *
   * @param curves at least one
   * @param goal an accuracy to be marked, in per cent
   */
  public static BufferedImage draw(List<Curve> curves, double goal) {
    XYChart chart =
        new XYChartBuilder()
            .width(Drawing.WIDTH)
            .height(HEIGHT)
            .xAxisTitle("seconds of training")
            .yAxisTitle("test accuracy in per cent")
            .build();
    ChartStyle.apply(chart.getStyler());
    double last = 0;
    for (int i = 0; i < curves.size(); i++) {
      Curve curve = curves.get(i);
      XYSeries series = chart.addSeries(curve.name(), curve.seconds(), curve.accuracy());
      series.setLineColor(i == 0 ? Palette.VERMILION : Palette.BLUE);
      series.setLineWidth(i == 0 ? 2.5f : 1.2f);
      series.setMarker(SeriesMarkers.NONE);
      last = Math.max(last, curve.seconds().get(curve.seconds().size() - 1));
    }
    XYSeries line =
        chart.addSeries(
            "goal: " + Words.plain(goal) + " %", new double[] {0, last}, new double[] {goal, goal});
    line.setLineColor(Palette.GREY);
    line.setLineStyle(
        new BasicStroke(
            1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {6, 4}, 0));
    line.setMarker(SeriesMarkers.NONE);
    double floor = Math.min(LEAST, Math.floor(goal) - 1);
    chart
        .getStyler()
        .setYAxisMin(floor)
        .setYAxisMax(100.0)
        .setXAxisMin(0.0)
        .setYAxisDecimalPattern("0.0")
        .setXAxisDecimalPattern("0.#")
        .setLegendPosition(LegendPosition.InsideSE);
    Drawing drawing = new Drawing(TOP + HEIGHT);
    drawing.chart(chart, TOP);
    drawing.title(
        "Test accuracy as the training goes on",
        "The first training, drawn bold, also pays for compiling the code" + Scale.cutNote(floor));
    return drawing.picture();
  }
}
