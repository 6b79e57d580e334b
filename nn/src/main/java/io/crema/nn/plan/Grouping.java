package io.crema.nn.plan;

import io.crema.nn.graph.Network;
import io.crema.nn.graph.Node;
import io.crema.nn.layer.Access;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How many samples go through a network together. */
public final class Grouping {

  /** Largest number of samples, if no layer asks for groups: {@value}. */
  public static final int MAX_SAMPLES = 8;

  /**
   * Most bytes of their activations, unless a single sample takes more: {@value}, about a
   * second-level cache, where the next layers find what they read. The reference network takes four
   * samples at a time.
   */
  public static final int MAX_BYTES = 1_310_720;

  private Grouping() {}

  /**
   * {@return the number of samples that go through together in prediction, and in training if no
   * layer asks for groups} The last bits of training depend on it, so it follows from the network
   * alone and not from how a plan shares its buffers.
   *
   * @param bound the network
   */
  public static int samplesTogether(BoundNetwork bound) {
    Network network = bound.network();
    Map<Node, Integer> reads = reads(network);
    long bytes = 0;
    for (Node node : network.nodes()) {
      if (node.isInput() || !overwritesInput(bound, node, reads)) {
        bytes += (long) node.shape().size() * Float.BYTES;
      }
    }
    return (int) Math.max(1, Math.min(MAX_SAMPLES, MAX_BYTES / bytes));
  }

  private static Map<Node, Integer> reads(Network network) {
    Map<Node, Integer> reads = new HashMap<>();
    for (Node node : network.nodes()) {
      network.inputsOf(node).forEach(input -> reads.merge(input, 1, Integer::sum));
    }
    network.outputs().forEach(output -> reads.merge(output, 1, Integer::sum));
    return reads;
  }

  private static boolean overwritesInput(BoundNetwork bound, Node node, Map<Node, Integer> reads) {
    List<Node> inputs = bound.network().inputsOf(node);
    Node input = inputs.get(0);
    if (inputs.size() > 1 || input.isInput() || reads.getOrDefault(input, 0) > 1) {
      return false;
    }
    Access before = bound.operator(input).access();
    return bound.operator(node).access().inPlace() && !before.readsOutput();
  }
}
