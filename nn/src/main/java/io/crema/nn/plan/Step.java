package io.crema.nn.plan;

import io.crema.nn.compute.Fusible;
import io.crema.nn.compute.Fusion;
import io.crema.nn.graph.Node;
import io.crema.nn.layer.BoundOperator;
import io.crema.nn.layer.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * One step of a plan: an operator and the work of its neighbors that it does. Immutable. Values are
 * numbered as the nodes whose outputs they are.
 *
 * @param nodes the nodes that the step computes, that of the operator first
 * @param operator what computes
 * @param inputs the values that it takes
 * @param output the value that it computes, that of the last node
 * @param addend the value that it adds to its output, if any
 * @param rectifies whether it rectifies its output
 * @param rectifierMasked whether the step after it takes the gradient through this step's rectifier
 * @param masksInput whether it takes its gradient through the rectifier that computed its input
 * @param pools whether it does the pooling after it
 */
record Step(
    List<Node> nodes,
    BoundOperator operator,
    List<Integer> inputs,
    int output,
    OptionalInt addend,
    boolean rectifies,
    boolean rectifierMasked,
    boolean masksInput,
    boolean pools) {

  static Step of(Node node, BoundOperator operator, List<Integer> inputs, int output) {
    return new Step(
        List.of(node), operator, inputs, output, OptionalInt.empty(), false, false, false, false);
  }

  /** {@return the description of the operator} */
  Operator description() {
    return nodes.get(0).operator().orElseThrow();
  }

  boolean can(Fusion fusion) {
    return operator instanceof Fusible fusible && fusible.fusions().contains(fusion);
  }

  private List<Node> with(Node node) {
    List<Node> more = new ArrayList<>(nodes);
    more.add(node);
    return List.copyOf(more);
  }

  Step adding(int value, Step sum) {
    return new Step(
        with(sum.nodes.get(0)),
        operator,
        inputs,
        sum.output,
        OptionalInt.of(value),
        rectifies,
        rectifierMasked,
        masksInput,
        pools);
  }

  Step rectifying(Step rectifier) {
    return new Step(
        with(rectifier.nodes.get(0)),
        operator,
        inputs,
        rectifier.output,
        addend,
        true,
        rectifierMasked,
        masksInput,
        pools);
  }

  Step pooling(Step pool) {
    return new Step(
        with(pool.nodes.get(0)),
        operator,
        inputs,
        pool.output,
        addend,
        rectifies,
        rectifierMasked,
        masksInput,
        true);
  }

  Step masked() {
    return new Step(nodes, operator, inputs, output, addend, rectifies, true, masksInput, pools);
  }

  Step maskingInput() {
    return new Step(
        nodes, operator, inputs, output, addend, rectifies, rectifierMasked, true, pools);
  }
}
