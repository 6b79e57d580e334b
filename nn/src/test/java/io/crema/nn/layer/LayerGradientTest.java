package io.crema.nn.layer;

import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.graph.Network;
import io.crema.nn.graph.Node;
import io.crema.nn.graph.Residual;
import io.crema.nn.init.Initializer;
import io.crema.nn.testing.GradientCheck;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Networks in which layers share buffers, are fused or work in place, against central differences;
 * {@link LayerTable} has the layers alone.
 */
class LayerGradientTest {

  private static final int BATCH = 3;

  /** A network, and how many samples go through it at once. */
  private record Case(Network network, int batch) {

    Tensor[] inputs() {
      List<Tensor> inputs = new ArrayList<>();
      for (Shape shape : network.inputShapes()) {
        int size = batch * shape.size();
        int first = inputs.size() * size; // other values for each input
        float[] all = GradientCheck.uniform((1 + inputs.size()) * batch, shape).array();
        float[] own = Arrays.copyOfRange(all, first, first + size);
        inputs.add(Tensor.of(shape.withBatch(batch), own));
      }
      return inputs.toArray(Tensor[]::new);
    }

    @Override
    public String toString() {
      return network + " batch " + batch;
    }
  }

  private static Case network(int[] input, Component... layers) {
    return new Case(Network.input(input).addAll(List.of(layers)), BATCH);
  }

  private static int[] input(int... dims) {
    return dims;
  }

  private static Case depthwiseBetweenConvolutions() {
    return network(
        input(7, 8, 2),
        new Conv2D(5, 3),
        new ReLU(),
        new DepthwiseConv2D(3).same(),
        new ReLU(),
        new Conv2D(3, 1),
        new MaxPool2D(2),
        new DepthwiseConv2D(2),
        new Flatten(),
        new Dense(3));
  }

  private static Case upSamplingBetweenConvolutions() {
    return network(
        input(4, 4, 2),
        new Conv2D(3, 3),
        new UpSampling2D(2).bilinear(),
        new Tanh(),
        new Conv2D(1, 2));
  }

  private static Case withoutBias() {
    return network(
        input(5, 5, 2),
        new Conv2D(3, 3).same().withoutBias(),
        new BatchNorm(),
        new ReLU(),
        new DepthwiseConv2D(2).withoutBias(),
        new Flatten(),
        new Dense(2).withoutBias());
  }

  private static Stream<Case> normalizationsOfSamples() {
    int[] image = input(5, 4, 6);
    Node in = Node.input(image);
    Node conv = in.then(new Conv2D(6, 3).same());
    Node added = Node.join(new Add(), conv.then(new GroupNorm(3)), in).then(new Sigmoid());
    return Stream.of(
        network(image, new Conv2D(4, 2), new GroupNorm(2), new ReLU(), new Conv2D(2, 2).same()),
        network(image, new Conv2D(6, 2), new InstanceNorm(), new ReLU(), new MaxPool2D(2)),
        network(image, new Tanh(), new LayerNorm(), new Sigmoid(), new LayerNorm().axes(3)),
        network(
            image,
            new LayerNorm().epsilon(0.5),
            new GroupNorm(3).epsilon(0.5),
            new InstanceNorm(0.5),
            new LayerNorm().epsilon(0.5)),
        network(image, new Residual(new Conv2D(6, 3).same(), new GroupNorm(2)), new Tanh()),
        new Case(Network.of(added.then(new Conv2D(2, 2))), BATCH));
  }

  private static Stream<Case> noise() {
    int[] image = input(4, 3, 5);
    return Stream.of(
        network(image, new Tanh(), new SpatialDropout(0.4), new Sigmoid(), new SpatialDropout(0.4)),
        network(image, new Tanh(), new GaussianNoise(0.3), new Sigmoid(), new GaussianNoise(0.3)),
        network(image, new GaussianNoise(0.3), new Tanh(), new DropPath(0.3), new Flatten()),
        network(image, new Residual(new Conv2D(5, 3).same(), new DropPath(0.5)), new Tanh()),
        network(image, new Residual(new DropPath(0.5)), new SpatialDropout(0.3), new Sigmoid()));
  }

