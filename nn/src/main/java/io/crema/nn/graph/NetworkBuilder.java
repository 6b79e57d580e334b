package io.crema.nn.graph;

import io.crema.core.tensor.Shape;
import io.crema.nn.graph.Node.Vertex;
import io.crema.nn.layer.Join;
import io.crema.nn.layer.Layer;
import io.crema.nn.layer.Operator;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Builds a network from nodes that refer to each other by name, in any order: for readers of files.
 * Programs write networks with {@link Node} or {@link Network#add}.
 *
 * <pre>{@code
 * Network network =
 *     new NetworkBuilder()
 *         .input("image", Shape.of(28, 28, 1))
 *         .node("flat", new Flatten(), List.of("image"))
 *         .node("digit", new Dense(10), List.of("flat"))
 *         .build(List.of("digit"));
 * }</pre>
 */
public final class NetworkBuilder {

  private final Map<String, Shape> inputs = new LinkedHashMap<>();
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  private record Entry(Operator operator, List<String> inputs) {}

  /** Creates a builder without nodes. */
  public NetworkBuilder() {}

  /**
   * Adds an input.
   *
   * @param name its name
   * @param shape shape of one input, without the batch axis
   * @return this
   * @throws IllegalArgumentException if the name is taken
   */
  public NetworkBuilder input(String name, Shape shape) {
    requireFree(name);
    inputs.put(name, shape);
    return this;
  }

  /**
   * Adds a node.
   *
   * @param name its name
   * @param operator a {@link Layer} or a {@link Join}
   * @param from names of the nodes whose outputs it takes, in order; they may be added later
   * @return this
   * @throws IllegalArgumentException if the name is taken
   */
  public NetworkBuilder node(String name, Operator operator, List<String> from) {
    requireFree(name);
    entries.put(name, new Entry(operator, List.copyOf(from)));
    return this;
  }

  private void requireFree(String name) {
    Names.require(name);
    if (inputs.containsKey(name) || entries.containsKey(name)) {
      throw new IllegalArgumentException(
          "network: expected nodes with different names, got two of the name " + name);
    }
  }

  /**
   * {@return the network}
   *
   * @param outputs names of its outputs, in order
   * @throws IllegalArgumentException if a name is unknown, nodes depend on each other in a cycle,
   *     shapes do not fit, or a node or an input leads to no output
   */
  public Network build(List<String> outputs) {
    Map<String, Vertex> made = new HashMap<>();
    inputs.forEach(
        (name, shape) -> made.put(name, new Vertex(Scope.ROOT, name, null, List.of(), shape)));
    for (String name : entries.keySet()) {
      make(name, made);
    }
    List<Node> ends = new ArrayList<>();
    for (String output : outputs) {
      ends.add(Node.placed(known(output, "the outputs", made), output));
    }
    List<Node> begins = new ArrayList<>();
    for (String input : inputs.keySet()) {
      begins.add(Node.placed(known(input, "the inputs", made), input));
    }
    Network network = Network.of(begins, ends);
    Set<String> lost = new TreeSet<>(entries.keySet());
    network.nodes().forEach(node -> lost.remove(node.name()));
    if (!lost.isEmpty()) {
      throw new IllegalArgumentException(
          "network: expected nodes that lead to an output of %s, got %s that lead to none"
              .formatted(outputs, lost));
    }
    return network;
  }

  private static Vertex known(String name, String user, Map<String, Vertex> made) {
    Vertex vertex = made.get(name);
    if (vertex == null) {
      throw new IllegalArgumentException(
          "network: expected an existing node in %s, got %s".formatted(user, name));
    }
    return vertex;
  }

  /** Makes a vertex after those that it depends on, without recursion. */
  private void make(String wanted, Map<String, Vertex> made) {
    Set<String> path = new LinkedHashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(wanted));
    while (!open.isEmpty()) {
      String name = open.element();
      Entry entry = Objects.requireNonNull(entries.get(name));
      Optional<String> missing =
          entry.inputs.stream().filter(input -> !made.containsKey(input)).findFirst();
      if (missing.isPresent()) {
        path.add(name);
        requireNew(name, missing.get(), path);
        open.push(missing.get());
      } else {
        path.remove(name);
        made.computeIfAbsent(open.pop(), each -> vertex(each, entry, made));
      }
    }
  }

  private void requireNew(String user, String name, Set<String> path) {
    if (!entries.containsKey(name)) {
      throw new IllegalArgumentException(
          "network: node %s: expected an existing node as input, got %s".formatted(user, name));
    }
    if (path.contains(name)) {
      throw new IllegalArgumentException(
          "network: expected no cycle, got %s <- %s".formatted(String.join(" <- ", path), name));
    }
  }

  private static Vertex vertex(String name, Entry entry, Map<String, Vertex> made) {
    List<Vertex> from = new ArrayList<>();
    for (String input : entry.inputs) {
      from.add(Objects.requireNonNull(made.get(input)));
    }
    try {
      return new Vertex(Scope.ROOT, name, entry.operator, List.copyOf(from), shape(entry, from));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("node %s: %s".formatted(name, e.getMessage()), e);
    }
  }

  private static Shape shape(Entry entry, List<Vertex> from) {
    List<Shape> shapes = from.stream().map(vertex -> vertex.shape).toList();
    if (entry.operator instanceof Join join) {
      return join.outputShape(shapes);
    }
    if (!(entry.operator instanceof Layer layer)) {
      throw new IllegalArgumentException(
          "expected a Layer or a Join, got " + entry.operator.getClass().getName());
    }
    if (shapes.size() != 1) {
      throw new IllegalArgumentException(
          "%s: expected one input, got %d".formatted(layer, shapes.size()));
    }
    return layer.outputShape(shapes.get(0));
  }
}
