package io.crema.nn.plan;

import io.crema.nn.graph.Network;
import io.crema.nn.graph.Node;
import io.crema.nn.layer.AveragePool1D;
import io.crema.nn.layer.AveragePool2D;
import io.crema.nn.layer.Conv1D;
import io.crema.nn.layer.Conv2D;
import io.crema.nn.layer.Dense;
import io.crema.nn.layer.Dropout;
import io.crema.nn.layer.Flatten;
import io.crema.nn.layer.GlobalAveragePool1D;
import io.crema.nn.layer.GlobalAveragePool2D;
import io.crema.nn.layer.Operator;
import io.crema.nn.layer.Permute;
import io.crema.nn.layer.Reshape;
import java.util.List;
import java.util.Optional;

/** Finds the layer whose weights and bias the outputs of a network are proportional to. */
public final class LastLinear {

  private LastLinear() {}

  /**
   * {@return the last dense layer or convolution, if the layers after it keep its output or average
   * it}
   *
   * @param network a network with one output
   */
  public static Optional<Node> of(Network network) {
    Node node = network.output();
    while (isProportional(node)) {
      node = network.inputsOf(node).get(0);
    }
    Operator operator = node.operator().orElse(null);
    boolean linear =
        operator instanceof Dense || operator instanceof Conv2D || operator instanceof Conv1D;
    return linear ? Optional.of(node) : Optional.empty();
  }

  private static boolean isProportional(Node node) {
    List<Class<? extends Operator>> types =
        List.of(
            AveragePool1D.class,
            AveragePool2D.class,
            Dropout.class,
            Flatten.class,
            GlobalAveragePool1D.class,
            GlobalAveragePool2D.class,
            Permute.class,
            Reshape.class);
    return node.operator().map(Operator::getClass).filter(types::contains).isPresent();
  }
}
