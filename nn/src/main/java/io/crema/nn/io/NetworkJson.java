package io.crema.nn.io;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.crema.nn.graph.Network;
import io.crema.nn.graph.NetworkBuilder;
import io.crema.nn.graph.Node;
import io.crema.nn.layer.LayerTypes;
import io.crema.nn.layer.Operator;
import java.io.IOException;
import java.util.List;

/**
 * Networks as JSON, format 2:
 *
 * <pre>{@code
 * {"inputs":[{"name":"input","shape":[28,28,1]}],
 *  "nodes":[{"name":"flatten_1","type":"flatten","config":{},"inputs":["input"]},
 *           {"name":"digit","type":"dense","config":{"units":10,...},"inputs":["flatten_1"]}],
 *  "outputs":["digit"]}
 * }</pre>
 */
final class NetworkJson {

  private NetworkJson() {}

  static String write(Network network) throws IOException {
    return Json.text(
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("inputs");
          for (Node input : network.inputs()) {
            json.writeStartObject();
            json.writeStringField("name", input.name());
            Json.write(json, "shape", input.shape());
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeArrayFieldStart("nodes");
          for (Node node : network.nodes()) {
            if (!node.isInput()) {
              write(json, network, node);
            }
          }
          json.writeEndArray();
          writeNames(json, "outputs", network.outputs());
          json.writeEndObject();
        });
  }

  private static void write(JsonGenerator json, Network network, Node node) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", node.name());
    Json.write(json, node.operator().orElseThrow());
    writeNames(json, "inputs", network.inputsOf(node));
    json.writeEndObject();
  }

  private static void writeNames(JsonGenerator json, String field, List<Node> nodes)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (Node node : nodes) {
      json.writeString(node.name());
    }
    json.writeEndArray();
  }

  static Network read(String text, LayerTypes types) throws IOException {
    try (JsonParser json = Json.parser(text)) {
      NetworkBuilder builder = new NetworkBuilder();
      Json.expect(json, JsonToken.START_OBJECT);
      readInputs(json, builder);
      readNodes(json, builder, types);
      Json.expectField(json, "outputs");
      List<String> outputs = Json.texts(json);
      Json.expect(json, JsonToken.END_OBJECT);
      Json.requireEnd(json);
      return builder.build(outputs);
    }
  }

  private static void readInputs(JsonParser json, NetworkBuilder builder) throws IOException {
    Json.expectField(json, "inputs");
    Json.expect(json, JsonToken.START_ARRAY);
    int count = 0;
    while (json.nextToken() == JsonToken.START_OBJECT) {
      Json.requireFew("inputs", ++count);
      String name = name(json);
      Json.expectField(json, "shape");
      builder.input(name, Json.shape(json));
      Json.expect(json, JsonToken.END_OBJECT);
    }
    Json.require(json, JsonToken.END_ARRAY);
  }

  private static void readNodes(JsonParser json, NetworkBuilder builder, LayerTypes types)
      throws IOException {
    Json.expectField(json, "nodes");
    Json.expect(json, JsonToken.START_ARRAY);
    int count = 0;
    while (json.nextToken() == JsonToken.START_OBJECT) {
      Json.requireFew("nodes", ++count);
      String name = name(json);
      Operator operator = Json.operator(json, types);
      Json.expectField(json, "inputs");
      List<String> inputs = Json.texts(json);
      Json.requireFew("inputs", inputs.size());
      builder.node(name, operator, inputs);
      Json.expect(json, JsonToken.END_OBJECT);
    }
    Json.require(json, JsonToken.END_ARRAY);
  }

  private static String name(JsonParser json) throws IOException {
    Json.expectField(json, "name");
    Json.expect(json, JsonToken.VALUE_STRING);
    return json.getText();
  }
}
