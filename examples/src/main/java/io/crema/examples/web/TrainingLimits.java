package io.crema.examples.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Set;

/** Reads the settings of a training as a client gives them, and refuses what goes too far. */
final class TrainingLimits {

  private static final Set<String> FIELDS =
      Set.of("network", "epochs", "batchSize", "learningRate", "seed", "limit");

  private static final int MOST_EPOCHS = 20;
  private static final int LEAST_BATCH = 32;
  private static final int MOST_BATCH = 512;
  private static final double LEAST_RATE = 1e-5;
  private static final double MOST_RATE = 1e-1;
  private static final int LEAST_IMAGES = 1_000;
  private static final int MOST_IMAGES = 60_000;

  private final Courses courses;
  private final int images;

  /**
   * Takes what there is.
   *
   * @param courses the networks
   * @param images how many images there are to learn from
   */
  TrainingLimits(Courses courses, int images) {
    this.courses = courses;
    this.images = images;
  }

  TrainingSettings settings(JsonNode json) throws Problem {
    if (!json.isObject()) {
      throw unexpected("Expected a JSON object.");
    }
    for (Iterator<String> names = json.fieldNames(); names.hasNext(); ) {
      if (!FIELDS.contains(names.next())) {
        throw unexpected(
            "Expected no other fields than network, epochs, batchSize, learningRate,"
                + " seed and limit.");
      }
    }
    TrainingSettings standard = courses.standard(network(json));
    return new TrainingSettings(
        standard.network(),
        (int) whole(json, "epochs", 1, MOST_EPOCHS, standard.epochs()),
        (int) whole(json, "batchSize", LEAST_BATCH, MOST_BATCH, standard.batchSize()),
        learningRate(json, standard.learningRate()),
        whole(json, "seed", Long.MIN_VALUE, Long.MAX_VALUE, standard.seed()),
        (int) Math.min(images, whole(json, "limit", LEAST_IMAGES, MOST_IMAGES, images)));
  }

  private String network(JsonNode json) throws Problem {
    String name = json.path("network").asText();
    if (!courses.networks().contains(name)) {
      throw unexpected("network: expected " + String.join(" or ", courses.networks()) + ".");
    }
    return name;
  }

  private static long whole(JsonNode json, String name, long least, long most, long otherwise)
      throws Problem {
    JsonNode value = json.path(name);
    if (value.isMissingNode()) {
      return otherwise;
    }
    if (!value.canConvertToLong()
        || !value.canConvertToExactIntegral()
        || value.asLong() < least
        || value.asLong() > most) {
      throw unexpected("%s: expected a whole number from %d to %d.".formatted(name, least, most));
    }
    return value.asLong();
  }

  private static double learningRate(JsonNode json, double otherwise) throws Problem {
    JsonNode value = json.path("learningRate");
    if (value.isMissingNode()) {
      return otherwise;
    }
    if (!value.isNumber() || !(value.asDouble() >= LEAST_RATE && value.asDouble() <= MOST_RATE)) {
      throw unexpected("learningRate: expected a number from 0.00001 to 0.1.");
    }
    return value.asDouble();
  }

  private static Problem unexpected(String detail) {
    return Problem.unprocessable("These settings cannot be trained with", detail);
  }
}
