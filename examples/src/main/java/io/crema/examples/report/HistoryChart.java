package io.crema.examples.report;

import io.crema.nn.train.EpochResult;
import io.crema.nn.train.History;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Loss and accuracy after each epoch, in training and on the validation images. */
final class HistoryChart {

  private static final int HEIGHT = 340;
  private static final int LABELS = 70;
  private static final int TOP = 60;

  private final List<EpochResult> epochs;

  private HistoryChart(History history) {
    epochs = history.epochs();
  }

  /**
   * {@return the picture}
   *
   * @param history of at least one epoch
   */
  static BufferedImage draw(History history) {
    HistoryChart charts = new HistoryChart(history);
    XYChart loss =
        charts.chart(
            "cross-entropy in nats",
            EpochResult::loss,
            result -> result.validationLoss().orElse(Double.NaN));
    loss.getStyler().setYAxisMin(0.0);
    double floor = Scale.cut(100 * charts.leastAccuracy(), 1);
    XYChart accuracy =
        charts.chart(
            "accuracy in per cent",
            result -> 100 * result.accuracy().orElse(Double.NaN),
            result -> 100 * result.validationAccuracy().orElse(Double.NaN));
    accuracy
        .getStyler()
        .setYAxisMin(floor)
        .setYAxisMax(100.0)
        .setLegendPosition(LegendPosition.InsideSE);
    Drawing drawing = new Drawing(TOP + 2 * HEIGHT);
    drawing.chart(loss, TOP);
    drawing.chart(accuracy, TOP + HEIGHT);
    drawing.title(
        "Loss and accuracy of each epoch",
        "Above the loss, below the accuracy" + Scale.cutNote(floor));
    return drawing.picture();
  }

  private double leastAccuracy() {
    return epochs.stream()
        .flatMap(result -> Stream.of(result.accuracy(), result.validationAccuracy()))
        .flatMapToDouble(OptionalDouble::stream)
        .min()
        .orElse(0);
  }

  private XYChart chart(
      String unit,
      ToDoubleFunction<EpochResult> training,
      ToDoubleFunction<EpochResult> validation) {
    XYChart chart =
        new XYChartBuilder()
            .width(Drawing.WIDTH)
            .height(HEIGHT)
            .xAxisTitle("epoch")
            .yAxisTitle(unit)
            .build();
    ChartStyle.apply(chart.getStyler());
    addSeries(chart, "training, mean of the epoch", training, Palette.BLUE, SeriesMarkers.CIRCLE);
    if (epochs.get(0).validationLoss().isPresent()) {
      addSeries(
          chart,
          "validation, after the epoch",
          validation,
          Palette.VERMILION,
          SeriesMarkers.DIAMOND);
    }
    chart.getStyler().setXAxisDecimalPattern("0").setYAxisDecimalPattern("0.0##");
    chart.getStyler().setYAxisLeftWidthHint(LABELS);
    return chart;
  }

  private void addSeries(
      XYChart chart,
      String name,
      ToDoubleFunction<EpochResult> value,
      Color colour,
      Marker marker) {
    double[] numbers = epochs.stream().mapToDouble(EpochResult::epoch).toArray();
    double[] values = epochs.stream().mapToDouble(value).toArray();
    XYSeries series = chart.addSeries(name, numbers, values);
    series.setLineColor(colour);
    series.setMarkerColor(colour);
    series.setMarker(marker);
  }
}
