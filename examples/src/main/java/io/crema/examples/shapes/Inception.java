package io.crema.examples.shapes;

import io.crema.nn.graph.Block;
import io.crema.nn.graph.Node;
import io.crema.nn.layer.BatchNorm;
import io.crema.nn.layer.Concat;
import io.crema.nn.layer.Conv2D;
import io.crema.nn.layer.MaxPool2D;
import io.crema.nn.layer.ReLU;

/**
 * Four branches side by side: convolutions of 1x1, 3x3 and 5x5 and a pooling, the larger ones after
 * a 1x1 convolution that halves their input (Szegedy et al., "Going Deeper with Convolutions",
 * 2015, figure 2b).
 *
 * @param filters channels of each branch, at least 2: a quarter of the output
 */
public record Inception(int filters) implements Block {

  @Override
  public Node expand(Node input) {
    Node narrow = convolution(input, filters, 1);
    Node middle = convolution(convolution(input, filters / 2, 1), filters, 3);
    Node wide = convolution(convolution(input, filters / 2, 1), filters, 5);
    Node pooled = convolution(input.then(new MaxPool2D(3).stride(1).same()), filters, 1);
    return Node.join(new Concat(), narrow, middle, wide, pooled);
  }

  private static Node convolution(Node input, int filters, int kernelSize) {
    return input
        .then(new Conv2D(filters, kernelSize).same())
        .then(new BatchNorm())
        .then(new ReLU());
  }
}