  private static Stream<Case> residuals() {
    int[] image = input(6, 5, 2);
    int[] vector = input(9);
    Residual convolutions =
        new Residual(new Conv2D(3, 3).same(), new Sigmoid(), new Conv2D(2, 2).same());
    return Stream.of(
        network(vector, new Residual(new ReLU(), new Dense(9)), new ReLU(), new Dense(2)),
        network(vector, new Sigmoid(), new Residual(new Dense(9)), new Sigmoid(), new Tanh()),
        network(vector, new Dense(5), new Residual(new Tanh(), new Dense(5)), new Dense(2)),
        network(vector, new Dense(5), new Residual(new Dropout(0.3), new Dense(5)), new Tanh()),
        network(vector, new Residual(new Dense(9), new Dropout(0.3)), new Dropout(0.3)),
        network(vector, new Residual(new Dense(9)), new Residual(new Dense(9)), new Dense(2)),
        network(image, convolutions, new ReLU(), convolutions, new MaxPool2D(2), new Flatten()),
        network(image, new Conv2D(2, 3), new Tanh(), convolutions, new GlobalAveragePool2D()));
  }

  private static Stream<Case> normalizations() {
    int[] image = input(5, 4, 3);
    return Stream.of(
        network(input(6), new Dense(5), new BatchNorm(), new Tanh(), new Dense(2)),
        network(image, new Conv2D(4, 3).same(), new BatchNorm(), new ReLU(), new Flatten()),
        network(image, new Conv2D(4, 2), new BatchNorm(), new ReLU(), new Conv2D(2, 2).same()),
        network(image, new Conv2D(6, 2), new BatchNorm(), new ReLU(), new MaxPool2D(2)),
        network(image, new Tanh(), new BatchNorm(), new Sigmoid(), new BatchNorm()),
        network(image, new Conv2D(3, 2), new ReLU(), new BatchNorm(), new Conv2D(2, 2)));
  }

  /** Networks in which a buffer that is shared too eagerly gives a wrong gradient. */
  private static Stream<Case> chains() {
    int[] image = input(6, 5, 2);
    int[] vector = input(9);
    return Stream.of(
        network(vector, new Sigmoid(), new ReLU()),
        network(vector, new Sigmoid(), new Tanh(), new Sigmoid()),
        network(vector, new Tanh(), new LeakyReLU(0.3), new Softmax()),
        network(vector, new Dropout(0.3), new Sigmoid(), new Dropout(0.3), new Tanh()),
        network(vector, new Dropout(0.3), new Dropout(0.4), new Dense(3)),
        network(vector, new Sigmoid(), new Dropout(0.3), new Dense(3), new Dropout(0.3)),
        network(vector, new Dense(5), new Flatten(), new Sigmoid(), new Flatten(), new Tanh()),
        network(vector, new Dense(5), new Softmax(), new Sigmoid(), new Dense(2)),
        network(vector, new Dense(5), new Dense(6), new Dense(2)),
        network(image, new Conv2D(3, 3), new Sigmoid(), new Tanh()),
        network(image, new Flatten(), new Sigmoid(), new Dropout(0.5)),
        network(image, new Conv2D(3, 2), new Flatten(), new Sigmoid(), new Dropout(0.5)),
        network(image, new MaxPool2D(2), new ReLU()),
        network(image, new MaxPool2D(2), new Sigmoid(), new MaxPool2D(2), new Tanh()),
        network(image, new Tanh(), new MaxPool2D(2), new Flatten(), new Sigmoid()),
        network(image, new Conv2D(2, 1), new MaxPool2D(2), new Dropout(0.2), new Flatten()),
        network(image, new AveragePool2D(2), new Sigmoid(), new ZeroPadding2D(1), new Tanh()),
        network(image, new ZeroPadding2D(1), new ReLU(), new Conv2D(2, 3), new Flatten()),
        network(image, new Conv2D(4, 3), new GlobalAveragePool2D(), new Tanh(), new Softmax()));
  }

