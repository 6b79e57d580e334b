package io.crema.benchmarks;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.knowm.xchart.AnnotationLine;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.HorizontalBarChart;
import org.knowm.xchart.HorizontalBarChartBuilder;
import org.knowm.xchart.style.HorizontalBarStyler;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;

/**
 * Draws what part of the multiply-add peak of its run each layer reaches: a group of bars for each
 * layer, a colour for each direction, a line at 100 %; a panel for each file.
 *
 * <pre>{@code
 * java -cp benchmarks/target/benchmarks.jar io.crema.benchmarks.PeakChart results.json --out peak.png
 * }</pre>
 *
 * <p>A picture shows one setting: {@code --kernels} (without it {@value #DEFAULT_KERNELS}), {@code
 * --batch} ({@value #DEFAULT_BATCH}) and {@code --threads} ({@value #DEFAULT_THREADS}).
 */
public final class PeakChart {

  private static final String OUT = "--out";
  private static final String KERNELS = "--kernels";
  private static final String DEFAULT_KERNELS = "vector";
  private static final String BATCH = "--batch";
  private static final String DEFAULT_BATCH = "128";
  private static final String THREADS = "--threads";
  private static final String DEFAULT_THREADS = "2";

  private static final int WIDTH = 1300;
  private static final int HEIGHT_OF_LAYER = 64;
  private static final int HEIGHT_OF_REST = 200;

  /** Per cent: the line at 100 is always seen. */
  private static final double LEAST_SCALE = 110;

  private static final double MARGIN = 1.03;
  private static final String FONT = Font.SANS_SERIF;

  /** By direction; told apart by the colour-blind too (Okabe and Ito 2008). */
  private static final List<Color> COLOURS =
      List.of(new Color(0x0072B2), new Color(0xE69F00), new Color(0x009E73));

  private PeakChart() {}

  /**
   * Draws the files.
   *
   * @param args names of JMH result files, {@code --out PICTURE.png}, and perhaps the setting
   * @throws IOException if a file cannot be read, or the picture not be written
   */
  public static void main(String[] args) throws IOException {
    System.setProperty("java.awt.headless", "true");
    try {
      Arguments arguments = Arguments.parse(args, Set.of(), Set.of(OUT, KERNELS, BATCH, THREADS));
      if (!arguments.has(OUT)) {
        throw new IllegalArgumentException("expected --out PICTURE.png");
      }
      Layers.Setting setting =
          new Layers.Setting(
              arguments.value(KERNELS, DEFAULT_KERNELS),
              arguments.value(BATCH, DEFAULT_BATCH),
              arguments.value(THREADS, DEFAULT_THREADS));
      List<Panel> panels = new ArrayList<>();
      for (String name : arguments.files()) {
        panels.add(Panel.of(Run.read(Path.of(name)), setting));
      }
      write(charts(panels), Path.of(arguments.value(OUT, "")));
    } catch (IllegalArgumentException e) {
      System.err.println("PeakChart: " + e.getMessage());
      System.err.println(
          "usage: PeakChart RESULTS.json... --out PICTURE.png"
              + " [--kernels NAME] [--batch N] [--threads N]");
      System.exit(2);
    }
  }

  private static void write(List<HorizontalBarChart> charts, Path picture) throws IOException {
    try (OutputStream out = Files.newOutputStream(picture)) {
      BitmapEncoder.saveBitmap(charts, charts.size(), 1, out, BitmapFormat.PNG);
    }
  }

