package io.crema.nn.model;

import io.crema.core.data.Samples;
import io.crema.core.tensor.Shape;
import io.crema.nn.layer.Layer;
import io.crema.nn.layer.Softmax;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Layers in a row and the shape that they take: the architecture without weights. Immutable.
 *
 * <pre>{@code
 * Network network =
 *     Network.input(28, 28, 1)
 *         .add(new Conv2D(16, 3))
 *         .add(new ReLU())
 *         .add(new MaxPool2D(2))
 *         .add(new Flatten())
 *         .add(new Dense(10));
 * }</pre>
 */
public final class Network {

  private final List<Layer> layers;
  private final List<String> names;

  /** Shape of the input, then of each layer's output, all without the batch axis. */
  private final List<Shape> shapes;

  private final long flops;

  private Network(List<Layer> layers, List<String> names, List<Shape> shapes, long flops) {
    this.layers = layers;
    this.names = names;
    this.shapes = shapes;
    this.flops = flops;
  }

  /**
   * {@return a network without layers}
   *
   * @param dims shape of one input, such as {@code 28, 28, 1} for height, width and channels
   */
  public static Network input(int... dims) {
    return new Network(List.of(), List.of(), List.of(Shape.of(dims)), 0);
  }

  /**
   * {@return this and one more layer at its end}
   *
   * @param layer takes the output of the layer before it
   * @throws IllegalArgumentException if it does not take that shape, or other groups of samples
   *     than a layer before it
   */
  public Network add(Layer layer) {
    return addAll(List.of(layer));
  }

  /**
   * {@return this and more layers at its end}
   *
   * @param more each takes the output of the layer before it
   * @throws IllegalArgumentException if one does not take that shape, or other groups of samples
   *     than a layer before it
   */
  public Network addAll(List<? extends Layer> more) {
    List<Layer> allLayers = new ArrayList<>(layers);
    List<String> allNames = new ArrayList<>(names);
    List<Shape> allShapes = new ArrayList<>(shapes);
    Map<String, Integer> ofType = new HashMap<>();
    layers.forEach(layer -> ofType.merge(layer.type(), 1, Integer::sum));
    int groups = groupSize();
    long allFlops = flops;
    Shape shape = outputShape();
    for (Layer layer : more) {
      requireGroups(layer, groups);
      groups = Math.max(groups, layer.groupSize());
      Shape output = layer.outputShape(shape);
      allFlops += layer.flops(shape);
      shape = output;
      allLayers.add(layer);
      allNames.add(layer.type() + "_" + ofType.merge(layer.type(), 1, Integer::sum));
      allShapes.add(shape);
    }
    return new Network(
        List.copyOf(allLayers), List.copyOf(allNames), List.copyOf(allShapes), allFlops);
  }

  private static void requireGroups(Layer layer, int groups) {
    if (groups > 0 && layer.groupSize() > 0 && layer.groupSize() != groups) {
      throw new IllegalArgumentException(
          "%s: expected groups of %d samples as in the layers before, got %d"
              .formatted(layer, groups, layer.groupSize()));
    }
  }

  /**
   * {@return the most samples that the layers take together in training, see {@link
   * Layer#groupSize}} 0 if no layer asks for groups.
   */
  public int groupSize() {
    return layers.stream().mapToInt(Layer::groupSize).max().orElse(0);
  }

  /** {@return the layers in order} */
  public List<Layer> layers() {
    return layers;
  }

  /** {@return the shape of one input} */
  public Shape inputShape() {
    return shapes.get(0);
  }

  /** {@return the shape of one output} */
  public Shape outputShape() {
    return shapes.get(shapes.size() - 1);
  }

  /**
   * {@return the shape of one output of a layer}
   *
   * @param layer position of the layer, from 0 on
   */
  public Shape outputShape(int layer) {
    return shapes.get(layer + 1);
  }

  /**
   * {@return the shape of one input of a layer}
   *
   * @param layer position of the layer, from 0 on
   */
  public Shape inputShape(int layer) {
    return shapes.get(layer);
  }

  /**
   * {@return the name of a layer: its type and which of that type it is, such as {@code conv2d_2}}
   *
   * @param layer position of the layer, from 0 on
   */
  public String layerName(int layer) {
    return names.get(layer);
  }

  /** {@return whether the last layer turns its inputs into probabilities} */
  public boolean endsInSoftmax() {
    return !layers.isEmpty() && layers.get(layers.size() - 1) instanceof Softmax;
  }

  /**
   * Checks that samples have inputs of this network's shape.
   *
   * @param what the samples' name in the message
   * @param samples what is to go through the network
   * @throws IllegalArgumentException if they have not; the message names both shapes
   */
  public void requireInputs(String what, Samples samples) {
    if (!samples.inputShape().equals(inputShape())) {
      throw new IllegalArgumentException(
          "%s: expected inputs %s, got %s".formatted(what, inputShape(), samples.inputShape()));
    }
  }

  /** {@return the bytes of one input and of what every layer makes of it} */
  public long activationBytes() {
    return shapes.stream().mapToLong(shape -> (long) shape.size() * Float.BYTES).sum();
  }

  /** {@return floating-point operations of one forward pass over one input} */
  public long flops() {
    return flops;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Network that
        && layers.equals(that.layers)
        && inputShape().equals(that.inputShape());
  }

  @Override
  public int hashCode() {
    return layers.hashCode() * 31 + inputShape().hashCode();
  }

  @Override
  public String toString() {
    return inputShape() + " " + layers;
  }
}
