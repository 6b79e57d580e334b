package io.crema.examples.report;

import io.crema.nn.io.TrainingRecord;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What a training record tells, in words. */
final class Facts {

  private static final Map<String, String> WORDS =
      Map.of(
          "libraryVersion", "Crema",
          "batchSize", "batch size",
          "learningRate", "learning rate",
          "dataSha256", "training data, SHA-256",
          "images", "training images",
          "dataSet", "data set",
          "testAccuracy", "test accuracy after training");

  private Facts() {}

  /**
   * {@return the texts of a record by what they tell}
   *
   * @param without names of texts to leave out
   */
  static Map<String, String> of(TrainingRecord record, Set<String> without) {
    Map<String, String> facts = new LinkedHashMap<>();
    record
        .values()
        .forEach(
            (name, value) -> {
              if (!without.contains(name)) {
                facts.put(WORDS.getOrDefault(name, name), value);
              }
            });
    return facts;
  }
}
