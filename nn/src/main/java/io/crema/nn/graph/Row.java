package io.crema.nn.graph;

import io.crema.nn.layer.Component;
import java.util.List;

/** Components one after the other. */
record Row(List<Component> components) implements Block {

  Row {
    components = List.copyOf(components);
    if (components.isEmpty()) {
      throw new IllegalArgumentException("Block: expected at least one layer, got none");
    }
  }

  @Override
  public Node expand(Node input) {
    Node node = input;
    for (Component component : components) {
      node = node.then(component);
    }
    return node;
  }

  @Override
  public String toString() {
    return components.toString();
  }
}
