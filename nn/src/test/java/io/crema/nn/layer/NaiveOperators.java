package io.crema.nn.layer;

import io.crema.core.tensor.Shape;
import io.crema.nn.graph.Network;
import io.crema.nn.graph.Node;
import io.crema.nn.model.Model;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The naive operators by class, and networks of them. */
final class NaiveOperators {

  private final Map<Class<?>, NaiveOperator<?>> all = new HashMap<>();

  /** All of them. */
  NaiveOperators() {
    NaiveActivations.addTo(this);
    NaiveConvolutions.addTo(this);
    NaiveJoins.addTo(this);
    NaiveNormalizations.addTo(this);
    NaivePooling.addTo(this);
    NaiveSequences.addTo(this);
    NaiveShapes.addTo(this);
  }

  /** Adds one kind of operator. */
  <T extends Operator> NaiveOperators with(Class<T> type, NaiveOperator<? super T> operator) {
    all.put(type, operator);
    return this;
  }

  /** The last node of a network for one sample, node by node. */
  NaiveSample forward(Model model, List<double[]> inputs) {
    Network network = model.network();
    Map<Node, double[]> values = new HashMap<>();
    for (int i = 0; i < inputs.size(); i++) {
      values.put(network.inputs().get(i), inputs.get(i));
    }
    NaiveSample last = null;
    for (Node node : network.nodes()) {
      if (!node.isInput()) {
        last = forward(model, node, values);
        values.put(node, last.output());
      }
    }
    if (last == null) {
      throw new IllegalArgumentException("expected a network with an operator, got " + network);
    }
    return last;
  }

  private NaiveSample forward(Model model, Node node, Map<Node, double[]> values) {
    List<Shape> shapes = new ArrayList<>();
    List<double[]> inputs = new ArrayList<>();
    for (Node from : model.network().inputsOf(node)) {
      shapes.add(from.shape());
      inputs.add(values.get(from));
    }
    NaiveSample sample = new NaiveSample(shapes, inputs, model.parameters(node), node.shape());
    forward(node.operator().orElseThrow(), sample);
    return sample;
  }

  @SuppressWarnings("unchecked") // each is put in with the class that it takes
  private <T extends Operator> void forward(T operator, NaiveSample sample) {
    NaiveOperator<T> naive = (NaiveOperator<T>) all.get(operator.getClass());
    if (naive == null) {
      throw new IllegalArgumentException("no naive reference for " + operator);
    }
    naive.forward(operator, sample);
  }
}