  /** Networks in which the convolution is not first. */
  private static Stream<Case> networks() {
    return Stream.of(
        network(
            input(9, 3),
            new Conv1D(4, 3).causal().dilation(2),
            new BatchNorm(),
            new ReLU(),
            new AveragePool1D(2),
            new DepthwiseConv1D(3).same().multiplier(2),
            new Dense(5),
            new Tanh(),
            new Permute(2, 1),
            new Reshape(5, 2, 2),
            new Rescaling(0.5, 1),
            new Conv2D(2, 2),
            new GlobalAveragePool2D()),
        network(
            input(7, 2),
            new Conv1D(4, 3).same(),
            new ReLU(),
            new MaxPool1D(2),
            new Conv1D(3, 2),
            new GlobalMaxPool1D()),
        network(
            input(8, 8, 1),
            new Conv2D(3, 3),
            new ReLU(),
            new MaxPool2D(2),
            new Conv2D(4, 2),
            new LeakyReLU(0.1),
            new Flatten(),
            new Dense(6),
            new Tanh(),
            new Dense(3)),
        network(
            input(7, 6, 2),
            new ZeroPadding2D(1, 0, 0, 1),
            new Conv2D(3, 3).same().stride(2),
            new Sigmoid(),
            new Conv2D(2, 2).same(),
            new ReLU(),
            new AveragePool2D(2),
            new Flatten(),
            new Dropout(0.25),
            new Dense(4),
            new Softmax()),
        network(
            input(9, 7, 1),
            new MaxPool2D(2, 2, 1, 1, Padding.SAME),
            new Conv2D(5, 1),
            new Tanh(),
            new Dropout(0.1),
            new Conv2D(3, Kernel2D.of(3, 1).stride(2, 1), 1, Initializer.HE_NORMAL, true),
            new GlobalAveragePool2D(),
            new Dense(2)));
  }

  private static Stream<Join> joins() {
    return Stream.of(new Add(), new Average(), new Concat(), new Maximum(), new Multiply());
  }

  /** Each join of one node twice, and of values that a layer computes. */
  private static Stream<Case> joinsOfEqualShapes() {
    return joins()
        .flatMap(
            join -> {
              Node a = Node.input(3, 5);
              Node b = Node.input(3, 5);
              Node one = Node.input(2, 3, 3);
              Node vector = Node.input(7);
              Node dense = vector.then(new Dense(4));
              return Stream.of(
                      Node.join(join, a, a),
                      Node.join(join, a, b, a),
                      Node.join(join, b).then(new Tanh()),
                      Node.join(join, one.then(new Conv2D(3, 2).same()), one),
                      Node.join(join, one.then(new Tanh()), one.then(new Sigmoid()), one),
                      Node.join(join, dense, dense.then(new Sigmoid()), dense).then(new Dense(2)))
                  .map(node -> new Case(Network.of(node), BATCH));
            });
  }

  private static Stream<Case> otherJoins() {
    Node image = Node.input(3, 4, 5);
    Node other = Node.input(3, 4, 2);
    Node squeezed = image.then(new GlobalAveragePool2D()).then(new Dense(5)).then(new Sigmoid());
    return Stream.of(
            Node.join(new Multiply(), image, squeezed), // squeeze and excitation
            Node.join(new Concat(), other.then(new Conv2D(1, 2).same()), image).then(new Tanh()))
        .flatMap(
            node -> Stream.of(new Case(Network.of(node), BATCH), new Case(Network.of(node), 1)));
  }