  /**
   * What a panel shows.
   *
   * @param title CPU and JDK, or the name of the file
   * @param setting what all its layers have in common
   * @param layers their names, from top to bottom
   * @param percents of the peak, by direction, then by layer; NaN if there is no result
   */
  record Panel(
      String title,
      Layers.Setting setting,
      List<String> layers,
      Map<Direction, List<Double>> percents) {

    /**
     * The panel of a run.
     *
     * @throws IllegalArgumentException if the run has no results of the setting, or not their peak
     */
    static Panel of(Run run, Layers.Setting setting) {
      Layers layers =
          Layers.of(run.results()).stream()
              .filter(l -> l.setting().equals(setting))
              .findFirst()
              .orElseThrow(
                  () -> new IllegalArgumentException(run.file() + ": no layers with " + setting));
      Peaks peaks = Peaks.of(run.results());
      if (!peaks.byThreads().containsKey(setting.threads())) {
        throw new IllegalArgumentException(run.file() + ": no peak for " + setting);
      }
      Map<Direction, List<Double>> percents = new EnumMap<>(Direction.class);
      for (Direction direction : Direction.values()) {
        percents.put(direction, percents(layers, direction, peaks));
      }
      return new Panel(
          run.environment().map(Environment::machine).orElse(run.file().toString()),
          setting,
          List.copyOf(layers.results().keySet()),
          percents);
    }

    private static List<Double> percents(Layers layers, Direction direction, Peaks peaks) {
      List<Double> percents = new ArrayList<>();
      for (Map<Direction, JmhResult> results : layers.results().values()) {
        JmhResult result = results.get(direction);
        percents.add(result == null ? Double.NaN : peaks.percent(result).orElse(Double.NaN));
      }
      return percents;
    }

    /** The longest bar. */
    double largest() {
      return percents.values().stream()
          .flatMap(List::stream)
          .filter(p -> !p.isNaN())
          .mapToDouble(p -> p)
          .max()
          .orElse(0);
    }
  }

  /** The panels as charts of one size and scale. */
  static List<HorizontalBarChart> charts(List<Panel> panels) {
    int layers = panels.stream().mapToInt(p -> p.layers().size()).max().orElse(0);
    double largest = panels.stream().mapToDouble(Panel::largest).max().orElse(0);
    List<HorizontalBarChart> charts = new ArrayList<>();
    for (Panel panel : panels) {
      HorizontalBarChart chart = chart(panel, HEIGHT_OF_REST + HEIGHT_OF_LAYER * layers);
      chart.getStyler().setXAxisMax(Math.max(LEAST_SCALE, MARGIN * largest));
      charts.add(chart);
    }
    return charts;
  }

  private static HorizontalBarChart chart(Panel panel, int height) {
    HorizontalBarChart chart =
        new HorizontalBarChartBuilder()
            .width(WIDTH)
            .height(height)
            .title(panel.title())
            .xAxisTitle(panel.setting() + ": % of the multiply-add peak of the same run")
            .build();
    panel
        .percents()
        .forEach(
            (direction, percents) ->
                chart
                    .addSeries(direction.label(), percents, panel.layers())
                    .setFillColor(COLOURS.get(direction.ordinal())));
    style(chart.getStyler());
    chart.addAnnotation(new AnnotationLine(100, true, false));
    return chart;
  }

  private static void style(HorizontalBarStyler style) {
    style.setLabelsVisible(true);
    style.setLabelsFont(new Font(FONT, Font.PLAIN, 14));
    style.setAvailableSpaceFill(0.85);
    style.setChartBackgroundColor(Color.WHITE);
    style.setChartTitleFont(new Font(FONT, Font.BOLD, 14));
    style.setAxisTitleFont(new Font(FONT, Font.PLAIN, 18));
    style.setAxisTickLabelsFont(new Font(FONT, Font.PLAIN, 17));
    style.setLegendFont(new Font(FONT, Font.PLAIN, 18));
    style.setLegendPosition(LegendPosition.OutsideS);
    style.setLegendLayout(LegendLayout.Horizontal);
    style.setAnnotationLineColor(Color.BLACK);
    style.setAnnotationLineStroke(new BasicStroke(2));
    style.setAxisTickPadding(8);
    style.setXAxisTickMarkSpacingHint(HEIGHT_OF_LAYER / 2); // more would leave out layers
    style.setDecimalPattern("0");
    style.setXAxisMin(0.0);
    style.setYAxisTitleVisible(false);
  }
}
