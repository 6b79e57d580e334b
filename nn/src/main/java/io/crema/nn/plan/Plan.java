package io.crema.nn.plan;

import io.crema.nn.compute.BatchWide;
import io.crema.nn.graph.Network;
import java.util.ArrayList;
import java.util.List;

/** The steps of a network with weights, compiled once for one purpose. Immutable. */
public final class Plan {

  private static final List<Rewrite> REWRITES =
      List.of(new FuseAdd(), new FuseReLU(), new FusePooling(), new MaskBackward());

  private final BoundNetwork bound;
  private final Purpose purpose;
  private final List<Step> steps;
  private final Buffers buffers;
  private final List<Integer> barriers = new ArrayList<>();
  private final int samplesTogether;

  private Plan(
      BoundNetwork bound, Purpose purpose, List<Rewrite> rewrites, boolean inputGradients) {
    this.bound = bound;
    this.purpose = purpose;
    Draft draft = Draft.of(bound, purpose);
    for (Rewrite rewrite : rewrites) {
      draft = rewrite.apply(draft);
    }
    steps = draft.steps();
    buffers = new Buffers(draft, inputGradients);
    samplesTogether = Grouping.samplesTogether(bound);
    for (int i = 0; i < steps.size() && purpose == Purpose.TRAINING; i++) {
      if (steps.get(i).operator() instanceof BatchWide wide && wide.isBatchWide()) {
        barriers.add(i);
      }
    }
  }

  /**
   * {@return the plan of a network}
   *
   * @param bound the network with its weights
   * @param purpose what the plan is for
   */
  public static Plan of(BoundNetwork bound, Purpose purpose) {
    return new Plan(bound, purpose, REWRITES, false);
  }

  /**
   * {@return a plan for training that also computes the gradients by the network's inputs}
   *
   * @param bound the network with its weights
   */
  public static Plan withInputGradients(BoundNetwork bound) {
    return new Plan(bound, Purpose.TRAINING, REWRITES, true);
  }

  /**
   * {@return a plan for training in which every node is a step of its own}
   *
   * @param bound the network with its weights
   */
  public static Plan nodeByNode(BoundNetwork bound) {
    return new Plan(bound, Purpose.TRAINING, List.of(), false);
  }

  Network network() {
    return bound.network();
  }

  Purpose purpose() {
    return purpose;
  }

  List<Step> steps() {
    return steps;
  }

  Buffers buffers() {
    return buffers;
  }

  /**
   * {@return the positions of the steps before which all parts of a batch wait for each other, in
   * order}
   */
  public List<Integer> barriers() {
    return List.copyOf(barriers);
  }

  /** {@return the number of steps} */
  public int stepCount() {
    return steps.size();
  }

  /** {@return the number of samples that go through together if no layer asks for groups} */
  public int samplesTogether() {
    return samplesTogether;
  }

  /** {@return the bytes of all buffers for one sample} */
  public long bytesPerSample() {
    long bytes = 0;
    for (int length : buffers.lengths()) {
      bytes += (long) length * Float.BYTES;
    }
    return bytes;
  }

  /**
   * {@return the plans of a network for prediction and training as tables} A plan that has the
   * steps of the one before it is left out.
   *
   * @param bound the network with its weights
   */
  public static String explain(BoundNetwork bound) {
    Plan apart = of(bound, Purpose.PREDICTION);
    Plan together = of(bound, Purpose.PREDICTION_TOGETHER);
    boolean same = Explanation.table(apart).equals(Explanation.table(together));
    return apart.explain()
        + (same ? "" : "\n" + together.explain())
        + "\n"
        + of(bound, Purpose.TRAINING).explain();
  }

  /** {@return a table of the steps: nodes, algorithm, output shape, array and its bytes} */
  public String explain() {
    return Explanation.of(this);
  }
}
