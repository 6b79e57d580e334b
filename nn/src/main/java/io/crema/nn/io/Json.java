package io.crema.nn.io;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.crema.core.tensor.Shape;
import io.crema.nn.layer.LayerConfig;
import io.crema.nn.layer.LayerTypes;
import io.crema.nn.layer.Operator;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the JSON of model files is made of. Reading refuses what is not exactly as expected with an
 * IllegalArgumentException or Jackson's own IOException.
 */
final class Json {

  /** More nodes than this are no network of this library's kind. */
  static final int MAX_NODES = 10_000;

  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private Json() {}

  /** Writes into a generator. */
  interface Content {
    void writeTo(JsonGenerator json) throws IOException;
  }

  static String text(Content content) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      content.writeTo(json);
    }
    return text.toString();
  }

  static JsonParser parser(String text) throws IOException {
    return FACTORY.createParser(text);
  }

  static void write(JsonGenerator json, String name, Shape shape) throws IOException {
    json.writeFieldName(name);
    int[] dims = shape.dims();
    json.writeArray(dims, 0, dims.length);
  }

  /** Writes the type and the configuration as two fields. */
  static void write(JsonGenerator json, Operator operator) throws IOException {
    json.writeStringField("type", operator.type());
    json.writeObjectFieldStart("config");
    for (Map.Entry<String, Object> entry : operator.config().values().entrySet()) {
      json.writeFieldName(entry.getKey());
      writeValue(json, entry.getValue());
    }
    json.writeEndObject();
  }

  private static void writeValue(JsonGenerator json, Object value) throws IOException {
    if (value instanceof Long number) {
      json.writeNumber(number);
    } else if (value instanceof Double number) {
      json.writeNumber(number);
    } else if (value instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else if (value instanceof Operator operator) {
      json.writeStartObject();
      write(json, operator);
      json.writeEndObject();
    } else if (value instanceof List<?> list) {
      json.writeStartArray();
      for (Object each : list) {
        writeValue(json, each);
      }
      json.writeEndArray();
    } else {
      json.writeString(value.toString());
    }
  }

  /** Reads a type and a configuration and makes the operator. */
  static Operator operator(JsonParser json, LayerTypes types) throws IOException {
    expectField(json, "type");
    expect(json, JsonToken.VALUE_STRING);
    return operator(json, json.getText(), types);
  }

  /** Reads the configuration of an operator whose type is known. */
  static Operator operator(JsonParser json, String type, LayerTypes types) throws IOException {
    expectField(json, "config");
    expect(json, JsonToken.START_OBJECT);
    LayerConfig config = LayerConfig.EMPTY;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      config = with(config, name, value(json, types));
    }
    require(json, JsonToken.END_OBJECT);
    return types.make(type, config);
  }

  private static LayerConfig with(LayerConfig config, String name, Object value) {
    if (value instanceof Long number) {
      return config.with(name, number);
    } else if (value instanceof Double number) {
      return config.with(name, number);
    } else if (value instanceof Boolean flag) {
      return config.with(name, flag);
    } else if (value instanceof Operator operator) {
      return config.with(name, operator);
    }
    return value instanceof List<?> list
        ? config.with(name, list)
        : config.with(name, value.toString());
  }

  private static Object value(JsonParser json, LayerTypes types) throws IOException {
    return switch (json.currentToken()) {
      case VALUE_NUMBER_INT -> json.getLongValue();
      case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case START_OBJECT -> {
        Operator operator = operator(json, types);
        expect(json, JsonToken.END_OBJECT);
        yield operator;
      }
      case START_ARRAY -> {
        List<Object> values = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
          values.add(value(json, types));
        }
        yield values;
      }
      default -> {
        require(json, JsonToken.VALUE_STRING);
        yield json.getText();
      }
    };
  }

  static Shape shape(JsonParser json) throws IOException {
    List<Integer> dims = new ArrayList<>();
    expect(json, JsonToken.START_ARRAY);
    while (json.nextToken() == JsonToken.VALUE_NUMBER_INT) {
      dims.add(json.getIntValue());
      if (dims.size() > Safetensors.MAX_RANK) {
        throw new IllegalArgumentException(
            "input: expected at most %d axes".formatted(Safetensors.MAX_RANK));
      }
    }
    require(json, JsonToken.END_ARRAY);
    return Shape.of(dims.stream().mapToInt(Integer::intValue).toArray());
  }

  /** Reads an array of texts. */
  static List<String> texts(JsonParser json) throws IOException {
    List<String> texts = new ArrayList<>();
    expect(json, JsonToken.START_ARRAY);
    while (json.nextToken() == JsonToken.VALUE_STRING) {
      texts.add(json.getText());
    }
    require(json, JsonToken.END_ARRAY);
    return texts;
  }

  static void requireFew(String what, int count) {
    if (count > MAX_NODES) {
      throw new IllegalArgumentException("%s: expected at most %d".formatted(what, MAX_NODES));
    }
  }

  static void expectField(JsonParser json, String name) throws IOException {
    expect(json, JsonToken.FIELD_NAME);
    if (!json.currentName().equals(name)) {
      throw new IllegalArgumentException(
          "expected \"%s\", found \"%s\"".formatted(name, json.currentName()));
    }
  }

  static void expect(JsonParser json, JsonToken token) throws IOException {
    json.nextToken();
    require(json, token);
  }

  static void require(JsonParser json, JsonToken token) {
    if (json.currentToken() != token) {
      throw new IllegalArgumentException(
          "expected %s, found %s".formatted(token, json.currentToken()));
    }
  }

  static void requireEnd(JsonParser json) throws IOException {
    if (json.nextToken() != null) {
      throw new IllegalArgumentException("expected nothing more, found " + json.currentToken());
    }
  }
}
