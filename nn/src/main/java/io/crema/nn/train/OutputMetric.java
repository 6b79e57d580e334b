package io.crema.nn.train;

import io.crema.nn.metric.Metric;

/**
 * A metric and the output that it is computed on.
 *
 * @param output name of the output; empty for the only one
 * @param metric the metric
 */
record OutputMetric(String output, Metric metric) {

  OutputMetric {
    String name = metric.name();
    if (name.isBlank() || name.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "metric name: expected text without control characters, got \"%s\"".formatted(name));
    }
  }

  /** {@return the name in results: {@code OUTPUT_METRIC}, or that of the metric alone} */
  String name() {
    return output.isEmpty() ? metric.name() : output + "_" + metric.name();
  }
}
