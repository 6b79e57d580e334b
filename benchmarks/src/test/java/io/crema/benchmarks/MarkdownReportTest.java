package io.crema.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MarkdownReportTest {

  private static JmhResult result(
      String benchmark, Map<String, String> params, Map<String, List<Double>> rates) {
    return new JmhResult(benchmark, params, 332.84, "us/op", rates);
  }

  private static Map<String, String> params(String name, String value) {
    return Map.of(name, value, "kernels", "vector", "batch", "128", "threads", "1");
  }

  private static Run run(Optional<Environment> environment, JmhResult... results) {
    return new Run(Path.of("a.json"), environment, List.of(results));
  }

  @Test
  void of_resultsOfEveryKind_hasATableForEach() {
    Run run =
        run(
            Optional.of(EnvironmentTest.EXAMPLE),
            result(
                "ConvBackwardData.backwardData",
                params("shape", "6x6x16-64-3x3-same"),
                Map.of("gflops", List.of(50.0))),
            result(
                "ConvForward.forward",
                params("shape", "6x6x16-64-3x3-same"),
                Map.of("gflops", List.of(110.0))),
            result(
                "DenseLayer.forward",
                params("shape", "128-10"),
                Map.of("gflops", List.of(9.0, 11.0))),
            result("FmaPeak.fma", Map.of("threads", "1"), Map.of("gflops", List.of(100.0))),
            result(
                "Pool.maxForward", params("shape", "6x6x64"), Map.of("images", List.of(1234567.0))),
            result(
                "Predict.latency",
                Map.of("network", "lenet", "kernels", "vector", "threads", "2"),
                Map.of()),
            result(
                "TrainStep.step",
                params("network", "lenet"),
                Map.of("images", List.of(1000.0), "gflops", List.of(25.0))));
    assertThat(MarkdownReport.of(run))
        .isEqualTo(
            EnvironmentTest.EXAMPLE.summary()
                + """
                .
                Peak with 1 thread: 100.0 GFLOP/s.

                Layers, vector kernels, batch 128, 1 thread, GFLOP/s (share of the peak):

                | layer              |       forward | backward data | backward weights |
                | ------------------ | ------------: | ------------: | ---------------: |
                | 6x6x16-64-3x3-same | 110.0 (110 %) |   50.0 (50 %) |                - |
                | dense 128-10       |   10.0 (10 %) |             - |                - |

                Networks:

                | benchmark      | network | batch | kernels | threads | images/s | GFLOP/s | of the peak |
                | -------------- | ------- | ----- | ------- | ------: | -------: | ------: | ----------: |
                | TrainStep.step | lenet   | 128   | vector  |       1 |    1,000 |    25.0 |        25 % |

                Pooling, images/s:

                | benchmark       | shape  | batch | kernels | threads |  images/s |
                | --------------- | ------ | ----- | ------- | ------: | --------: |
                | Pool.maxForward | 6x6x64 | 128   | vector  |       1 | 1,234,567 |

                One image, median:

                | network | kernels | threads |     time |
                | ------- | ------- | ------: | -------: |
                | lenet   | vector  |       2 | 332.8 us |
                """);
  }

  @Test
  void of_noEnvironmentAndNoPeak_saysSo() {
    Run run =
        run(
            Optional.empty(),
            result(
                "ConvForward.forward",
                params("shape", "6x6x16-64-3x3-same"),
                Map.of("gflops", List.of(110.0))));
    assertThat(MarkdownReport.of(run)).startsWith("a.json.\n").contains("110.0 (no peak)");
  }
}
