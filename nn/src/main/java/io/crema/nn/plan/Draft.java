package io.crema.nn.plan;

import io.crema.nn.graph.Network;
import io.crema.nn.graph.Node;
import io.crema.nn.layer.BoundOperator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The steps of a plan while they are rewritten, and who reads which value. Immutable. */
final class Draft {

  private final Network network;
  private final List<Step> steps;
  private final Purpose purpose;
  private final int[] reads;
  private final Map<Integer, Integer> producers = new HashMap<>();

  private Draft(Network network, List<Step> steps, Purpose purpose) {
    this.network = network;
    this.steps = List.copyOf(steps);
    this.purpose = purpose;
    reads = new int[network.nodes().size()];
    network.outputs().forEach(output -> reads[network.indexOf(output)]++);
    for (int i = 0; i < steps.size(); i++) {
      steps.get(i).inputs().forEach(value -> reads[value]++);
      steps.get(i).addend().ifPresent(value -> reads[value]++);
      producers.put(steps.get(i).output(), i);
    }
  }

  /** {@return a step for each node} */
  static Draft of(BoundNetwork bound, Purpose purpose) {
    Network network = bound.network();
    List<Step> steps = new ArrayList<>();
    for (Node node : network.nodes()) {
      if (!node.isInput()) {
        BoundOperator operator = bound.operator(node);
        List<Integer> inputs = network.inputsOf(node).stream().map(network::indexOf).toList();
        steps.add(Step.of(node, operator, inputs, network.indexOf(node)));
      }
    }
    return new Draft(network, steps, purpose);
  }

  Draft with(List<Step> newSteps) {
    return new Draft(network, newSteps, purpose);
  }

  Network network() {
    return network;
  }

  /** {@return the steps, each after those whose values it takes} */
  List<Step> steps() {
    return steps;
  }

  Purpose purpose() {
    return purpose;
  }

  boolean isTraining() {
    return purpose == Purpose.TRAINING;
  }

  /** {@return the step that computes a value; none for an input} */
  Optional<Step> producer(int value) {
    return Optional.ofNullable(producers.get(value)).map(steps::get);
  }

  /** {@return the position of the step that computes a value; -1 for an input} */
  int position(int value) {
    return producers.getOrDefault(value, -1);
  }

  /** {@return how often steps read a value, an output of the network counting as one more} */
  int reads(int value) {
    return reads[value];
  }

  /** {@return these steps, one replaced by another and one left out} */
  Draft merged(Step old, Step changed, Step gone) {
    List<Step> merged = new ArrayList<>(steps);
    merged.set(position(old.output()), changed);
    merged.remove(position(gone.output()));
    return with(merged);
  }
}
