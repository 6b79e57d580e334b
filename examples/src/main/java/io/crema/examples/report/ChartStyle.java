package io.crema.examples.report;

import java.awt.BasicStroke;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendPosition;

/** Makes the charts of XChart look like those that are drawn. */
final class ChartStyle {

  private ChartStyle() {}

  static void apply(AxesChartStyler styler) {
    styler
        .setYAxisLabelAlignment(AxesChartStyler.TextAlignment.Right)
        .setAxisTickLabelsFont(Palette.TEXT)
        .setAxisTickLabelsColor(Palette.INK)
        .setAxisTitleFont(Palette.TEXT)
        .setPlotGridLinesColor(Palette.RULE)
        .setPlotGridLinesStroke(new BasicStroke(1))
        .setXAxisTitleColor(Palette.GREY)
        .setYAxisTitleColor(Palette.GREY)
        .setChartTitleVisible(false)
        .setChartFontColor(Palette.INK)
        .setChartBackgroundColor(Palette.PAPER)
        .setPlotBorderVisible(false)
        .setChartPadding(Drawing.MARGIN)
        .setLegendFont(Palette.TEXT)
        .setLegendPosition(LegendPosition.InsideNE)
        .setLegendBorderColor(Palette.RULE);
  }
}
