package io.crema.nn.plan;

import io.crema.nn.graph.Network;
import io.crema.nn.graph.Node;
import io.crema.nn.layer.Access;
import io.crema.nn.layer.BoundJoin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Runs a plan with labels in place of numbers: each array holds the labels of what was written to
 * it last, and every read checks that what it wants is still there. It knows what operators read
 * and write, and nothing of how arrays are planned.
 */
final class BufferSimulation {

  private final Network network;
  private final List<Step> steps;
  private final Buffers buffers;
  private final boolean training;
  private final int[] values;
  private final int[] gradients;
  private final Map<Integer, Set<String>> held = new HashMap<>();
  private final int[] parts;
  private final int[] readers;

  private BufferSimulation(Plan plan) {
    network = plan.network();
    steps = plan.steps();
    buffers = plan.buffers();
    training = plan.purpose() == Purpose.TRAINING;
    values = buffers.valueSlots();
    gradients = buffers.gradientSlots();
    parts = new int[values.length];
    readers = new int[values.length];
  }

  /**
   * Runs a plan.
   *
   * @throws IllegalStateException if an array does not hold what a step reads
   */
  static void run(Plan plan) {
    BufferSimulation simulation = new BufferSimulation(plan);
    simulation.checkLengths();
    simulation.forward();
    if (simulation.training) {
      simulation.backward();
    }
  }

  private static String value(int value) {
    return "value " + value;
  }

  private static String gradient(int value) {
    return "gradient " + value;
  }

  private void require(boolean condition, String what) {
    if (!condition) {
      throw new IllegalStateException(what + " in " + network);
    }
  }

  private void read(int slot, String label) {
    Set<String> labels = held.getOrDefault(slot, Set.of());
    require(labels.contains(label), "array " + slot + ": expected " + label + ", got " + labels);
  }

  private void write(int slot, String label) {
    held.put(slot, new HashSet<>(Set.of(label)));
  }

  private void checkLengths() {
    int[] lengths = buffers.lengths();
    for (int i = 0; i < values.length; i++) {
      int size = network.nodes().get(i).shape().size();
      require(values[i] == Buffers.NONE || lengths[values[i]] >= size, "value too long: " + i);
      require(
          gradients[i] == Buffers.NONE || lengths[gradients[i]] >= size, "gradient too long: " + i);
    }
  }

  private List<Integer> reads(Step step) {
    List<Integer> reads = new ArrayList<>(step.inputs());
    step.addend().ifPresent(reads::add);
    return reads;
  }

  private void forward() {
    for (Node input : network.inputs()) {
      write(values[network.indexOf(input)], value(network.indexOf(input)));
    }
    for (Step step : steps) {
      int to = values[step.output()];
      boolean inPlace = step.operator().access().inPlace();
      for (int from : reads(step)) {
        read(values[from], value(from));
        require(values[from] != to || inPlace, "writes over its input: " + step);
      }
      write(to, value(step.output()));
    }
    for (Node output : network.outputs()) {
      read(values[network.indexOf(output)], value(network.indexOf(output)));
    }
  }

  private void backward() {
    for (Node output : network.outputs()) {
      int value = network.indexOf(output);
      write(gradients[value], gradient(value));
      parts[value]++;
      readers[value]++;
    }
    for (Node output : network.outputs()) { // losses are computed one after the other
      read(values[network.indexOf(output)], value(network.indexOf(output)));
    }
    for (Step step : steps) {
      reads(step).forEach(value -> readers[value]++);
    }
    for (int i = steps.size() - 1; i >= 0; i--) {
      if (buffers.isNeeded(steps.get(i).output())) {
        backward(steps.get(i), buffers.temporarySlots(i));
      }
    }
    for (Node input : network.inputs()) {
      int value = network.indexOf(input);
      if (buffers.isNeeded(value)) {
        requireWhole(value);
      }
    }
  }

  private void requireWhole(int value) {
    require(parts[value] == readers[value], "parts missing: " + gradient(value));
    read(gradients[value], gradient(value));
  }

  private void backward(Step step, int[] temporaries) {
    int output = step.output();
    requireWhole(output);
    Access access = step.operator().access();
    if (step.rectifies() && !step.rectifierMasked()) {
      read(values[output], value(output));
      require(gradients[output] != values[output], "gradient over value: " + step);
    }
    step.addend().ifPresent(addend -> addTo(addend, gradients[output], gradient(output)));
    for (int k = 0; k < temporaries.length; k++) {
      int input = step.inputs().get(k);
      read(gradients[output], gradient(output));
      if (access.readsInput() || step.masksInput()) {
        step.inputs().forEach(each -> read(values[each], value(each)));
      }
      if (access.readsOutput()) {
        read(values[output], value(output));
      }
      boolean skipped = step.operator() instanceof BoundJoin && !buffers.isNeeded(input);
      if (!skipped) {
        backward(step, input, temporaries[k]);
      }
    }
  }

  private void backward(Step step, int input, int temporary) {
    int from = gradients[step.output()];
    int to = temporary != Buffers.NONE ? temporary : gradients[input];
    require(to != Buffers.NONE, "no array for a gradient: " + step);
    require(to != from || step.operator().access().inPlace(), "in place: " + step);
    if (temporary != Buffers.NONE) {
      write(temporary, "temporary");
      if (buffers.isNeeded(input)) {
        require(gradients[input] != temporary, "adds a gradient to itself: " + step);
        addTo(input, temporary, "temporary");
      }
      return;
    }
    require(parts[input] == 0, "overwrites " + gradient(input));
    write(to, gradient(input));
    parts[input]++;
  }

  /** Adds a gradient to that by a value, or lets it be its first part in the same array. */
  private void addTo(int value, int from, String label) {
    if (!buffers.isNeeded(value)) {
      return;
    }
    read(from, label);
    if (gradients[value] == from) {
      require(parts[value] == 0, "several parts in one array: " + gradient(value));
      held.computeIfAbsent(from, slot -> new HashSet<>()).add(gradient(value));
    } else {
      read(gradients[value], gradient(value));
      write(gradients[value], gradient(value));
    }
    parts[value]++;
  }
}
