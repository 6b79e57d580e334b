package io.crema.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One benchmark of a JMH result file with one combination of parameters.
 *
 * @param benchmark class and method, without the package
 * @param params parameters by name
 * @param score the median that JMH found, in its own unit; NaN if it gives none
 * @param unit of the score
 * @param rates what the benchmark counts, per second in each iteration, by name
 */
record JmhResult(
    String benchmark,
    Map<String, String> params,
    double score,
    String unit,
    Map<String, List<Double>> rates) {

  private static final JsonFactory JSON = new JsonFactory();

  JmhResult {
    params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
    rates = Map.copyOf(rates);
  }

  /**
   * Reads what {@code -rf json} wrote.
   *
   * @param file the result file
   * @throws IOException if it cannot be read or is not a JSON array of objects
   */
  static List<JmhResult> read(Path file) throws IOException {
    List<JmhResult> results = new ArrayList<>();
    try (JsonParser json = JSON.createParser(Files.newInputStream(file))) {
      if (json.nextToken() != JsonToken.START_ARRAY) {
        throw new IOException(file + ": expected a JSON array of JMH results");
      }
      while (json.nextToken() == JsonToken.START_OBJECT) {
        results.add(result(json));
      }
      if (json.currentToken() != JsonToken.END_ARRAY) {
        throw new IOException(file + ": expected JMH results, got " + json.currentToken());
      }
    }
    return results;
  }

  private static JmhResult result(JsonParser json) throws IOException {
    String benchmark = "";
    Map<String, String> params = Map.of();
    Score score = new Score(Double.NaN, "");
    Map<String, List<Double>> rates = Map.of();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "benchmark" -> benchmark = withoutPackage(json.getText());
        case "params" -> params = params(json);
        case "primaryMetric" -> score = score(json);
        case "secondaryMetrics" -> rates = rates(json);
        default -> json.skipChildren();
      }
    }
    return new JmhResult(benchmark, params, score.median, score.unit, rates);
  }

  private static String withoutPackage(String name) {
    int method = name.lastIndexOf('.');
    return name.substring(name.lastIndexOf('.', method - 1) + 1);
  }

  private static Map<String, String> params(JsonParser json) throws IOException {
    Map<String, String> params = new LinkedHashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      params.put(name, json.getText());
    }
    return params;
  }

  private record Score(double median, String unit) {}

  private static Score score(JsonParser json) throws IOException {
    double median = Double.NaN;
    String unit = "";
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "scoreUnit" -> unit = json.getText();
        case "scorePercentiles" -> median = median(json);
        default -> json.skipChildren();
      }
    }
    return new Score(median, unit);
  }

  private static double median(JsonParser json) throws IOException {
    double median = Double.NaN;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      boolean wanted = json.currentName().equals("50.0");
      if (json.nextToken().isNumeric() && wanted) { // JMH writes "NaN" in quotes
        median = json.getDoubleValue();
      }
    }
    return median;
  }

  private static Map<String, List<Double>> rates(JsonParser json) throws IOException {
    Map<String, List<Double>> rates = new HashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      List<Double> values = new ArrayList<>();
      rawData(json, values);
      rates.put(name, values);
    }
    return rates;
  }

  /** Adds the numbers of a metric's {@code rawData}, an array for each fork. */
  private static void rawData(JsonParser json, List<Double> values) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      boolean wanted = json.currentName().equals("rawData");
      json.nextToken();
      if (!wanted) {
        json.skipChildren();
        continue;
      }
      int depth = 1;
      while (depth > 0) {
        JsonToken token = json.nextToken();
        if (token == JsonToken.START_ARRAY) {
          depth++;
        } else if (token == JsonToken.END_ARRAY) {
          depth--;
        } else if (token.isNumeric()) { // JMH writes "NaN" in quotes
          values.add(json.getDoubleValue());
        }
      }
    }
  }

  /** Value of a parameter, or {@code -} if the benchmark does not have it. */
  String param(String name) {
    return params.getOrDefault(name, "-");
  }

  /** GFLOP/s of each iteration; empty if the benchmark does not count them. */
  List<Double> gflops() {
    return rates.getOrDefault("gflops", List.of());
  }

  /** Images per second in each iteration; empty if the benchmark does not count them. */
  List<Double> images() {
    return rates.getOrDefault("images", List.of());
  }

  /** Median of {@link #gflops} over the iterations of all forks. */
  double gflopsMedian() {
    return median(gflops());
  }

  /** Median of {@link #images} over the iterations of all forks. */
  double imagesMedian() {
    return median(images());
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int n = sorted.size();
    return (sorted.get((n - 1) / 2) + sorted.get(n / 2)) / 2;
  }

  /** Distance of {@link #gflops} from the slowest to the fastest iteration, by their median. */
  double spread() {
    return (Collections.max(gflops()) - Collections.min(gflops())) / gflopsMedian();
  }
}
