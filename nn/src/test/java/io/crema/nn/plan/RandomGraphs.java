package io.crema.nn.plan;

import io.crema.core.random.SplitMix64;
import io.crema.core.tensor.Shape;
import io.crema.nn.graph.Network;
import io.crema.nn.graph.Node;
import io.crema.nn.layer.Add;
import io.crema.nn.layer.Average;
import io.crema.nn.layer.AveragePool2D;
import io.crema.nn.layer.BatchNorm;
import io.crema.nn.layer.Concat;
import io.crema.nn.layer.Conv2D;
import io.crema.nn.layer.Dense;
import io.crema.nn.layer.DepthwiseConv2D;
import io.crema.nn.layer.DropPath;
import io.crema.nn.layer.Dropout;
import io.crema.nn.layer.Flatten;
import io.crema.nn.layer.GaussianNoise;
import io.crema.nn.layer.GlobalAveragePool2D;
import io.crema.nn.layer.GroupNorm;
import io.crema.nn.layer.InstanceNorm;
import io.crema.nn.layer.Join;
import io.crema.nn.layer.Layer;
import io.crema.nn.layer.LayerNorm;
import io.crema.nn.layer.LeakyReLU;
import io.crema.nn.layer.MaxPool2D;
import io.crema.nn.layer.Maximum;
import io.crema.nn.layer.Multiply;
import io.crema.nn.layer.ReLU;
import io.crema.nn.layer.Sigmoid;
import io.crema.nn.layer.Softmax;
import io.crema.nn.layer.SpatialDropout;
import io.crema.nn.layer.Tanh;
import io.crema.nn.layer.UpSampling2D;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Small random networks with branches, joins, values that several nodes read, several outputs. */
final class RandomGraphs {

  private static final int CHANNELS = 3;
  private static final int MOST_VALUES = 400;

  /** Layers that keep the shape of an image of {@link #CHANNELS} channels, likely ones twice. */
  private static final List<Layer> IMAGE_LAYERS =
      List.of(
          new Conv2D(CHANNELS, 3).same(),
          new Conv2D(CHANNELS, 3).same().withoutBias(),
          new Conv2D(CHANNELS, 1),
          new DepthwiseConv2D(3).same(),
          new BatchNorm(),
          new ReLU(),
          new ReLU(),
          new ReLU(),
          new Sigmoid(),
          new Tanh(),
          new LeakyReLU(0.2),
          new Dropout(0.3),
          new GroupNorm(1),
          new InstanceNorm(0.1),
          new LayerNorm().epsilon(0.1),
          new SpatialDropout(0.3),
          new DropPath(0.3),
          new GaussianNoise(0.3),
          new MaxPool2D(2),
          new MaxPool2D(2),
          new AveragePool2D(2),
          new UpSampling2D(2),
          new UpSampling2D(2).bilinear(),
          new GlobalAveragePool2D(),
          new Flatten());

  private static final List<Layer> VECTOR_LAYERS =
      List.of(
          new Dense(CHANNELS),
          new Dense(CHANNELS),
          new Dense(CHANNELS).withoutBias(),
          new BatchNorm(),
          new ReLU(),
          new ReLU(),
          new Sigmoid(),
          new Softmax(),
          new Dropout(0.4),
          new Flatten());

  private static final List<Join> JOINS =
      List.of(
          new Add(),
          new Add(),
          new Add(),
          new Add(),
          new Average(),
          new Maximum(),
          new Multiply(),
          new Concat());

  private final Random random;

  /** All of a network work over groups, or all over whole batches. */
  private final boolean wholeBatch;

  private final List<Node> nodes = new ArrayList<>();
  private final Set<Node> ends = new LinkedHashSet<>();

  private RandomGraphs(long seed) {
    random = new Random(SplitMix64.mix(seed));
    wholeBatch = random.nextBoolean();
  }

  /** {@return a network of up to 14 layers and joins} */
  static Network of(long seed) {
    return new RandomGraphs(seed).network();
  }

  private Network network() {
    int inputs = 1 + random.nextInt(2);
    int size = random.nextBoolean() ? 4 : 8; // of 8, some kernels pool together with a convolution
    for (int i = 0; i < inputs; i++) {
      nodes.add(Node.input(size, size, CHANNELS));
    }
    int count = 3 + random.nextInt(12);
    for (int i = 0; i < count; i++) {
      if (random.nextInt(3) == 0) {
        join();
      } else {
        layer();
      }
    }
    Set<Node> outputs = new LinkedHashSet<>(ends);
    if (random.nextInt(3) == 0) {
      outputs.add(nodes.get(random.nextInt(nodes.size()))); // one that others read as well
    }
    List<Node> shuffled = new ArrayList<>(outputs);
    Collections.shuffle(shuffled, random);
    return Network.of(shuffled.toArray(Node[]::new));
  }

  /** The last node, or any. */
  private Node some() {
    return nodes.get(random.nextInt(3) > 0 ? nodes.size() - 1 : random.nextInt(nodes.size()));
  }

  private void put(Node node, List<Node> read) {
    if (node.shape().size() <= MOST_VALUES) {
      nodes.add(node);
      ends.removeAll(read);
      ends.add(node);
    }
  }

  private void layer() {
    Node from = some();
    List<Layer> layers = from.shape().rank() == 1 ? VECTOR_LAYERS : IMAGE_LAYERS;
    Layer layer = layers.get(random.nextInt(layers.size()));
    if (layer instanceof BatchNorm norm && wholeBatch) {
      layer = norm.wholeBatch();
    }
    try {
      put(from.then(layer), List.of(from));
    } catch (IllegalArgumentException e) {
      put(from.then(new ReLU()), List.of(from)); // the image is too small to be pooled
    }
  }

  private void join() {
    List<Node> from = new ArrayList<>(List.of(some()));
    Shape shape = from.get(0).shape();
    List<Node> alike = nodes.stream().filter(node -> node.shape().equals(shape)).toList();
    int more = 1 + random.nextInt(2);
    for (int i = 0; i < more; i++) {
      from.add(alike.get(random.nextInt(alike.size())));
    }
    Collections.shuffle(from, random);
    Join join = JOINS.get(random.nextInt(JOINS.size()));
    put(Node.join(join, from.toArray(Node[]::new)), from);
  }
}
