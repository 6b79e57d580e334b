package io.crema.nn.io;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Training records, class names and input preparations as JSON. */
final class ModelJson {

  private ModelJson() {}

  static String write(TrainingRecord record) throws IOException {
    return Json.text(json -> write(json, record.values()));
  }

  private static void write(JsonGenerator json, Map<String, String> texts) throws IOException {
    json.writeStartObject();
    for (Map.Entry<String, String> entry : texts.entrySet()) {
      json.writeStringField(entry.getKey(), entry.getValue());
    }
    json.writeEndObject();
  }

  static TrainingRecord readRecord(String text) throws IOException {
    try (JsonParser json = Json.parser(text)) {
      Json.expect(json, JsonToken.START_OBJECT);
      TrainingRecord record = new TrainingRecord(readMap(json));
      Json.requireEnd(json);
      return record;
    }
  }

  /** Reads an object whose beginning was read. */
  private static Map<String, String> readMap(JsonParser json) throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      Json.expect(json, JsonToken.VALUE_STRING);
      texts.put(name, json.getText());
    }
    Json.require(json, JsonToken.END_OBJECT);
    return texts;
  }

  static String write(List<String> texts) throws IOException {
    return Json.text(
        json -> {
          json.writeStartArray();
          for (String text : texts) {
            json.writeString(text);
          }
          json.writeEndArray();
        });
  }

  /** Reads texts; none if there is no JSON. */
  static List<String> readTexts(@Nullable String text) throws IOException {
    if (text == null) {
      return List.of();
    }
    try (JsonParser json = Json.parser(text)) {
      List<String> texts = Json.texts(json);
      Json.requireEnd(json);
      return texts;
    }
  }

  static String write(InputPreparation preparation) throws IOException {
    return Json.text(
        json -> {
          json.writeStartObject();
          writeNumbers(json, "scale", preparation.scale());
          writeNumbers(json, "offset", preparation.offset());
          json.writeFieldName("facts");
          write(json, preparation.facts());
          json.writeEndObject();
        });
  }

  private static void writeNumbers(JsonGenerator json, String name, List<Double> numbers)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (double number : numbers) {
      json.writeNumber(number);
    }
    json.writeEndArray();
  }

  /** Reads a preparation; none if there is no JSON. */
  static InputPreparation readPreparation(@Nullable String text) throws IOException {
    if (text == null) {
      return InputPreparation.NONE;
    }
    try (JsonParser json = Json.parser(text)) {
      Json.expect(json, JsonToken.START_OBJECT);
      List<Double> scale = readNumbers(json, "scale");
      List<Double> offset = readNumbers(json, "offset");
      Json.expectField(json, "facts");
      Json.expect(json, JsonToken.START_OBJECT);
      Map<String, String> facts = readMap(json);
      Json.expect(json, JsonToken.END_OBJECT);
      Json.requireEnd(json);
      return new InputPreparation(scale, offset, facts);
    }
  }

  private static List<Double> readNumbers(JsonParser json, String name) throws IOException {
    List<Double> numbers = new ArrayList<>();
    Json.expectField(json, name);
    Json.expect(json, JsonToken.START_ARRAY);
    while (json.nextToken() != null && json.currentToken().isNumeric()) {
      numbers.add(json.getDoubleValue());
    }
    Json.require(json, JsonToken.END_ARRAY);
    return numbers;
  }
}
