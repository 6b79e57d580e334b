package io.crema.examples.reader;

import com.fasterxml.jackson.core.JsonGenerator;
import io.crema.nn.confidence.ConformalSets;
import io.crema.vision.raster.GreyImage;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The digit that a model reads, and all that come into question.
 *
 * @param prediction the most probable one
 * @param digits all, the most probable first
 * @param coverage how often the true digit is among them, as promised: 0 to 1
 */
record PredictionSet(Prediction prediction, List<Integer> digits, double coverage)
    implements Answer {

  static PredictionSet of(Prediction prediction, ConformalSets sets) {
    return new PredictionSet(prediction, sets.of(prediction.probabilities()), sets.coverage());
  }

  @Override
  public void writeTo(JsonGenerator json) throws IOException {
    prediction.writeTo(json);
    json.writeArrayFieldStart("set");
    for (int digit : digits) {
      json.writeNumber(digit);
    }
    json.writeEndArray();
    json.writeNumberField("coverage", coverage);
  }

  /** {@return the digit, how sure the model is, and the set, such as {@code 7 (61.0 %) {7, 1}}} */
  @Override
  public String toString() {
    return prediction
        + digits.stream().map(prediction.names()::get).collect(Collectors.joining(", ", " {", "}"));
  }

  @Override
  public String bars() {
    return prediction.bars();
  }

  @Override
  public List<GreyImage> images() {
    return prediction.images();
  }
}