  private static Stream<Case> normalizationsOfWholeBatches() {
    int[] image = input(5, 4, 3);
    BatchNorm norm = new BatchNorm().wholeBatch();
    Node in = Node.input(image);
    Node conv = in.then(new Conv2D(3, 3).same());
    Node branches =
        Node.join(new Add(), conv.then(norm), in.then(norm).then(new Tanh())).then(new Sigmoid());
    return Stream.of(
        network(image, norm, norm),
        network(image, new Tanh(), norm, new Sigmoid(), norm, new Flatten(), new Dense(2)),
        network(image, new Conv2D(4, 2), norm, new ReLU(), new Conv2D(2, 2).same()),
        network(image, new Conv2D(6, 2), norm, new ReLU(), new MaxPool2D(2)),
        network(image, new Residual(new Conv2D(3, 3).same(), norm), new Tanh()),
        network(image, new Residual(new Conv2D(3, 2).same(), norm), new ReLU(), new Conv2D(2, 2)),
        network(image, new Residual(norm, new Tanh(), norm), norm),
        new Case(Network.of(branches), BATCH),
        new Case(Network.of(conv.then(norm), branches.then(norm)), BATCH));
  }

  private static Case shortcuts() {
    return network(
        input(5, 6, 3),
        new Conv2D(3, 1),
        new Residual(new Conv2D(4, 3).same(), new BatchNorm(), new ReLU(), new Conv2D(4, 1))
            .shortcut(new Conv2D(4, 1), new BatchNorm()),
        new ReLU(),
        new Residual(new Residual(new Conv2D(4, 1)).shortcut(new DepthwiseConv2D(1))),
        new GlobalAveragePool2D());
  }

  /** Branches as of Inception, values that several nodes read, several inputs and outputs. */
  private static Stream<Case> graphs() {
    Node image = Node.input(6, 5, 2);
    Node stem = image.then(new Conv2D(3, 3).same()).then(new ReLU());
    Node inception =
        Node.join(
            new Concat(),
            stem.then(new Conv2D(2, 1)),
            stem.then(new Conv2D(2, 1)).then(new ReLU()).then(new Conv2D(3, 3).same()),
            stem.then(new AveragePool2D(3, 3, 1, 1, Padding.SAME)).then(new Conv2D(1, 1)));
    Node vector = Node.input(5);
    Node both =
        Node.join(
            new Concat(), inception.then(new GlobalAveragePool2D()), vector.then(new Dense(4)));
    Node head = both.then(new Dense(4)).then(new Tanh());
    Node twice = Node.join(new Add(), head, Node.join(new Add(), head.then(new Dense(4)), head));
    Node dense = vector.then(new Dense(5));
    Node chain = Node.join(new Add(), Node.join(new Add(), dense, vector), vector);
    Node inPlace = Node.join(new Add(), dense.then(new Sigmoid()), dense.then(new Tanh()), dense);
    Node skips = stem.then(new Conv2D(3, 3).same());
    Node dropped =
        Node.join(new Multiply(), head.then(new Dropout(0.4)), head.then(new Dropout(0.4)));
    return Stream.of(
            List.of(inception),
            List.of(twice),
            List.of(head.then(new Dense(2)), inception.then(new Flatten())),
            List.of(head, twice.then(new Sigmoid()), both),
            List.of(chain),
            List.of(chain.then(new ReLU()).then(new Dense(2)), dense),
            List.of(inPlace, dense),
            List.of(vector, dense),
            List.of(Node.join(new Add(), skips, stem).then(new ReLU()).then(new Conv2D(2, 2))),
            List.of(Node.join(new Maximum(), skips, stem, image.then(new Conv2D(3, 1)))),
            List.of(dropped.then(new Dense(3))))
        .map(outputs -> new Case(Network.of(outputs.toArray(Node[]::new)), 2));
  }

  private static Stream<Case> table() {
    return Stream.of(
            joinsOfEqualShapes(),
            otherJoins(),
            Stream.of(
                depthwiseBetweenConvolutions(),
                upSamplingBetweenConvolutions(),
                withoutBias(),
                shortcuts()),
            normalizationsOfWholeBatches(),
            normalizationsOfSamples(),
            noise(),
            graphs(),
            residuals(),
            normalizations(),
            chains(),
            networks())
        .flatMap(cases -> cases);
  }

  @ParameterizedTest
  @MethodSource("table")
  void backward_anyNetwork_agreesWithCentralDifferences(Case each) {
    GradientCheck.check(each.network(), each.inputs());
  }
}
