package io.crema.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The multiply-add peaks that {@link FmaPeak} found in one run.
 *
 * @param byThreads GFLOP/s by number of threads, in the order of the file
 */
record Peaks(Map<String, Double> byThreads) {

  private static final String PEAK = "FmaPeak.fma";

  /** The peaks among the results of a run. */
  static Peaks of(List<JmhResult> results) {
    Map<String, Double> peaks = new LinkedHashMap<>();
    for (JmhResult result : results) {
      if (result.benchmark().equals(PEAK)) {
        peaks.put(result.param("threads"), result.gflopsMedian());
      }
    }
    return new Peaks(peaks);
  }

  /** Per cent of the peak with as many threads; empty if the run has none. */
  OptionalDouble percent(JmhResult result) {
    Double peak = byThreads.get(result.param("threads"));
    return peak == null
        ? OptionalDouble.empty()
        : OptionalDouble.of(100 * result.gflopsMedian() / peak);
  }
}
