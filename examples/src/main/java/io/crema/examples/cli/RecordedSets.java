package io.crema.examples.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.crema.core.data.LabelledSamples;
import io.crema.core.parallel.Workers;
import io.crema.nn.confidence.ConformalSets;
import io.crema.nn.confidence.SetScore;
import io.crema.nn.io.SavedModel;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;

/**
 * How good the sets of classes are that a model was calibrated for.
 *
 * @param sets as recorded with the model
 * @param score of some images
 */
record RecordedSets(ConformalSets sets, SetScore score) {

  /** {@return the score of images; empty if the model was not calibrated} */
  static Optional<RecordedSets> of(SavedModel saved, LabelledSamples images, Workers workers) {
    return ConformalSets.recordedIn(saved.record())
        .map(
            sets ->
                new RecordedSets(
                    sets,
                    sets.score(
                        images.labels(),
                        saved.model().predictor(workers).predictProbabilities(images))));
  }

  void writeTo(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("sets");
    json.writeNumberField("promised", sets.coverage());
    json.writeNumberField("threshold", sets.threshold());
    json.writeNumberField("coverage", score.coverage());
    json.writeNumberField("strictCoverage", score.strictCoverage());
    json.writeNumberField("meanSize", score.meanSize());
    json.writeEndObject();
  }

  /** {@return what was promised and what came of it, in one line} */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "sets for a coverage of %s %%: %s", percent(sets.coverage()), score);
  }

  /** {@return a share in per cent, with no more digits than it has} */
  static String percent(double share) {
    return BigDecimal.valueOf(share).movePointRight(2).stripTrailingZeros().toPlainString();
  }
}
