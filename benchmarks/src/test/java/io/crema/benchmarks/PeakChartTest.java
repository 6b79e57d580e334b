package io.crema.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crema.benchmarks.PeakChart.Panel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.HorizontalBarChart;

class PeakChartTest {

  private static final Layers.Setting SETTING = new Layers.Setting("vector", "128", "2");

  private static final JmhResult PEAK =
      new JmhResult("FmaPeak.fma", Map.of("threads", "2"), 1, "", Map.of("gflops", List.of(200.0)));

  private static JmhResult conv(String benchmark, String shape, String kernels, double gflops) {
    return new JmhResult(
        benchmark,
        Map.of("shape", shape, "kernels", kernels, "batch", "128", "threads", "2"),
        1,
        "",
        Map.of("gflops", List.of(gflops)));
  }

  private static Run run(JmhResult... results) {
    return new Run(Path.of("a.json"), Optional.of(EnvironmentTest.EXAMPLE), List.of(results));
  }

  private static final Run RUN =
      run(
          conv("ConvBackwardWeights.backwardWeights", "b", "vector", 100),
          conv("ConvForward.forward", "b", "scalar", 1),
          conv("ConvForward.forward", "b", "vector", 260),
          conv("ConvForward.forward", "a", "vector", 20),
          PEAK);

  @Test
  void panel_oneSettingOfTwo_relatesItsLayersToThePeak() {
    Panel panel = Panel.of(RUN, SETTING);
    assertThat(panel.title()).isEqualTo("Fast \"CPU\", 2 processors; JDK 25.0.3+9 (Some Vendor)");
    assertThat(panel.layers()).containsExactly("b", "a");
    assertThat(panel.percents().get(Direction.FORWARD)).containsExactly(130.0, 10.0);
    assertThat(panel.percents().get(Direction.BACKWARD_DATA))
        .containsExactly(Double.NaN, Double.NaN);
    assertThat(panel.percents().get(Direction.BACKWARD_WEIGHTS)).containsExactly(50.0, Double.NaN);
    assertThat(panel.largest()).isEqualTo(130.0);
  }

  @Test
  void panel_settingThatTheRunLacks_namesFileAndSetting() {
    assertThatThrownBy(() -> Panel.of(RUN, new Layers.Setting("vector", "32", "1")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a.json: no layers with vector kernels, batch 32, 1 thread");
  }

  @Test
  void panel_runWithoutPeak_namesFileAndSetting() {
    Run run = run(conv("ConvForward.forward", "a", "vector", 20));
    assertThatThrownBy(() -> Panel.of(run, SETTING))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a.json: no peak for vector kernels, batch 128, 2 threads");
  }

  @Test
  void charts_twoPanels_haveOneSizeAndOneScaleBeyondThePeak() {
    Run slow = run(conv("ConvForward.forward", "a", "vector", 20), PEAK);
    List<HorizontalBarChart> charts =
        PeakChart.charts(List.of(Panel.of(slow, SETTING), Panel.of(RUN, SETTING)));
    assertThat(charts.get(0).getHeight()).isEqualTo(charts.get(1).getHeight());
    assertThat(charts)
        .allSatisfy(c -> assertThat(c.getStyler().getXAxisMax()).isGreaterThanOrEqualTo(130));
    assertThat(PeakChart.charts(List.of(Panel.of(slow, SETTING))).get(0).getStyler().getXAxisMax())
        .isGreaterThan(100);
  }
}
