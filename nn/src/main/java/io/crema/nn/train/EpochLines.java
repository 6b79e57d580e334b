package io.crema.nn.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * Results of epochs as text, a line each, from which they are read back exactly. Fields end in tabs
 * and metrics in unit separators, which no name contains.
 */
final class EpochLines {

  private static final int FIELDS = 8;
  private static final String TAB = "\t";
  private static final String UNIT = "\u001f";

  private EpochLines() {}

  static String write(List<EpochResult> results) {
    StringBuilder lines = new StringBuilder();
    for (EpochResult result : results) {
      OptionalDouble loss = result.validationLoss();
      List<String> fields =
          List.of(
              Integer.toString(result.epoch()),
              Double.toString(result.loss()),
              metrics(result.metrics()),
              loss.isPresent() ? Double.toString(loss.getAsDouble()) : "",
              metrics(result.validationMetrics()),
              Double.toString(result.learningRate()),
              Double.toString(result.seconds()),
              Integer.toString(result.samples()));
      lines.append(String.join(TAB, fields)).append('\n');
    }
    return lines.toString();
  }

  private static String metrics(Map<String, Double> metrics) {
    return metrics.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining(UNIT));
  }

  static List<EpochResult> read(String lines) {
    List<EpochResult> results = new ArrayList<>();
    lines.lines().forEach(line -> results.add(result(line.split(TAB, -1))));
    return results;
  }

  private static EpochResult result(String[] fields) {
    if (fields.length != FIELDS) {
      throw new IllegalArgumentException(
          "history: expected %d fields per epoch, found %d".formatted(FIELDS, fields.length));
    }
    return new EpochResult(
        Integer.parseInt(fields[0]),
        Double.parseDouble(fields[1]),
        readMetrics(fields[2]),
        fields[3].isEmpty()
            ? OptionalDouble.empty()
            : OptionalDouble.of(Double.parseDouble(fields[3])),
        readMetrics(fields[4]),
        Double.parseDouble(fields[5]),
        Double.parseDouble(fields[6]),
        Integer.parseInt(fields[7]));
  }

  private static Map<String, Double> readMetrics(String text) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    for (String metric : text.isEmpty() ? new String[0] : text.split(UNIT, -1)) {
      int equals = metric.lastIndexOf('=');
      metrics.put(metric.substring(0, equals), Double.parseDouble(metric.substring(equals + 1)));
    }
    return metrics;
  }
}
