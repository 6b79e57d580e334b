package consumer;

import io.crema.nn.graph.Block;
import io.crema.nn.graph.Node;
import io.crema.nn.layer.Conv2D;
import io.crema.nn.layer.Multiply;
import io.crema.nn.layer.Sigmoid;

/** A block: a gated linear unit of two convolutions (Dauphin et al. 2017). */
record GatedConv2D(int filters, int kernelSize) implements Block {

  @Override
  public Node expand(Node input) {
    Conv2D convolution = new Conv2D(filters, kernelSize).same();
    Node values = input.then("values", convolution);
    Node gates = input.then("gates", convolution).then(new Sigmoid());
    return Node.join(new Multiply(), values, gates);
  }
}
