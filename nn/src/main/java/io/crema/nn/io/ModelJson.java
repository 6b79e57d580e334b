package io.crema.nn.io;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.crema.nn.layer.Layer;
import io.crema.nn.layer.LayerConfig;
import io.crema.nn.layer.LayerTypes;
import io.crema.nn.model.Network;
import io.crema.nn.model.Residual;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Networks and training records as JSON.
 *
 * <pre>{@code
 * {"input":[28,28,1],"layers":[{"type":"dense","config":{"units":10,"initializer":"he_normal"}}]}
 * }</pre>
 *
 * <p>A residual layer has {@code layers} in place of {@code config}.
 *
 * <p>Reading refuses what is not exactly this with an IllegalArgumentException or Jackson's own
 * IOException.
 */
final class ModelJson {

  /** Deeper networks than this are no networks of this library's kind. */
  private static final int MAX_LAYERS = 10_000;

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private ModelJson() {}

  /** What writes into a generator. */
  private interface Content {
    void writeTo(JsonGenerator json) throws IOException;
  }

  private static String text(Content content) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      content.writeTo(json);
    }
    return text.toString();
  }

  static String write(Network network) throws IOException {
    return text(
        json -> {
          json.writeStartObject();
          json.writeFieldName("input");
          int[] dims = network.inputShape().dims();
          json.writeArray(dims, 0, dims.length);
          writeLayers(json, network.layers());
          json.writeEndObject();
        });
  }

  private static void writeLayers(JsonGenerator json, List<Layer> layers) throws IOException {
    json.writeArrayFieldStart("layers");
    for (Layer layer : layers) {
      writeLayer(json, layer);
    }
    json.writeEndArray();
  }

  private static void writeLayer(JsonGenerator json, Layer layer) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", layer.type());
    if (layer instanceof Residual residual) {
      writeLayers(json, residual.layers());
    } else {
      writeConfig(json, layer.config());
    }
    json.writeEndObject();
  }

  private static void writeConfig(JsonGenerator json, LayerConfig config) throws IOException {
    json.writeObjectFieldStart("config");
    for (Map.Entry<String, Object> entry : config.values().entrySet()) {
      json.writeFieldName(entry.getKey());
      if (entry.getValue() instanceof Long number) {
        json.writeNumber(number);
      } else if (entry.getValue() instanceof Double number) {
        json.writeNumber(number);
      } else {
        json.writeString(entry.getValue().toString());
      }
    }
    json.writeEndObject();
  }

  static String write(TrainingRecord record) throws IOException {
    return text(
        json -> {
          json.writeStartObject();
          for (Map.Entry<String, String> entry : record.values().entrySet()) {
            json.writeStringField(entry.getKey(), entry.getValue());
          }
          json.writeEndObject();
        });
  }

  static TrainingRecord readRecord(String text) throws IOException {
    try (JsonParser json = JSON.createParser(text)) {
      TrainingRecord record = TrainingRecord.EMPTY;
      expect(json, JsonToken.START_OBJECT);
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        expect(json, JsonToken.VALUE_STRING);
        record = record.with(name, json.getText());
      }
      requireEnd(json);
      return record;
    }
  }

  static Network readNetwork(String text, LayerTypes types) throws IOException {
    try (JsonParser json = JSON.createParser(text)) {
      expect(json, JsonToken.START_OBJECT);
      expectField(json, "input");
      Network network = Network.input(dims(json)).addAll(layers(json, types));
      expect(json, JsonToken.END_OBJECT);
      requireEnd(json);
      return network;
    }
  }

  private static int[] dims(JsonParser json) throws IOException {
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
    return dims.stream().mapToInt(Integer::intValue).toArray();
  }

  private static List<Layer> layers(JsonParser json, LayerTypes types) throws IOException {
    List<Layer> layers = new ArrayList<>();
    expectField(json, "layers");
    expect(json, JsonToken.START_ARRAY);
    while (json.nextToken() == JsonToken.START_OBJECT) {
      if (layers.size() == MAX_LAYERS) {
        throw new IllegalArgumentException("layers: expected at most " + MAX_LAYERS);
      }
      layers.add(layer(json, types));
    }
    require(json, JsonToken.END_ARRAY);
    return layers;
  }

  private static Layer layer(JsonParser json, LayerTypes types) throws IOException {
    expectField(json, "type");
    expect(json, JsonToken.VALUE_STRING);
    String type = json.getText();
    if (type.equals(Residual.TYPE)) {
      Layer residual = new Residual(layers(json, types));
      expect(json, JsonToken.END_OBJECT);
      return residual;
    }
    expectField(json, "config");
    expect(json, JsonToken.START_OBJECT);
    LayerConfig config = LayerConfig.EMPTY;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      config = value(json, config, name);
    }
    expect(json, JsonToken.END_OBJECT);
    return types.make(type, config);
  }

  private static LayerConfig value(JsonParser json, LayerConfig config, String name)
      throws IOException {
    JsonToken token = json.nextToken();
    if (token == JsonToken.VALUE_NUMBER_INT) {
      return config.with(name, json.getLongValue());
    }
    if (token == JsonToken.VALUE_NUMBER_FLOAT) {
      return config.with(name, json.getDoubleValue());
    }
    require(json, JsonToken.VALUE_STRING);
    return config.with(name, json.getText());
  }

  private static void expectField(JsonParser json, String name) throws IOException {
    expect(json, JsonToken.FIELD_NAME);
    if (!json.currentName().equals(name)) {
      throw new IllegalArgumentException(
          "expected \"%s\", found \"%s\"".formatted(name, json.currentName()));
    }
  }

  private static void expect(JsonParser json, JsonToken token) throws IOException {
    json.nextToken();
    require(json, token);
  }

  private static void require(JsonParser json, JsonToken token) {
    if (json.currentToken() != token) {
      throw new IllegalArgumentException(
          "expected %s, found %s".formatted(token, json.currentToken()));
    }
  }

  private static void requireEnd(JsonParser json) throws IOException {
    if (json.nextToken() != null) {
      throw new IllegalArgumentException("expected nothing more, found " + json.currentToken());
    }
  }
}
