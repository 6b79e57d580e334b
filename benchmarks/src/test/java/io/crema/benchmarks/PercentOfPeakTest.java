package io.crema.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PercentOfPeakTest {

  /** What JMH writes, less the fields that say nothing new: two forks, NaN, other metrics. */
  private static final String RESULTS =
      """
      [
        {
          "jmhVersion" : "1.37",
          "benchmark" : "io.crema.benchmarks.ConvForward.forward",
          "mode" : "thrpt",
          "threads" : 1,
          "jvmArgs" : ["--add-modules=jdk.incubator.vector"],
          "params" : {
            "batch" : "128", "kernels" : "vector",
            "shape" : "26x26x64-32-3x3-same", "threads" : "2"
          },
          "primaryMetric" : {
            "score" : 7.5, "scoreError" : "NaN",
            "scorePercentiles" : {"0.0" : 7.0, "50.0" : 7.25, "100.0" : "NaN"},
            "scoreUnit" : "ops/s", "rawData" : [[7.0, 8.0]]
          },
          "secondaryMetrics" : {
            "images" : {"score" : 1.0, "rawData" : [[1.0]]},
            "gflops" : {
              "score" : 99.0,
              "scoreError" : "NaN",
              "scorePercentiles" : {"0.0" : 90.0},
              "scoreUnit" : "ops/s",
              "rawData" : [[90.0, 100.0], [110.0, 96.0]]
            }
          }
        },
        {
          "benchmark" : "io.crema.benchmarks.FmaPeak.fma",
          "params" : {"threads" : "2"},
          "primaryMetric" : {"rawData" : [[1.0]]},
          "secondaryMetrics" : {"gflops" : {"rawData" : [[200, 190.0, 196.0]]}}
        },
        {
          "benchmark" : "io.crema.benchmarks.TrainStep.step",
          "params" : {"batch" : "32", "kernels" : "scalar", "network" : "lenet", "threads" : "1"},
          "primaryMetric" : {"rawData" : [[1.0]]},
          "secondaryMetrics" : {"gflops" : {"rawData" : [[50.0]]}}
        },
        {
          "benchmark" : "io.crema.benchmarks.Pool.maxForward",
          "params" : {"shape" : "6x6x64", "threads" : "1"},
          "primaryMetric" : {"rawData" : [[1.0]]},
          "secondaryMetrics" : {}
        }
      ]
      """;

  @TempDir private Path directory;

  private List<JmhResult> read(String json) throws IOException {
    Path file = directory.resolve("results.json");
    Files.writeString(file, json);
    return JmhResult.read(file);
  }

  @Test
  void read_resultsOfTwoForks_keepsParametersAndEveryIteration() throws IOException {
    JmhResult result = read(RESULTS).get(0);
    assertThat(result.benchmark()).isEqualTo("ConvForward.forward");
    assertThat(result.param("shape")).isEqualTo("26x26x64-32-3x3-same");
    assertThat(result.param("network")).isEqualTo("-");
    assertThat(result.gflops()).containsExactly(90.0, 100.0, 110.0, 96.0);
    assertThat(result.gflopsMedian()).isEqualTo(98.0);
    assertThat(result.images()).containsExactly(1.0);
    assertThat(result.score()).isEqualTo(7.25);
    assertThat(result.unit()).isEqualTo("ops/s");
  }

  @Test
  void table_peakOfTwoThreadsOnly_relatesToThePeakOfAsManyThreads() throws IOException {
    assertThat(PercentOfPeak.table(read(RESULTS)))
        .isEqualTo(
            """
            | benchmark           | shape or network     | batch | kernels | threads | GFLOP/s | spread | % of peak |
            | ------------------- | -------------------- | ----- | ------- | ------: | ------: | -----: | --------: |
            | ConvForward.forward | 26x26x64-32-3x3-same | 128   | vector  |       2 |    98.0 |   20 % |      50.0 |
            | FmaPeak.fma         | -                    | -     | -       |       2 |   196.0 |    5 % |     100.0 |
            | TrainStep.step      | lenet                | 32    | scalar  |       1 |    50.0 |    0 % |   no peak |
            """);
  }

  @Test
  void read_noArray_namesTheFile() {
    assertThatThrownBy(() -> read("{}"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("results.json: expected a JSON array of JMH results");
  }
}
