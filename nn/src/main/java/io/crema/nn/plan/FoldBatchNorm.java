package io.crema.nn.plan;

import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.graph.Network;
import io.crema.nn.graph.NetworkBuilder;
import io.crema.nn.graph.Node;
import io.crema.nn.layer.BatchNorm;
import io.crema.nn.layer.Conv1D;
import io.crema.nn.layer.Conv2D;
import io.crema.nn.layer.Conv2DTranspose;
import io.crema.nn.layer.Dense;
import io.crema.nn.layer.DepthwiseConv1D;
import io.crema.nn.layer.DepthwiseConv2D;
import io.crema.nn.layer.Operator;
import io.crema.nn.layer.Parameter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Multiplies each {@link BatchNorm} into the weights and the bias of the convolution or dense layer
 * before it, in branches as well as in rows, and leaves it out. The names of the other nodes stay.
 */
public final class FoldBatchNorm {

  private final BoundNetwork bound;
  private final Network network;
  private final Map<String, Tensor> weights = new LinkedHashMap<>();

  /** For each node that is left out, the name of the node that takes its place. */
  private final Map<Node, String> replaced = new HashMap<>();

  private final Map<Node, Operator> operators = new HashMap<>();

  private FoldBatchNorm(BoundNetwork bound) {
    this.bound = bound;
    this.network = bound.network();
  }

  /**
   * A network and its parameters by name.
   *
   * @param network the architecture
   * @param weights the parameters, not shared with the model that they come from
   */
  public record Folded(Network network, Map<String, Tensor> weights) {}

  /**
   * {@return a network of fewer nodes that computes the same but for rounding}
   *
   * @param bound the network with its weights. Not changed.
   */
  public static Folded of(BoundNetwork bound) {
    FoldBatchNorm folding = new FoldBatchNorm(bound);
    Set<Node> read = folding.readOnce();
    for (Node node : folding.network.nodes()) {
      if (!node.isInput()) {
        folding.take(node, read);
      }
    }
    return new Folded(folding.rebuilt(), folding.weights);
  }

  /** The nodes that one other node reads, and that are no outputs. */
  private Set<Node> readOnce() {
    Map<Node, Integer> reads = new HashMap<>();
    for (Node node : network.nodes()) {
      network.inputsOf(node).forEach(input -> reads.merge(input, 1, Integer::sum));
    }
    Set<Node> once = new HashSet<>(network.nodes());
    once.removeIf(node -> reads.getOrDefault(node, 0) != 1);
    network.outputs().forEach(once::remove);
    return once;
  }

  private void take(Node node, Set<Node> readOnce) {
    Operator operator = node.operator().orElseThrow();
    Node before = network.inputsOf(node).get(0);
    if (operator instanceof BatchNorm norm && readOnce.contains(before)) {
      Optional<String> target = target(before);
      if (target.isPresent()) {
        fold(norm, node, target.get());
        replaced.put(node, target.get());
        return;
      }
    }
    operators.put(node, operator);
    for (Parameter parameter : bound.operator(node).parameters()) {
      weights.put(parameter.name(), parameter.value().copy());
    }
  }

  /** The name of the convolution or dense layer that a node is, or was folded into. */
  private Optional<String> target(Node node) {
    if (replaced.containsKey(node)) {
      return Optional.ofNullable(replaced.get(node));
    }
    Operator operator = operators.get(node);
    Operator biased = withBias(operator);
    if (biased == null) {
      return Optional.empty();
    }
    operators.put(node, biased);
    int channels = node.shape().dim(node.shape().rank() - 1);
    weights.computeIfAbsent(node.name() + ".bias", name -> Tensor.zeros(Shape.of(channels)));
    return Optional.of(node.name());
  }

  private Tensor weightsOf(String node) {
    return Objects.requireNonNull(weights.get(node + ".weights"));
  }

  private static @Nullable Operator withBias(@Nullable Operator operator) {
    if (operator instanceof Conv2D conv) {
      return conv.withBias();
    }
    if (operator instanceof Conv1D conv) {
      return conv.withBias();
    }
    if (operator instanceof DepthwiseConv2D depthwise) {
      return depthwise.withBias();
    }
    if (operator instanceof DepthwiseConv1D depthwise) {
      return depthwise.withBias();
    }
    if (operator instanceof Conv2DTranspose transposed) {
      return transposed.withBias();
    }
    return operator instanceof Dense dense ? dense.withBias() : null;
  }

  /**
   * {@code gamma (w x + b - mean) / deviation + beta = (scale w) x + (scale (b - mean) + beta)}
   * with {@code scale = gamma / deviation}.
   */
  private void fold(BatchNorm norm, Node node, String target) {
    List<Parameter> statistics = bound.operator(node).parameters();
    float[] gamma = statistics.get(0).value().array();
    float[] beta = statistics.get(1).value().array();
    float[] mean = statistics.get(2).value().array();
    float[] variance = statistics.get(3).value().array();
    Tensor kernel = weightsOf(target);
    float[] bias = Objects.requireNonNull(weights.get(target + ".bias")).array();
    double[] scales = new double[bias.length];
    for (int c = 0; c < bias.length; c++) {
      scales[c] = gamma[c] / Math.sqrt(variance[c] + norm.epsilon());
      double shifted = (double) bias[c] - mean[c];
      bias[c] = (float) (scales[c] * shifted + beta[c]);
    }
    Operator operator = Objects.requireNonNull(operators.get(network.node(target)));
    for (int i = 0; i < kernel.size(); i++) {
      int channel = outputChannel(operator, kernel.shape(), bias.length, i);
      kernel.array()[i] = (float) (scales[channel] * kernel.array()[i]);
    }
  }

  /** The output channel that a weight belongs to. */
  private static int outputChannel(Operator operator, Shape kernel, int channels, int weight) {
    if (operator instanceof Conv2DTranspose transposed) {
      int in = kernel.dim(3);
      int ofGroup = kernel.dim(2);
      int group = weight % in / (in / transposed.groups());
      return group * ofGroup + weight / in % ofGroup;
    }
    return weight % channels;
  }

  private Network rebuilt() {
    NetworkBuilder builder = new NetworkBuilder();
    for (Node node : network.nodes()) {
      if (node.isInput()) {
        builder.input(node.name(), node.shape());
      } else if (operators.containsKey(node)) {
        List<String> from = network.inputsOf(node).stream().map(this::nameOf).toList();
        builder.node(node.name(), Objects.requireNonNull(operators.get(node)), from);
      }
    }
    return builder.build(network.outputs().stream().map(this::nameOf).toList());
  }

  private String nameOf(Node node) {
    return replaced.getOrDefault(node, node.name());
  }
}
