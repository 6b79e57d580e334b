package io.crema.nn.graph;

import io.crema.core.data.Samples;
import io.crema.core.tensor.Shape;
import io.crema.nn.graph.Node.Vertex;
import io.crema.nn.layer.Component;
import io.crema.nn.layer.Layer;
import io.crema.nn.layer.Operator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A network architecture without weights: a graph of nodes and the shapes of its inputs. Immutable.
 *
 * <p>Most networks are a row of layers:
 *
 * <pre>{@code
 * Network network =
 *     Network.input(28, 28, 1)
 *         .add(new Conv2D(16, 3))
 *         .add(new ReLU())
 *         .add(new MaxPool2D(2))
 *         .add(new Flatten())
 *         .add(new Dense(10));
 * }</pre>
 *
 * <p>Networks with branches, several inputs or several outputs are made of {@link Node}s and {@link
 * #of}.
 */
public final class Network {

  private final List<Node> nodes;
  private final List<Node> inputs;
  private final List<Node> outputs;
  private final IdentityHashMap<Vertex, Integer> indices;
  private final Map<String, Node> byName;
  private final List<List<Node>> inputsOf;
  private final int[][] paths;
  private final long flops;
  private final int groupSize;

  private Network(List<Vertex> inputVertices, List<Vertex> outputVertices) {
    List<Vertex> order = VertexOrder.of(inputVertices, outputVertices);
    List<String> names = Names.of(order);
    List<Node> placed = new ArrayList<>();
    indices = new IdentityHashMap<>();
    byName = new HashMap<>();
    for (int i = 0; i < order.size(); i++) {
      Node node = Node.placed(order.get(i), names.get(i));
      placed.add(node);
      indices.put(order.get(i), i);
      byName.put(names.get(i), node);
    }
    nodes = List.copyOf(placed);
    inputs = inputVertices.stream().map(this::at).toList();
    outputs = outputVertices.stream().map(this::at).toList();
    inputsOf = order.stream().map(each -> each.inputs.stream().map(this::at).toList()).toList();
    paths = Paths.of(nodes);
    flops = nodes.stream().mapToLong(this::flops).sum();
    groupSize = Groups.of(nodes);
  }

  private Node at(Vertex vertex) {
    return nodes.get(Objects.requireNonNull(indices.get(vertex)));
  }

  /**
   * {@return a network without layers, to which they are added}
   *
   * @param dims shape of one input, such as {@code 28, 28, 1} for height, width and channels
   */
  public static Network input(int... dims) {
    Vertex input = Node.input(dims).vertex();
    return new Network(List.of(input), List.of(input));
  }

  /**
   * {@return the network of all nodes that lead to some nodes} Its inputs are in the order in which
   * the outputs reach them.
   *
   * @param outputs its outputs, at least one
   * @throws IllegalArgumentException if there are none, one stands there twice, or two nodes have
   *     the same name
   */
  public static Network of(Node... outputs) {
    List<Vertex> ends = vertices(List.of(outputs));
    return new Network(VertexOrder.inputs(ends), ends);
  }

  /**
   * {@return the network of all nodes that lead from some inputs to some outputs}
   *
   * @param inputs its inputs, in order
   * @param outputs its outputs, in order, at least one
   * @throws IllegalArgumentException if an output depends on an input that is not among {@code
   *     inputs}, no output depends on one of them, one stands there twice, or two nodes have the
   *     same name
   */
  public static Network of(List<Node> inputs, List<Node> outputs) {
    return new Network(vertices(inputs), vertices(outputs));
  }

  private static List<Vertex> vertices(List<Node> nodes) {
    return nodes.stream().map(Node::vertex).toList();
  }

  /**
   * {@return this network and a layer or block after its output}
   *
   * @param component a layer or a block
   * @throws IllegalArgumentException if it does not accept the shape of the output, or needs other
   *     groups of samples than a layer before it
   * @throws IllegalStateException if the network has several outputs
   */
  public Network add(Component component) {
    return addAll(List.of(component));
  }

  /**
   * {@return this network and a layer or block with a name after its output}
   *
   * @param name name of the node; the names of the nodes of a block begin with it
   * @param component a layer or a block
   * @throws IllegalArgumentException if it does not accept the shape of the output, needs other
   *     groups of samples than a layer before it, or the name is taken
   * @throws IllegalStateException if the network has several outputs
   */
  public Network add(String name, Component component) {
    return endingIn(output().then(name, component));
  }

  /**
   * {@return this network and several layers or blocks after its output}
   *
   * @param components layers and blocks, in order
   * @throws IllegalArgumentException if one does not accept the shape of the output before it, or
   *     needs other groups of samples than a layer before it
   * @throws IllegalStateException if the network has several outputs
   */
  public Network addAll(List<? extends Component> components) {
    Node end = output();
    for (Component component : components) {
      end = end.then(component);
    }
    return endingIn(end);
  }

  /**
   * {@return this network and another one after its output} Nodes of the other network that have
   * names of their own keep them.
   *
   * @param other a network with one input, of the shape of this network's output
   * @throws IllegalArgumentException if the shapes differ or two nodes have the same name
   * @throws IllegalStateException if this network has several outputs, or the other one several
   *     inputs
   */
  public Network append(Network other) {
    Node input = other.input();
    if (!input.shape().equals(outputShape())) {
      throw new IllegalArgumentException(
          "append: expected a network with input %s, got %s"
              .formatted(outputShape(), input.shape()));
    }
    IdentityHashMap<Vertex, Vertex> copies = new IdentityHashMap<>();
    copies.put(input.vertex(), output().vertex());
    for (Node node : other.nodes) {
      Vertex old = node.vertex();
      List<Vertex> from =
          old.inputs.stream().map(copies::get).map(Objects::requireNonNull).toList();
      copies.putIfAbsent(old, new Vertex(old.scope, old.given, old.operator, from, old.shape));
    }
    List<Vertex> ends =
        other.outputs.stream()
            .map(node -> Objects.requireNonNull(copies.get(node.vertex())))
            .toList();
    return new Network(vertices(inputs), ends);
  }

  /**
   * {@return the part of this network that leads to some of its nodes} All nodes keep the names
   * that they have here.
   *
   * @param ends nodes of this network, the outputs of the part
   * @throws IllegalArgumentException if one belongs to another network
   */
  public Network upTo(Node... ends) {
    IdentityHashMap<Vertex, Vertex> copies = new IdentityHashMap<>();
    for (Node node : nodes) {
      Vertex old = node.vertex();
      List<Vertex> from =
          old.inputs.stream().map(copies::get).map(Objects::requireNonNull).toList();
      copies.put(old, new Vertex(Scope.ROOT, node.name(), old.operator, from, old.shape));
    }
    List<Vertex> outputVertices = new ArrayList<>();
    for (Node end : ends) {
      indexOf(end);
      outputVertices.add(Objects.requireNonNull(copies.get(end.vertex())));
    }
    return new Network(VertexOrder.inputs(outputVertices), outputVertices);
  }

  private Network endingIn(Node end) {
    return new Network(vertices(inputs), List.of(end.vertex()));
  }

  /** {@return all nodes: the inputs, then the others, each after the nodes that it depends on} */
  public List<Node> nodes() {
    return nodes;
  }

  /** {@return the inputs, in order} */
  public List<Node> inputs() {
    return inputs;
  }

  /** {@return the outputs, in order} */
  public List<Node> outputs() {
    return outputs;
  }

  /**
   * {@return the node of a name}
   *
   * @param name its name
   * @throws IllegalArgumentException if there is none
   */
  public Node node(String name) {
    Node node = byName.get(name);
    if (node == null) {
      throw new IllegalArgumentException(
          "node: expected one of %s, got %s"
              .formatted(nodes.stream().map(Node::name).toList(), name));
    }
    return node;
  }

  /**
   * {@return the nodes whose outputs a node takes, in order}
   *
   * @param node a node of this network
   * @throws IllegalArgumentException if it belongs to another network
   */
  public List<Node> inputsOf(Node node) {
    return inputsOf.get(indexOf(node));
  }

  /**
   * {@return the position of a node in {@link #nodes()}}
   *
   * @param node a node of this network
   * @throws IllegalArgumentException if it belongs to another network
   */
  public int indexOf(Node node) {
    Integer index = indices.get(node.vertex());
    if (index == null) {
      throw new IllegalArgumentException("%s: expected a node of this network".formatted(node));
    }
    return index;
  }

  /**
   * {@return the position of a node in each block around it, outermost first} Random numbers depend
   * on it, not on names.
   *
   * @param node a node of this network, not an input
   * @throws IllegalArgumentException if it belongs to another network
   */
  public int[] path(Node node) {
    return paths[indexOf(node)].clone();
  }

  /**
   * {@return the one input}
   *
   * @throws IllegalStateException if there are several
   */
  public Node input() {
    return single("input", inputs);
  }

  /**
   * {@return the one output}
   *
   * @throws IllegalStateException if there are several
   */
  public Node output() {
    return single("output", outputs);
  }

  private static Node single(String what, List<Node> all) {
    if (all.size() != 1) {
      throw new IllegalStateException(
          "network: expected one %s, got %s"
              .formatted(what, all.stream().map(Node::name).toList()));
    }
    return all.get(0);
  }

  /**
   * {@return the shape of one input, without the batch axis}
   *
   * @throws IllegalStateException if there are several inputs
   */
  public Shape inputShape() {
    return input().shape();
  }

  /**
   * {@return the shape of one output, without the batch axis}
   *
   * @throws IllegalStateException if there are several outputs
   */
  public Shape outputShape() {
    return output().shape();
  }

  /** {@return the shapes of the inputs, without the batch axis, in order} */
  public List<Shape> inputShapes() {
    return inputs.stream().map(Node::shape).toList();
  }

  /** {@return the shapes of the outputs, without the batch axis, in order} */
  public List<Shape> outputShapes() {
    return outputs.stream().map(Node::shape).toList();
  }

  /**
   * Checks that samples have inputs of this network's shapes.
   *
   * @param what name of the samples in the message
   * @param samples samples for the network
   * @throws IllegalArgumentException if the shapes differ; the message names both
   */
  public void requireInputs(String what, Samples samples) {
    if (!samples.inputShapes().equals(inputShapes())) {
      throw new IllegalArgumentException(
          "%s: expected inputs %s, got %s"
              .formatted(what, inWords(inputShapes()), inWords(samples.inputShapes())));
    }
  }

  private static String inWords(List<Shape> shapes) {
    return shapes.size() == 1 ? shapes.get(0).toString() : shapes.toString();
  }

  /**
   * {@return the largest number of samples that the layers process together in training, see {@link
   * Operator#groupSize}} 0 if no layer asks for groups.
   */
  public int groupSize() {
    return groupSize;
  }

  /** {@return the bytes of one input and of every node's output for it} */
  public long activationBytes() {
    return nodes.stream().mapToLong(node -> (long) node.shape().size() * Float.BYTES).sum();
  }

  /** {@return the floating-point operations of one forward pass over one input} */
  public long flops() {
    return flops;
  }

  /**
   * {@return the floating-point operations of one node in a forward pass over one input}
   *
   * @param node a node of this network
   */
  public long flops(Node node) {
    return node.operator().orElse(null) instanceof Layer layer
        ? layer.flops(inputsOf(node).get(0).shape())
        : 0;
  }

  /** {@return the graph in the DOT language of Graphviz} */
  public String toDot() {
    return Drawing.dot(this);
  }

  /** {@return the graph as a Mermaid flowchart, which GitHub draws in Markdown} */
  public String toMermaid() {
    return Drawing.mermaid(this);
  }

  /** {@return whether the other is a network of equal nodes with the same names and connections} */
  @Override
  public boolean equals(Object other) {
    return other instanceof Network that && description().equals(that.description());
  }

  @Override
  public int hashCode() {
    return description().hashCode();
  }

  private List<Object> description() {
    List<Object> all = new ArrayList<>();
    for (Node node : nodes) {
      all.add(node.name());
      all.add(node.operator());
      all.add(node.shape());
      all.add(inputsOf(node).stream().map(Node::name).toList());
    }
    all.add(outputs.stream().map(Node::name).toList());
    return Collections.unmodifiableList(all);
  }

  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    for (Node node : nodes) {
      node.operator().ifPresent(operator -> parts.add(operator.toString()));
    }
    String shapes = inputs.size() == 1 ? inputShape().toString() : inputShapes().toString();
    return shapes + " " + parts;
  }
}
