package io.crema.examples.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.crema.nn.metric.ClassScore;
import io.crema.nn.metric.Evaluation;
import java.io.IOException;

/** Writes an evaluation as the fields of a JSON object. */
final class EvaluationJson implements JsonLines.Fields {

  private final Evaluation evaluation;

  EvaluationJson(Evaluation evaluation) {
    this.evaluation = evaluation;
  }

  @Override
  public void writeTo(JsonGenerator json) throws IOException {
    json.writeNumberField("accuracy", evaluation.accuracy());
    json.writeArrayFieldStart("accuracyInterval");
    json.writeNumber(evaluation.accuracyInterval().lower());
    json.writeNumber(evaluation.accuracyInterval().upper());
    json.writeEndArray();
    writeScore(json, evaluation.weighted());
    json.writeObjectFieldStart("macro");
    writeScore(json, evaluation.macro());
    json.writeEndObject();
    writePerClass(json);
    writeMatrix(json);
    json.writeNumberField("images", evaluation.images());
    json.writeNumberField(
        "expectedCalibrationError", evaluation.calibration().expectedCalibrationError());
  }

  private static void writeScore(JsonGenerator json, ClassScore score) throws IOException {
    json.writeNumberField("precision", score.precision());
    json.writeNumberField("recall", score.recall());
    json.writeNumberField("f1", score.f1());
  }

  private void writePerClass(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("perClass");
    for (int digit = 0; digit < evaluation.classes(); digit++) {
      json.writeStartObject();
      json.writeNumberField("digit", digit);
      writeScore(json, evaluation.score(digit));
      json.writeNumberField("support", evaluation.score(digit).support());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void writeMatrix(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("confusionMatrix");
    for (int[] row : evaluation.confusionMatrix().toArray()) {
      json.writeArray(row, 0, row.length);
    }
    json.writeEndArray();
  }
}
