package io.crema.nn.plan;

import io.crema.nn.graph.Network;
import io.crema.nn.graph.Node;
import io.crema.nn.layer.BoundLayer;
import io.crema.nn.layer.BoundOperator;
import io.crema.nn.layer.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Which array holds which value, gradient or temporary result, so that each keeps its array only as
 * long as somebody reads it.
 *
 * <p>Time counts steps: step i runs forward at time i, the losses are computed at time {@code
 * steps}, and step i runs backward at time {@code 2 * steps - i}.
 */
final class Buffers {

  /** The array of what needs none. */
  static final int NONE = -1;

  private final Draft draft;
  private final Network network;
  private final int count;

  private final Span[] values;
  private final Span[] gradients;

  /** For each step and input, the array for a gradient that is added to another or thrown away. */
  private final Span[][] temporaries;

  private final boolean[] needed;
  private final List<Integer> lengths = new ArrayList<>();
  private final List<Span> spans = new ArrayList<>();

  /** A range of time in which an array holds something; several may become one. */
  private static final class Span {
    int length;
    int begin;
    int end;
    Span merged = this;
    int slot;

    Span(int length, int begin, int end) {
      this.length = length;
      this.begin = begin;
      this.end = end;
    }

    Span root() {
      Span root = this;
      while (root.merged != root) {
        root = root.merged;
      }
      return root;
    }

    void reach(int time) {
      end = Math.max(end, time);
    }
  }

  /**
   * Plans the arrays.
   *
   * @param inputGradients whether the gradients by the network's inputs are wanted
   */
  Buffers(Draft draft, boolean inputGradients) {
    this.draft = draft;
    network = draft.network();
    count = draft.steps().size();
    values = new Span[network.nodes().size()];
    gradients = new Span[values.length];
    temporaries = new Span[count][];
    needed = needed(inputGradients);
    planValues();
    if (draft.isTraining()) {
      planGradients();
    }
    assign();
  }

  private int length(int value) {
    return network.nodes().get(value).shape().size();
  }

  private Span span(int length, int begin, int end) {
    Span span = new Span(length, begin, end);
    spans.add(span);
    return span;
  }

  /** Whether the gradient by each value leads to a trained parameter or is wanted itself. */
  private boolean[] needed(boolean inputGradients) {
    boolean[] result = new boolean[values.length];
    if (!draft.isTraining()) {
      return result;
    }
    for (Node input : network.inputs()) {
      result[network.indexOf(input)] = inputGradients;
    }
    for (Step step : draft.steps()) {
      boolean any = trains(step.operator());
      for (int input : step.inputs()) {
        any |= result[input];
      }
      any |= step.addend().isPresent() && result[step.addend().getAsInt()];
      result[step.output()] = any;
    }
    return result;
  }

  private static boolean trains(BoundOperator operator) {
    return operator.parameters().stream().anyMatch(Parameter::trained);
  }

  private int backwardTime(int step) {
    return 2 * count - step;
  }

  private void planValues() {
    for (Node input : network.inputs()) {
      int value = network.indexOf(input);
      values[value] = span(length(value), -1, 0);
    }
    for (int i = 0; i < count; i++) {
      Step step = draft.steps().get(i);
      int output = step.output();
      values[output] = span(length(output), i, i);
      for (int input : step.inputs()) {
        values[input].reach(i);
      }
      if (step.addend().isPresent()) {
        values[step.addend().getAsInt()].reach(i);
      }
      if (draft.isTraining() && needed[output]) {
        keepForBackward(step, i);
      }
    }
    for (Node output : network.outputs()) {
      values[network.indexOf(output)].reach(count);
    }
    shareForward();
  }

  private void keepForBackward(Step step, int index) {
    if (step.operator().access().readsInput() || step.masksInput()) {
      for (int input : step.inputs()) {
        values[input].reach(backwardTime(index));
      }
    }
    boolean masksItself = step.rectifies() && !step.rectifierMasked();
    if (step.operator().access().readsOutput() || masksItself) {
      values[step.output()].reach(backwardTime(index));
    }
  }

  /** Lets layers that work in place write over an input that nobody reads any more. */
  private void shareForward() {
    for (int i = 0; i < count; i++) {
      Step step = draft.steps().get(i);
      if (isInPlace(step)) {
        int input = step.inputs().get(0);
        boolean isNetworkInput = draft.producer(input).isEmpty();
        if (!isNetworkInput && values[input].root().end == i) {
          merge(values[input], values[step.output()]);
        }
      }
    }
  }

