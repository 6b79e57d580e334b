package io.crema.examples.web;

import io.crema.core.tensor.Tensor;
import io.crema.nn.graph.Network;
import io.crema.nn.graph.Node;
import io.crema.nn.model.Model;
import java.util.ArrayList;
import java.util.List;

/**
 * What a convolution gives, as small pictures.
 *
 * @param layer the convolution
 * @param width of each
 * @param height of each
 * @param maps one a filter, row by row: 0 for nothing, 255 for the most that any of them gives
 */
@SuppressWarnings("ArrayRecordComponent") // carries, is not compared
record Activations(String layer, int width, int height, int[][] maps) {

  private static final int MOST_LAYERS = 2;
  private static final int MOST_MAPS = 32;
  private static final int WHITE = 255;

  /**
   * {@return what the first convolutions give, each with the activation function behind it}
   *
   * @param model the network
   * @param input one input of it
   */
  static List<Activations> of(Model model, Tensor input) {
    List<Activations> found = new ArrayList<>();
    Network network = model.network();
    for (Node node : network.nodes()) {
      if (found.size() < MOST_LAYERS && isConvolution(network, node)) {
        Node end = endOfBlock(network, node);
        Tensor output = model.withOutputs(end.name()).forward(input);
        found.add(of(node.operator().orElseThrow().toString(), output));
      }
    }
    return found;
  }

  /** {@return whether a node makes images of channels and takes arithmetic to do so} */
  private static boolean isConvolution(Network network, Node node) {
    return node.shape().rank() == 3 && network.flops(node) > 0;
  }

  /** {@return the last of the layers in a row after a convolution that keep its shape} */
  private static Node endOfBlock(Network network, Node convolution) {
    List<Node> nodes = network.nodes();
    Node end = convolution;
    for (Node next : nodes.subList(network.indexOf(convolution) + 1, nodes.size())) {
      if (isConvolution(network, next)
          || !next.shape().equals(convolution.shape())
          || !network.inputsOf(next).equals(List.of(end))) {
        break;
      }
      end = next;
    }
    return end;
  }

  private static Activations of(String layer, Tensor output) {
    int height = output.shape().dim(1);
    int width = output.shape().dim(2);
    int channels = output.shape().dim(3);
    float[] values = output.array();
    float most = Float.MIN_NORMAL;
    for (int i = 0; i < output.size(); i++) {
      most = Math.max(most, values[i]);
    }
    int[][] maps = new int[Math.min(channels, MOST_MAPS)][width * height];
    for (int map = 0; map < maps.length; map++) {
      for (int i = 0; i < maps[map].length; i++) {
        maps[map][i] = Math.round(WHITE * Math.max(0, values[i * channels + map]) / most);
      }
    }
    return new Activations(layer, width, height, maps);
  }
}
