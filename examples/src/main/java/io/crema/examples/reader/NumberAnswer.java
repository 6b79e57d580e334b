package io.crema.examples.reader;

import com.fasterxml.jackson.core.JsonGenerator;
import io.crema.mnist.digit.DigitLine.Line;
import io.crema.mnist.digit.DigitLine.LineDigit;
import io.crema.mnist.digit.DigitReading.Reason;
import io.crema.vision.raster.GreyImage;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A number: digits in a line.
 *
 * @param picture where it was read
 * @param line its digits, at least one
 */
public record NumberAnswer(GreyImage picture, Line line) implements Answer {

  /** {@return the number, or that there is none} */
  static Answer of(GreyImage picture, Line line) {
    Optional<Reason> reason = line.reason();
    return reason.isPresent()
        ? new Nothing("number", reason.get())
        : new NumberAnswer(picture, line);
  }

  /** {@return the confidence of the least sure digit} */
  public float confidence() {
    float least = 1f;
    for (LineDigit digit : line.digits()) {
      least = Math.min(least, digit.confidence());
    }
    return least;
  }

  @Override
  public void writeTo(JsonGenerator json) throws IOException {
    json.writeStringField("number", line.number());
    json.writeNumberField("confidence", confidence());
    Answer.writeSize(json, picture);
    json.writeArrayFieldStart("digits");
    for (LineDigit digit : line.digits()) {
      json.writeStartObject();
      json.writeNumberField("digit", digit.digit());
      json.writeNumberField("confidence", digit.confidence());
      json.writeFieldName("box");
      Answer.writeBox(json, digit.box());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  @Override
  public List<GreyImage> images() {
    return line.digits().stream().map(LineDigit::image).toList();
  }

  /** {@return the number and how sure the model is, such as {@code 2026 (98.1 %)}} */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s (%.1f %%)", line.number(), 100 * confidence());
  }
}
