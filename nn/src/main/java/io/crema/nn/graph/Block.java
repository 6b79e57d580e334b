package io.crema.nn.graph;

import io.crema.nn.layer.Component;
import java.util.List;

/**
 * A part of a network that is made of other layers and expands into their nodes, such as {@link
 * Residual}. This one is a gated linear unit of two convolutions:
 *
 * <pre>{@code
 * record GatedConv2D(int filters, int kernelSize) implements Block {
 *
 *   public Node expand(Node input) {
 *     Conv2D convolution = new Conv2D(filters, kernelSize).same();
 *     Node values = input.then("values", convolution);
 *     Node gates = input.then("gates", convolution).then(new Sigmoid());
 *     return Node.join(new Multiply(), values, gates);
 *   }
 * }
 * }</pre>
 *
 * <p>A block has no weights and computes nothing: in a network there are only its nodes. Their
 * names begin with that of the block, such as {@code gated_conv2d_1.values}. Model files hold the
 * nodes, so a block needs no registration. Any number of threads may use one block.
 */
@FunctionalInterface
public interface Block extends Component {

  /**
   * {@return the last node of the block, whose output is that of the block} Called once each time
   * the block is added to a network.
   *
   * @param input the node before the block, or the input of the network
   * @throws IllegalArgumentException if the block does not accept its shape
   */
  Node expand(Node input);

  /**
   * {@return the name of this kind of block in node names} By default that of its class in snake
   * case, such as {@code gated_conv2d}; {@code block} for a lambda.
   */
  @Override
  default String type() {
    return BlockTypes.of(getClass());
  }

  /**
   * {@return components in a row as one block}
   *
   * @param components at least one
   * @throws IllegalArgumentException if there is none
   */
  static Block row(Component... components) {
    return new Row(List.of(components));
  }
}
