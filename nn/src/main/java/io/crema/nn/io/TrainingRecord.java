package io.crema.nn.io;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where a model comes from, as texts by name in the order in which they were added: seed, data,
 * recipe, metrics. Immutable.
 *
 * @param values the texts by name
 */
public record TrainingRecord(Map<String, String> values) {

  /** Nothing is known. */
  public static final TrainingRecord EMPTY = new TrainingRecord(Map.of());

  /**
   * Copies the map.
   *
   * @param values the texts by name
   */
  public TrainingRecord {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /**
   * {@return this and one more text}
   *
   * @param name what it tells
   * @param value the text
   */
  public TrainingRecord with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(values);
    more.put(name, value);
    return new TrainingRecord(more);
  }
}
