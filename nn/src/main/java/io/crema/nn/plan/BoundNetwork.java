package io.crema.nn.plan;

import io.crema.core.tensor.Shape;
import io.crema.nn.graph.Network;
import io.crema.nn.graph.Node;
import io.crema.nn.layer.BoundOperator;
import io.crema.nn.layer.Join;
import io.crema.nn.layer.Layer;
import io.crema.nn.layer.Operator;
import io.crema.nn.layer.Parameter;
import io.crema.nn.layer.WeightFactory;
import java.util.ArrayList;
import java.util.List;

/** A network whose operators have their weights. */
public final class BoundNetwork {

  private final Network network;
  private final List<BoundOperator> operators;
  private final List<Parameter> parameters;
  private final int firstOperator;

  /**
   * Binds the operators of a network in the order of its nodes.
   *
   * @param network the architecture
   * @param weights makes the parameters
   */
  public BoundNetwork(Network network, WeightFactory weights) {
    this.network = network;
    firstOperator = network.inputs().size();
    List<BoundOperator> bound = new ArrayList<>();
    for (Node node : network.nodes()) {
      node.operator().ifPresent(operator -> bound.add(bind(node, operator, weights)));
    }
    operators = List.copyOf(bound);
    parameters = List.copyOf(weights.parameters());
  }

  /**
   * Takes operators that are bound already.
   *
   * @param network the architecture
   * @param operators those of all nodes but the inputs, in order
   */
  public BoundNetwork(Network network, List<BoundOperator> operators) {
    this.network = network;
    this.operators = List.copyOf(operators);
    firstOperator = network.inputs().size();
    parameters = operators.stream().flatMap(each -> each.parameters().stream()).toList();
  }

  private BoundOperator bind(Node node, Operator operator, WeightFactory weights) {
    weights.beginLayer(node.name());
    List<Shape> shapes = network.inputsOf(node).stream().map(Node::shape).toList();
    if (operator instanceof Join join) {
      return join.bind(shapes, weights);
    }
    return ((Layer) operator).bind(shapes.get(0), weights);
  }

  /**
   * {@return some nodes of this network as a network of their own, with the same weights}
   *
   * @param part nodes of this network, with their names
   */
  public BoundNetwork part(Network part) {
    List<BoundOperator> own = new ArrayList<>();
    for (Node node : part.nodes()) {
      if (!node.isInput()) {
        own.add(operator(network.node(node.name())));
      }
    }
    return new BoundNetwork(part, own);
  }

  /** {@return the architecture} */
  public Network network() {
    return network;
  }

  /** {@return the operators of all nodes but the inputs, in order} */
  public List<BoundOperator> operators() {
    return operators;
  }

  /**
   * {@return the operator of a node with its weights}
   *
   * @param node a node, not an input
   */
  public BoundOperator operator(Node node) {
    return operators.get(network.indexOf(node) - firstOperator);
  }

  /** {@return the parameters of all operators, in order} */
  public List<Parameter> parameters() {
    return parameters;
  }
}