  private static boolean isInPlace(Step step) {
    return step.operator() instanceof BoundLayer && step.operator().access().inPlace();
  }

  private static void merge(Span first, Span second) {
    Span into = first.root();
    Span from = second.root();
    if (into != from) {
      into.length = Math.max(into.length, from.length);
      into.begin = Math.min(into.begin, from.begin);
      into.end = Math.max(into.end, from.end);
      from.merged = into;
    }
  }

  private void planGradients() {
    for (Node output : network.outputs()) {
      int value = network.indexOf(output);
      gradients[value] = span(length(value), count, count);
    }
    for (int i = count - 1; i >= 0; i--) {
      Step step = draft.steps().get(i);
      temporaries[i] = new Span[step.inputs().size()];
      Span dOutput = gradients[step.output()];
      if (dOutput == null || !needed[step.output()]) {
        continue;
      }
      dOutput.root().reach(backwardTime(i));
      planAddend(step, i);
      for (int k = 0; k < temporaries[i].length; k++) {
        planInput(step, i, k);
      }
    }
    for (Node input : network.inputs()) {
      int value = network.indexOf(input);
      if (gradients[value] != null) {
        gradients[value].root().reach(2 * count + 1);
      }
    }
  }

  /** The gradient by the addend is that by the output: the same array, if it is the first part. */
  private void planAddend(Step step, int index) {
    if (step.addend().isEmpty() || !needed[step.addend().getAsInt()]) {
      return;
    }
    int value = step.addend().getAsInt();
    int time = backwardTime(index);
    if (gradients[value] == null) {
      gradients[value] = span(length(value), time, time);
      merge(gradients[step.output()], gradients[value]);
    } else {
      gradients[value].root().reach(time);
    }
  }

  private void planInput(Step step, int index, int which) {
    int value = step.inputs().get(which);
    int time = backwardTime(index);
    if (!needed[value] || gradients[value] != null) {
      temporaries[index][which] = span(length(value), time, time);
      if (gradients[value] != null) {
        gradients[value].root().reach(time);
      }
      return;
    }
    gradients[value] = span(length(value), time, time);
    if (isInPlace(step)) {
      merge(gradients[step.output()], gradients[value]);
    }
  }

  /** Gives each range of time the free array that fits best. */
  private void assign() {
    List<Span> roots = new ArrayList<>(spans.stream().filter(span -> span.merged == span).toList());
    roots.sort(Comparator.comparingInt((Span span) -> span.begin).thenComparing(s -> -s.length));
    List<Span> holders = new ArrayList<>();
    for (Span span : roots) {
      int best = NONE;
      for (int slot = 0; slot < lengths.size(); slot++) {
        if (holders.get(slot).end < span.begin && isBetter(slot, best, span.length)) {
          best = slot;
        }
      }
      if (best == NONE) {
        best = lengths.size();
        lengths.add(span.length);
        holders.add(span);
      } else {
        lengths.set(best, Math.max(lengths.get(best), span.length));
        holders.set(best, span);
      }
      span.slot = best;
    }
  }

  /** The shortest array that is long enough, or else the longest. */
  private boolean isBetter(int slot, int best, int length) {
    if (best == NONE) {
      return true;
    }
    int own = lengths.get(slot);
    int other = lengths.get(best);
    if (own >= length && other >= length) {
      return own < other;
    }
    return own > other;
  }

  /** {@return the number of values that each array holds for one sample} */
  int[] lengths() {
    return lengths.stream().mapToInt(Integer::intValue).toArray();
  }

  /** {@return the array of each value; {@link #NONE} for what no step computes} */
  int[] valueSlots() {
    return slots(values);
  }

  /** {@return the array of the gradient by each value; {@link #NONE} for none} */
  int[] gradientSlots() {
    return slots(gradients);
  }

  /**
   * {@return the array of the temporary gradient by each input of a step; {@link #NONE} for none}
   */
  int[] temporarySlots(int step) {
    return slots(temporaries[step]);
  }

  private static int[] slots(Span[] spans) {
    return Arrays.stream(spans).mapToInt(span -> span == null ? NONE : span.root().slot).toArray();
  }

  /** {@return whether the gradient by a value is needed} */
  boolean isNeeded(int value) {
    return needed[value];
  }
}
