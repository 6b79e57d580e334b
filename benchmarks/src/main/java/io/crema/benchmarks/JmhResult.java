package io.crema.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One benchmark of a JMH result file with one combination of parameters.
 *
 * @param benchmark class and method, without the package
 * @param params parameters by name
 * @param gflops GFLOP/s of each iteration; empty if the benchmark does not count them
 */
record JmhResult(String benchmark, Map<String, String> params, List<Double> gflops) {

  private static final JsonFactory JSON = new JsonFactory();

  JmhResult {
    params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
    gflops = List.copyOf(gflops);
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
    List<Double> gflops = List.of();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "benchmark" -> benchmark = withoutPackage(json.getText());
        case "params" -> params = params(json);
        case "secondaryMetrics" -> gflops = gflops(json);
        default -> json.skipChildren();
      }
    }
    return new JmhResult(benchmark, params, gflops);
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

  private static List<Double> gflops(JsonParser json) throws IOException {
    List<Double> values = new ArrayList<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      boolean wanted = json.currentName().equals("gflops");
      json.nextToken();
      if (wanted) {
        rawData(json, values);
      } else {
        json.skipChildren();
      }
    }
    return values;
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
        } else {
          values.add(json.getDoubleValue());
        }
      }
    }
  }

  /** Value of a parameter, or {@code -} if the benchmark does not have it. */
  String param(String name) {
    return params.getOrDefault(name, "-");
  }

  /** Median of {@link #gflops} over the iterations of all forks. */
  double median() {
    List<Double> sorted = gflops.stream().sorted().toList();
    int n = sorted.size();
    return (sorted.get((n - 1) / 2) + sorted.get(n / 2)) / 2;
  }

  /** Distance from the slowest to the fastest iteration, as a share of the median. */
  double spread() {
    return (Collections.max(gflops) - Collections.min(gflops)) / median();
  }
}
