package io.crema.nn.graph;

import io.crema.nn.graph.Node.Vertex;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Orders the vertices of a network so that each comes after those that it depends on: a depth-first
 * walk from the outputs, without recursion, as networks may be thousands of layers deep.
 */
final class VertexOrder {

  private final Set<Vertex> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<Vertex> order = new ArrayList<>();

  private VertexOrder() {}

  /** A vertex whose inputs are visited one after the other. */
  private static final class Visit {
    final Vertex vertex;
    int next;

    Visit(Vertex vertex) {
      this.vertex = vertex;
    }
  }

  /** {@return the inputs, then the other vertices that the outputs depend on} */
  static List<Vertex> of(List<Vertex> inputs, List<Vertex> outputs) {
    requireDistinct("inputs", inputs);
    requireDistinct("outputs", outputs);
    if (outputs.isEmpty()) {
      throw new IllegalArgumentException("network: expected at least one output, got none");
    }
    VertexOrder walk = new VertexOrder();
    outputs.forEach(walk::visit);
    for (Vertex input : inputs) {
      if (input.operator != null) {
        throw new IllegalArgumentException("network: expected inputs, got the node " + input);
      }
      if (!walk.seen.contains(input)) {
        throw new IllegalArgumentException(
            "network: expected outputs that depend on every input; none depends on " + input);
      }
    }
    List<Vertex> all = new ArrayList<>(inputs);
    for (Vertex vertex : walk.order) {
      if (vertex.operator != null) {
        all.add(vertex);
      } else if (inputs.stream().noneMatch(input -> input == vertex)) {
        throw new IllegalArgumentException(
            "network: expected outputs that depend on the inputs %s alone; one depends on %s"
                .formatted(inputs, vertex));
      }
    }
    return all;
  }

  /** {@return the inputs that the outputs depend on, in the order in which they are reached} */
  static List<Vertex> inputs(List<Vertex> outputs) {
    VertexOrder walk = new VertexOrder();
    outputs.forEach(walk::visit);
    return walk.order.stream().filter(vertex -> vertex.operator == null).toList();
  }

  private static void requireDistinct(String what, List<Vertex> vertices) {
    Set<Vertex> distinct = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Vertex vertex : vertices) {
      if (!distinct.add(vertex)) {
        throw new IllegalArgumentException(
            "network: expected different %s, got one twice: %s".formatted(what, vertex));
      }
    }
  }

  private void visit(Vertex output) {
    Deque<Visit> stack = new ArrayDeque<>();
    if (seen.add(output)) {
      stack.push(new Visit(output));
    }
    while (!stack.isEmpty()) {
      Visit visit = stack.element();
      if (visit.next == visit.vertex.inputs.size()) {
        order.add(visit.vertex);
        stack.pop();
        continue;
      }
      Vertex input = visit.vertex.inputs.get(visit.next++);
      if (seen.add(input)) {
        stack.push(new Visit(input));
      }
    }
  }
}
