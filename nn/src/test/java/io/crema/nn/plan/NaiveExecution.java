package io.crema.nn.plan;

import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.compute.BatchWide;
import io.crema.nn.compute.PassControl;
import io.crema.nn.graph.Network;
import io.crema.nn.graph.Node;
import io.crema.nn.layer.BoundJoin;
import io.crema.nn.layer.BoundLayer;
import io.crema.nn.layer.BoundOperator;
import io.crema.nn.layer.Pass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Computes a network node by node, each value and gradient in an array of its own. An array that is
 * to be overwritten is full of NaN before, and so is one that an operator says it does not read.
 */
final class NaiveExecution {

  private final BoundNetwork bound;
  private final Network network;
  private final int samples;
  private final Pass pass = Pass.forPrediction();
  private final List<Tensor> values = new ArrayList<>();
  private final List<@Nullable Tensor> gradients;

  NaiveExecution(BoundNetwork bound, int samples) {
    this.bound = bound;
    this.samples = samples;
    network = bound.network();
    gradients = new ArrayList<>(Collections.nCopies(network.nodes().size(), null));
  }

  PassControl control() {
    return (PassControl) pass;
  }

  private Tensor unknown(Shape shape) {
    Tensor tensor = Tensor.zeros(shape.withBatch(samples));
    tensor.fill(Float.NaN);
    return tensor;
  }

  private List<Tensor> valuesOf(List<Node> nodes) {
    return nodes.stream().map(node -> values.get(network.indexOf(node)).copy()).toList();
  }

  List<Tensor> forward(List<Tensor> inputs) {
    inputs.forEach(input -> values.add(input.copy()));
    for (Node node : network.nodes().subList(inputs.size(), network.nodes().size())) {
      BoundOperator operator = bound.operator(node);
      List<Tensor> from = valuesOf(network.inputsOf(node));
      Tensor output = unknown(node.shape());
      gatherForward(operator, from.get(0));
      control().forward(network.path(node), false, null);
      if (operator instanceof BoundJoin join) {
        join.forward(from, output, pass);
      } else {
        ((BoundLayer) operator).forward(from.get(0), output, pass);
      }
      values.add(output);
    }
    return valuesOf(network.outputs());
  }

  private void gatherForward(BoundOperator operator, Tensor input) {
    if (pass.training() && operator instanceof BatchWide wide && wide.isBatchWide()) {
      wide.gatherForward(input, control());
      wide.combineForward(List.of(control()));
    }
  }

  /** {@return the gradients by the inputs; zero where no output depends on one} */
  List<Tensor> backward(List<Tensor> outputGradients) {
    for (int i = 0; i < outputGradients.size(); i++) {
      add(network.outputs().get(i), outputGradients.get(i).copy());
    }
    List<Node> nodes = network.nodes();
    for (int i = nodes.size() - 1; i >= network.inputs().size(); i--) {
      backward(nodes.get(i), bound.operator(nodes.get(i)));
    }
    return network.inputs().stream().map(this::gradient).toList();
  }

  private Tensor gradient(Node node) {
    Tensor gradient = gradients.get(network.indexOf(node));
    if (gradient == null) {
      throw new IllegalStateException("no output depends on " + node);
    }
    return gradient;
  }

  private void add(Node node, Tensor gradient) {
    int index = network.indexOf(node);
    Tensor sum = gradients.get(index);
    if (sum == null) {
      gradients.set(index, gradient);
      return;
    }
    for (int i = 0; i < sum.size(); i++) {
      sum.array()[i] += gradient.array()[i];
    }
  }

  private void backward(Node node, BoundOperator operator) {
    List<Node> from = network.inputsOf(node);
    List<Tensor> inputs = valuesOf(from);
    if (!operator.access().readsInput()) {
      inputs.forEach(input -> input.fill(Float.NaN));
    }
    Tensor output = values.get(network.indexOf(node)).copy();
    if (!operator.access().readsOutput()) {
      output.fill(Float.NaN);
    }
    if (operator instanceof BatchWide wide && wide.isBatchWide()) {
      wide.gatherBackward(inputs.get(0), gradient(node).copy(), control());
      wide.combineBackward(List.of(control()));
    }
    control().backward(network.path(node), true, false);
    for (int which = 0; which < from.size(); which++) {
      Tensor dInput = unknown(from.get(which).shape());
      Tensor dOutput = gradient(node).copy();
      if (operator instanceof BoundJoin join) {
        join.backward(which, inputs, output, dOutput, dInput, pass);
      } else {
        ((BoundLayer) operator).backward(inputs.get(0), output, dOutput, dInput, pass);
      }
      if (Arrays.equals(dInput.toArray(), unknown(from.get(which).shape()).toArray())) {
        throw new IllegalStateException("gradient not written by " + node);
      }
      add(from.get(which), dInput);
    }
  }
}
