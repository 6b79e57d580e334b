package io.crema.examples.web;

import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.layer.Conv2D;
import io.crema.nn.layer.Layer;
import io.crema.nn.layer.Parameter;
import io.crema.nn.model.Model;
import io.crema.nn.model.Network;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
    List<Layer> layers = model.network().layers();
    for (int i = 0; i < layers.size() && found.size() < MOST_LAYERS; i++) {
      if (layers.get(i) instanceof Conv2D) {
        Tensor output = beginning(model, endOfBlock(model.network(), i)).forward(input);
        found.add(of(layers.get(i).toString(), output));
      }
    }
    return found;
  }

  /** {@return the end of a convolution and the layers behind it that keep its shape} */
  private static int endOfBlock(Network network, int convolution) {
    Shape shape = network.outputShape(convolution);
    int end = convolution + 1;
    while (end < network.layers().size()
        && !(network.layers().get(end) instanceof Conv2D)
        && network.outputShape(end).equals(shape)) {
      end++;
    }
    return end;
  }

  /** {@return the first layers as a network of their own, with the same weights} */
  private static Model beginning(Model model, int layers) {
    Network network =
        Network.input(model.network().inputShape().dims())
            .addAll(model.network().layers().subList(0, layers));
    Map<String, Tensor> weights = new HashMap<>();
    for (int i = 0; i < layers; i++) {
      for (Parameter parameter : model.layers().get(i).parameters()) {
        weights.put(parameter.name(), parameter.value());
      }
    }
    return Model.restore(network, weights);
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
