package io.crema.nn.graph;

import io.crema.core.tensor.Shape;
import io.crema.nn.layer.Component;
import io.crema.nn.layer.Join;
import io.crema.nn.layer.Layer;
import io.crema.nn.layer.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A node of a network: an input, a layer, or a join of several nodes. Immutable.
 *
 * <pre>{@code
 * Node image = Node.input("image", 32, 32, 3);
 * Node stem = image.then("stem", new Conv2D(16, 3).same()).then(new ReLU());
 * Node sum = Node.join(new Add(), stem.then(new Conv2D(16, 3).same()), stem);
 * Network network = Network.of(sum.then(new Flatten()).then("digit", new Dense(10)));
 * }</pre>
 *
 * <p>Nodes without a name of their own get one from their type and number in a network, such as
 * {@code conv2d_2}.
 */
public final class Node {

  /** The type of inputs in the names that are made for them. */
  static final String INPUT_TYPE = "input";

  private final Vertex vertex;

  /** The block that nodes after this one belong to. */
  private final Scope next;

  private final @Nullable String name;

  private Node(Vertex vertex, Scope next, @Nullable String name) {
    this.vertex = vertex;
    this.next = next;
    this.name = name;
  }

  /** What a node is, however it is reached. Compared by identity. */
  static final class Vertex {
    final Scope scope;
    final @Nullable String given;
    final @Nullable Operator operator;
    final List<Vertex> inputs;
    final Shape shape;

    Vertex(
        Scope scope,
        @Nullable String given,
        @Nullable Operator operator,
        List<Vertex> inputs,
        Shape shape) {
      this.scope = scope;
      this.given = given;
      this.operator = operator;
      this.inputs = inputs;
      this.shape = shape;
    }

    String type() {
      return operator == null ? INPUT_TYPE : operator.type();
    }

    @Override
    public String toString() {
      String what = operator == null ? "input" + shape : operator.toString();
      return given == null ? what : "\"%s\" (%s)".formatted(given, what);
    }
  }

  /** The vertex as a node of a network, where it has a name. */
  static Node placed(Vertex vertex, String name) {
    return new Node(vertex, Scope.ROOT, name);
  }

  /**
   * {@return an input without a name of its own}
   *
   * @param dims shape of one input, such as {@code 28, 28, 1} for height, width and channels
   */
  public static Node input(int... dims) {
    return new Node(
        new Vertex(Scope.ROOT, null, null, List.of(), Shape.of(dims)), Scope.ROOT, null);
  }

  /**
   * {@return an input}
   *
   * @param name its name
   * @param dims shape of one input, such as {@code 28, 28, 1} for height, width and channels
   */
  public static Node input(String name, int... dims) {
    String checked = Names.require(name);
    return new Node(
        new Vertex(Scope.ROOT, checked, null, List.of(), Shape.of(dims)), Scope.ROOT, null);
  }

  /**
   * {@return a node after this one; of a block, its last one}
   *
   * @param component a layer or a block
   * @throws IllegalArgumentException if it does not accept the shape of this node
   */
  public Node then(Component component) {
    return then(component, null);
  }

  /**
   * {@return a node after this one with a name; of a block, its last one}
   *
   * @param newName name of the node; the names of the nodes of a block begin with it
   * @param component a layer or a block
   * @throws IllegalArgumentException if it does not accept the shape of this node
   */
  public Node then(String newName, Component component) {
    return then(component, Names.require(newName));
  }

  private Node then(Component component, @Nullable String given) {
    if (component instanceof Layer layer) {
      Shape output = layer.outputShape(vertex.shape);
      return new Node(new Vertex(next, given, layer, List.of(vertex), output), next, null);
    }
    if (component instanceof Block block) {
      Scope inside = new Scope(next, block.type(), given);
      Node end = block.expand(new Node(vertex, inside, name));
      return new Node(end.vertex, next, null);
    }
    throw new IllegalArgumentException(
        "node: expected a Layer or a Block, got " + component.getClass().getName());
  }

  /**
   * {@return a node with several inputs}
   *
   * @param join what it computes
   * @param inputs the nodes whose outputs it takes, in order
   * @throws IllegalArgumentException if the join does not accept their shapes
   */
  public static Node join(Join join, Node... inputs) {
    return join(null, join, List.of(inputs));
  }

  /**
   * {@return a node with several inputs and a name}
   *
   * @param name name of the node
   * @param join what it computes
   * @param inputs the nodes whose outputs it takes, in order
   * @throws IllegalArgumentException if the join does not accept their shapes
   */
  public static Node join(String name, Join join, Node... inputs) {
    return join(Names.require(name), join, List.of(inputs));
  }

  private static Node join(@Nullable String given, Join join, List<Node> inputs) {
    if (inputs.isEmpty()) {
      throw new IllegalArgumentException(
          "%s: expected at least one input, got none".formatted(join));
    }
    Scope scope = inputs.get(0).next;
    List<Vertex> vertices = new ArrayList<>();
    List<Shape> shapes = new ArrayList<>();
    for (Node input : inputs) {
      scope = input.next.depth() > scope.depth() ? input.next : scope;
      vertices.add(input.vertex);
      shapes.add(input.vertex.shape);
    }
    Shape output = join.outputShape(shapes);
    return new Node(new Vertex(scope, given, join, List.copyOf(vertices), output), scope, null);
  }

  /**
   * {@return the name in its network, such as {@code conv2d_2}; before the node is in a network,
   * its own name or its type}
   */
  public String name() {
    if (name != null) {
      return name;
    }
    return vertex.given != null ? vertex.given : vertex.type();
  }

  /** {@return whether the name was given and not made from type and number} */
  public boolean isNamed() {
    return vertex.given != null;
  }

  /** {@return whether this is an input} */
  public boolean isInput() {
    return vertex.operator == null;
  }

  /** {@return what the node computes; empty for an input} */
  public Optional<Operator> operator() {
    return Optional.ofNullable(vertex.operator);
  }

  /** {@return the shape of one output, without the batch axis} */
  public Shape shape() {
    return vertex.shape;
  }

  Vertex vertex() {
    return vertex;
  }

  /** {@return whether both are the same node, not merely equal ones} */
  @Override
  public boolean equals(Object other) {
    return other instanceof Node that && vertex == that.vertex;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(vertex);
  }

  @Override
  public String toString() {
    return name == null ? vertex.toString() : "%s: %s".formatted(name, vertex);
  }
}
