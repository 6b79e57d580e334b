package io.crema.nn.io;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.crema.nn.graph.Block;
import io.crema.nn.graph.Network;
import io.crema.nn.graph.Node;
import io.crema.nn.graph.Residual;
import io.crema.nn.layer.Add;
import io.crema.nn.layer.Component;
import io.crema.nn.layer.Layer;
import io.crema.nn.layer.LayerTypes;
import io.crema.nn.layer.Operator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Reads networks of format 1, a row of layers:
 *
 * <pre>{@code
 * {"input":[28,28,1],"layers":[{"type":"dense","config":{"units":10,"initializer":"he_normal"}}]}
 * }</pre>
 *
 * <p>A residual layer has {@code layers} in place of {@code config}. Nodes get the names that the
 * parameters in such files have.
 */
final class OldNetworkJson {

  private final LayerTypes types;
  private int count;

  private OldNetworkJson(LayerTypes types) {
    this.types = types;
  }

  static Network read(String text, LayerTypes types) throws IOException {
    try (JsonParser json = Json.parser(text)) {
      Json.expect(json, JsonToken.START_OBJECT);
      Json.expectField(json, "input");
      Node input = Node.input(Json.shape(json).dims());
      Block row = new OldNetworkJson(types).row(json);
      Json.expect(json, JsonToken.END_OBJECT);
      Json.requireEnd(json);
      return Network.of(List.of(input), List.of(row.expand(input)));
    }
  }

  /** Reads layers in a row. */
  private Block row(JsonParser json) throws IOException {
    List<Component> components = new ArrayList<>();
    Json.expectField(json, "layers");
    Json.expect(json, JsonToken.START_ARRAY);
    while (json.nextToken() == JsonToken.START_OBJECT) {
      Json.requireFew("layers", ++count);
      components.add(component(json));
    }
    Json.require(json, JsonToken.END_ARRAY);
    return input -> named(components, input);
  }

  private static Node named(List<Component> components, Node input) {
    Map<String, Integer> ofType = new HashMap<>();
    Node node = input;
    for (Component component : components) {
      String type = component.type();
      node = node.then(type + "_" + ofType.merge(type, 1, Integer::sum), component);
    }
    return node;
  }

  private Component component(JsonParser json) throws IOException {
    Json.expectField(json, "type");
    Json.expect(json, JsonToken.VALUE_STRING);
    String type = json.getText();
    if (type.equals(Residual.TYPE)) {
      int before = count;
      Block body = row(json);
      Json.expect(json, JsonToken.END_OBJECT);
      if (count == before) {
        throw new IllegalArgumentException("Residual: expected at least one layer, got none");
      }
      return new OldResidual(body);
    }
    if (!types.names().contains(type)) {
      TreeSet<String> known = new TreeSet<>(types.names());
      known.add(Residual.TYPE);
      throw new IllegalArgumentException(
          "layer type: expected one of %s, got %s".formatted(known, type));
    }
    Operator operator = Json.operator(json, type, types);
    Json.expect(json, JsonToken.END_OBJECT);
    if (operator instanceof Layer layer) {
      return layer;
    }
    throw new IllegalArgumentException(
        "layer type: expected a layer with one input, got %s".formatted(type));
  }

  /** Layers whose input is added to their output. */
  private record OldResidual(Block body) implements Block {

    @Override
    public String type() {
      return Residual.TYPE;
    }

    @Override
    public Node expand(Node input) {
      Node output = body.expand(input);
      if (!output.shape().equals(input.shape())) {
        throw new IllegalArgumentException(
            "Residual: expected layers that give the shape of the input, %s, got %s"
                .formatted(input.shape(), output.shape()));
      }
      return Node.join(new Add(), output, input);
    }
  }
}
