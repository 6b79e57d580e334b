package io.crema.nn.layer;

import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.graph.Network;
import io.crema.nn.graph.Node;
import io.crema.nn.graph.Residual;
import io.crema.nn.init.Initializer;
import io.crema.nn.layer.UpSampling2D.Interpolation;
import io.crema.nn.plan.Grouping;
import io.crema.nn.testing.GradientCheck;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every layer and join, and small networks, against central differences. */
class LayerGradientTest {

  private static final int BATCH = 3;

  /** A network, and how many samples go through it at once. */
  private record Case(Network network, int batch) {

    Tensor[] inputs() {
      int layers = network.nodes().size() - network.inputs().size();
      String last = network.nodes().get(network.nodes().size() - 1).operator().orElseThrow().type();
      boolean smooth = layers > 1 || !KINKED.contains(last);
      List<Tensor> inputs = new ArrayList<>();
      for (Shape shape : network.inputShapes()) {
        inputs.add(smooth ? uniform(shape, inputs.size()) : separated(shape, inputs.size()));
      }
      return inputs.toArray(Tensor[]::new);
    }

    private Tensor uniform(Shape shape, int input) {
      Tensor values = GradientCheck.uniform((1 + input) * batch, shape);
      return slice(values, shape, input);
    }

    private Tensor separated(Shape shape, int input) {
      Tensor values = GradientCheck.separated((1 + input) * batch, shape);
      return slice(values, shape, input);
    }

    /** Other values for each input. */
    private Tensor slice(Tensor values, Shape shape, int input) {
      int size = batch * shape.size();
      float[] own = Arrays.copyOfRange(values.array(), input * size, (input + 1) * size);
      return Tensor.of(shape.withBatch(batch), own);
    }

    @Override
    public String toString() {
      return network + " batch " + batch;
    }
  }

  /** Layers that alone get inputs away from ties. */
  private static final List<String> KINKED =
      List.of(ReLU.TYPE, LeakyReLU.TYPE, MaxPool2D.TYPE, Maximum.TYPE);

  private static Case layer(Component layer, int... input) {
    return layer(BATCH, layer, input);
  }

  private static Case layer(int batch, Component layer, int... input) {
    return new Case(Network.input(input).add(layer), batch);
  }

  private static Case network(int[] input, Component... layers) {
    return new Case(Network.input(input).addAll(List.of(layers)), BATCH);
  }

  private static int[] input(int... dims) {
    return dims;
  }

  private static Conv2D conv(
      int filters, int height, int width, int strideHeight, int strideWidth, Padding padding) {
    return new Conv2D(
        filters, height, width, strideHeight, strideWidth, padding, Initializer.HE_NORMAL, true);
  }

  private static Stream<Case> convolutions() {
    return Stream.of(
        layer(new Conv2D(2, 3), 5, 5, 1),
        layer(1, new Conv2D(2, 3), 5, 5, 1),
        layer(Grouping.MAX_SAMPLES, new Conv2D(2, 3), 5, 5, 1),
        layer(new Conv2D(4, 3), 3, 3, 2), // one output pixel
        layer(new Conv2D(3, 3).same(), 5, 6, 2),
        layer(new Conv2D(3, 2).same(), 4, 5, 3), // uneven padding
        layer(new Conv2D(2, 4).same(), 5, 5, 1), // uneven padding
        layer(new Conv2D(3, 3).same().stride(2), 4, 6, 2), // padding on one side only
        layer(new Conv2D(2, 3).stride(2), 6, 8, 2), // stride does not divide
        layer(new Conv2D(2, 2).stride(3), 7, 6, 2), // stride above the kernel
        layer(new Conv2D(5, 1), 3, 4, 3),
        layer(new Conv2D(5, 1).stride(2), 5, 4, 3),
        layer(new Conv2D(4, 1), 1, 1, 3),
        layer(new Conv2D(4, 3).same(), 1, 1, 3),
        layer(new Conv2D(2, 5).same(), 6, 6, 2),
        layer(conv(3, 1, 3, 1, 1, Padding.VALID), 4, 5, 2),
        layer(conv(3, 5, 2, 1, 1, Padding.SAME), 5, 4, 2),
        layer(conv(2, 2, 3, 2, 3, Padding.SAME), 5, 7, 3),
        layer(conv(2, 3, 2, 3, 1, Padding.VALID), 8, 3, 1),
        layer(new Conv2D(5, 3), 4, 4, 7), // odd channels
        layer(new Conv2D(33, 2), 3, 2, 17), // more than a vector of both
        layer(1, new Conv2D(16, 3).same(), 4, 4, 8));
  }

  private static DepthwiseConv2D depthwise(
      int height, int width, int strideHeight, int strideWidth, Padding padding) {
    return new DepthwiseConv2D(
        height, width, strideHeight, strideWidth, padding, Initializer.HE_NORMAL, true);
  }

  private static Stream<Case> depthwiseConvolutions() {
    return Stream.of(
        layer(new DepthwiseConv2D(3), 5, 5, 1),
        layer(1, new DepthwiseConv2D(3), 5, 6, 3),
        layer(Grouping.MAX_SAMPLES, new DepthwiseConv2D(3).same(), 4, 4, 2),
        layer(new DepthwiseConv2D(3), 3, 3, 2), // one output pixel
        layer(new DepthwiseConv2D(2).same(), 4, 5, 3), // uneven padding
        layer(new DepthwiseConv2D(4).same(), 5, 5, 1), // uneven padding
        layer(new DepthwiseConv2D(3).same().stride(2), 4, 6, 2), // padding on one side only
        layer(new DepthwiseConv2D(3).stride(2), 6, 8, 2), // stride does not divide
        layer(new DepthwiseConv2D(2).stride(3), 7, 6, 2), // stride above the kernel
        layer(new DepthwiseConv2D(1), 3, 4, 5),
        layer(new DepthwiseConv2D(1).stride(2), 5, 4, 3),
        layer(new DepthwiseConv2D(3).same(), 1, 1, 3),
        layer(new DepthwiseConv2D(5).same(), 6, 12, 1),
        layer(depthwise(1, 3, 1, 1, Padding.VALID), 4, 5, 2),
        layer(depthwise(3, 2, 3, 1, Padding.VALID), 8, 3, 1),
        layer(depthwise(2, 3, 2, 3, Padding.SAME), 5, 7, 3),
        layer(1, new DepthwiseConv2D(3).same(), 4, 4, 33), // more than a vector
        network(
            input(7, 8, 2),
            new Conv2D(5, 3),
            new ReLU(),
            new DepthwiseConv2D(3).same(),
            new ReLU(),
            new Conv2D(3, 1),
            new MaxPool2D(2),
            new DepthwiseConv2D(2),
            new Flatten(),
            new Dense(3)));
  }

  private static Stream<Case> residuals() {
    int[] image = input(6, 5, 2);
    int[] vector = input(9);
    Residual convolutions =
        new Residual(new Conv2D(3, 3).same(), new Sigmoid(), new Conv2D(2, 2).same());
    return Stream.of(
        layer(new Residual(new Dense(6)), 6),
        layer(1, new Residual(new Sigmoid()), 7),
        layer(new Residual(new Tanh(), new Sigmoid()), 3, 2, 2),
        layer(new Residual(new Dropout(0.4)), 20),
        layer(Grouping.MAX_SAMPLES, new Residual(new Dense(5), new Tanh(), new Dense(4)), 4),
        layer(convolutions, 4, 5, 2),
        layer(new Residual(new DepthwiseConv2D(3).same(), new Conv2D(3, 1)), 4, 4, 3),
        layer(new Residual(new Residual(new Dense(5), new Tanh()), new Dense(5)), 5),
        network(vector, new Residual(new ReLU(), new Dense(9)), new ReLU(), new Dense(2)),
        network(vector, new Sigmoid(), new Residual(new Dense(9)), new Sigmoid(), new Tanh()),
        network(vector, new Dense(5), new Residual(new Tanh(), new Dense(5)), new Dense(2)),
        network(vector, new Dense(5), new Residual(new Dropout(0.3), new Dense(5)), new Tanh()),
        network(vector, new Residual(new Dense(9), new Dropout(0.3)), new Dropout(0.3)),
        network(vector, new Residual(new Dense(9)), new Residual(new Dense(9)), new Dense(2)),
        network(image, convolutions, new ReLU(), convolutions, new MaxPool2D(2), new Flatten()),
        network(image, new Conv2D(2, 3), new Tanh(), convolutions, new GlobalAveragePool2D()));
  }

  private static Stream<Case> pools() {
    return Stream.of(
        layer(new MaxPool2D(2), 4, 6, 2),
        layer(new MaxPool2D(2), 5, 7, 3), // a row and a column are left over
        layer(1, new MaxPool2D(3), 3, 3, 5),
        layer(new MaxPool2D(1), 1, 1, 4),
        layer(new MaxPool2D(3, 3, 2, 2, Padding.SAME), 5, 4, 3), // windows overlap
        layer(new MaxPool2D(3, 3, 1, 1, Padding.VALID), 4, 5, 1),
        layer(new MaxPool2D(2, 3, 2, 1, Padding.SAME), 3, 4, 17),
        layer(new MaxPool2D(2, 2, 3, 3, Padding.VALID), 6, 6, 2), // pixels between windows
        layer(new AveragePool2D(2), 4, 6, 2),
        layer(new AveragePool2D(2), 5, 7, 3),
        layer(1, new AveragePool2D(3), 3, 3, 5),
        layer(new AveragePool2D(1), 1, 1, 4),
        layer(new AveragePool2D(3, 3, 2, 2, Padding.SAME), 5, 4, 3),
        layer(new AveragePool2D(3, 2, 1, 2, Padding.SAME), 4, 5, 17),
        layer(new AveragePool2D(2, 2, 3, 3, Padding.VALID), 6, 6, 2),
        layer(new GlobalAveragePool2D(), 3, 5, 4),
        layer(1, new GlobalAveragePool2D(), 1, 1, 3));
  }

  private static Stream<Case> others() {
    return Stream.of(
        layer(new ZeroPadding2D(1), 3, 4, 2),
        layer(new ZeroPadding2D(2, 0, 1, 3), 2, 3, 3),
        layer(1, new ZeroPadding2D(0), 1, 1, 1),
        layer(new Flatten(), 2, 3, 4),
        layer(new Flatten(), 6),
        layer(new Dense(4), 6),
        layer(1, new Dense(1), 1),
        layer(new Dense(17), 33),
        layer(Grouping.MAX_SAMPLES, new Dense(3), 7),
        layer(new Dropout(0.25), 20),
        layer(new Dropout(0.5), 3, 4, 2),
        layer(new Dropout(0), 7));
  }

  private static Stream<Case> activations() {
    return Stream.of(
        layer(new ReLU(), 21),
        layer(new ReLU(), 3, 4, 5),
        layer(new LeakyReLU(0.1), 21),
        layer(1, new LeakyReLU(0), 3, 4, 5),
        layer(new Sigmoid(), 21),
        layer(new Sigmoid(), 3, 4, 5),
        layer(new Tanh(), 21),
        layer(1, new Tanh(), 3, 4, 5),
        layer(new Softmax(), 10),
        layer(1, new Softmax(), 17),
        layer(new Softmax(), 1));
  }

  private static Stream<Case> normalizations() {
    int[] image = input(5, 4, 3);
    return Stream.of(
        layer(new BatchNorm(), 7),
        layer(2, new BatchNorm(), 5),
        layer(Grouping.MAX_SAMPLES, new BatchNorm(), 33),
        layer(new BatchNorm(0.9, 0.5, 4), 3, 4, 5), // an epsilon that counts
        layer(1, new BatchNorm(), 6, 5, 17),
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
            conv(3, 3, 1, 2, 1, Padding.VALID),
            new GlobalAveragePool2D(),
            new Dense(2)));
  }

  private static Stream<Join> joins() {
    return Stream.of(new Add(), new Average(), new Concat(), new Maximum(), new Multiply());
  }

  /** Each join of two and three inputs, of one node twice, and of values that a layer computes. */
  private static Stream<Case> joinsOfEqualShapes() {
    return joins()
        .flatMap(
            join -> {
              Node a = Node.input(3, 5);
              Node b = Node.input(3, 5);
              Node c = Node.input(3, 5);
              Node one = Node.input(2, 3, 3);
              Node vector = Node.input(7);
              Node dense = vector.then(new Dense(4));
              return Stream.of(
                      Node.join(join, a, b),
                      Node.join(join, c, a, b),
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
    Node factors = Node.input(5);
    Node other = Node.input(3, 4, 2);
    Node point = Node.input(1, 1, 5);
    Node squeezed = image.then(new GlobalAveragePool2D()).then(new Dense(5)).then(new Sigmoid());
    return Stream.of(
            Node.join(new Multiply(), image, factors),
            Node.join(new Multiply(), factors, image),
            Node.join(new Multiply(), factors, image, factors),
            Node.join(new Multiply(), image, factors, image),
            Node.join(new Multiply(), point, factors),
            Node.join(new Multiply(), image, squeezed), // squeeze and excitation
            Node.join(new Concat(), image, other),
            Node.join(new Concat(), other, image, other),
            Node.join(new Concat(), other.then(new Conv2D(1, 2).same()), image).then(new Tanh()))
        .flatMap(
            node -> Stream.of(new Case(Network.of(node), BATCH), new Case(Network.of(node), 1)));
  }

  private static Stream<Case> upSampling() {
    return Stream.of(
        layer(new UpSampling2D(2), 3, 4, 3),
        layer(1, new UpSampling2D(1), 2, 2, 1),
        layer(new UpSampling2D(3, 1, Interpolation.NEAREST), 2, 3, 5),
        layer(new UpSampling2D(2).bilinear(), 3, 4, 3),
        layer(1, new UpSampling2D(3).bilinear(), 1, 1, 2),
        layer(new UpSampling2D(1, 4, Interpolation.BILINEAR), 2, 3, 5),
        layer(new UpSampling2D(3, 2, Interpolation.BILINEAR), 5, 1, 1),
        network(
            input(4, 4, 2),
            new Conv2D(3, 3),
            new UpSampling2D(2).bilinear(),
            new Tanh(),
            new Conv2D(1, 2)));
  }

  private static Stream<Case> withoutBias() {
    return Stream.of(
        layer(new Conv2D(3, 3).same().withoutBias(), 5, 4, 2),
        layer(1, new Conv2D(5, 1).withoutBias().stride(2), 5, 4, 3),
        layer(new Dense(4).withoutBias(), 6),
        layer(1, new Dense(1).withoutBias(), 1),
        layer(new DepthwiseConv2D(3).same().withoutBias(), 4, 5, 3),
        network(
            input(5, 5, 2),
            new Conv2D(3, 3).same().withoutBias(),
            new BatchNorm(),
            new ReLU(),
            new DepthwiseConv2D(2).withoutBias(),
            new Flatten(),
            new Dense(2).withoutBias()));
  }

  private static Stream<Case> normalizationsOfWholeBatches() {
    int[] image = input(5, 4, 3);
    BatchNorm norm = new BatchNorm().wholeBatch();
    Node in = Node.input(image);
    Node conv = in.then(new Conv2D(3, 3).same());
    Node branches =
        Node.join(new Add(), conv.then(norm), in.then(norm).then(new Tanh())).then(new Sigmoid());
    return Stream.of(
        layer(norm, 7),
        layer(2, norm, 5),
        layer(Grouping.MAX_SAMPLES, norm, 33),
        layer(new BatchNorm(0.9, 0.5, BatchNorm.WHOLE_BATCH), 3, 4, 5),
        layer(1, norm, 6, 5, 17),
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

  private static Stream<Case> shortcuts() {
    int[] image = input(5, 6, 3);
    return Stream.of(
        layer(new Residual(new Dense(6)).shortcut(new Dense(6)), 4),
        layer(
            new Residual(new Conv2D(4, 3).same().stride(2)).shortcut(new Conv2D(4, 1).stride(2)),
            image),
        layer(
            new Residual(new Conv2D(2, 3).same(), new BatchNorm())
                .shortcut(new Conv2D(2, 1).withoutBias(), new BatchNorm()),
            image),
        network(
            image,
            new Conv2D(3, 1),
            new Residual(new Conv2D(4, 3).same(), new BatchNorm(), new ReLU(), new Conv2D(4, 1))
                .shortcut(new Conv2D(4, 1), new BatchNorm()),
            new ReLU(),
            new Residual(new Residual(new Conv2D(4, 1)).shortcut(new DepthwiseConv2D(1))),
            new GlobalAveragePool2D()));
  }

  private static Stream<Case> normalizationsOfSamples() {
    int[] image = input(5, 4, 6);
    Node in = Node.input(image);
    Node conv = in.then(new Conv2D(6, 3).same());
    Node added = Node.join(new Add(), conv.then(new GroupNorm(3)), in).then(new Sigmoid());
    return Stream.of(
        layer(new LayerNorm(), 7),
        layer(new LayerNorm(), 33),
        layer(new LayerNorm().epsilon(0.5), 4, 3, 5), // an epsilon that counts
        layer(1, new LayerNorm(), 6, 17),
        layer(new LayerNorm().axes(2), 3, 4, 5),
        layer(Grouping.MAX_SAMPLES, new LayerNorm().allAxes(), 3, 2, 3),
        layer(1, new LayerNorm().allAxes(), 5, 7),
        layer(new GroupNorm(2), 5, 4, 6),
        layer(new GroupNorm(1), 3, 5, 3),
        layer(1, new GroupNorm(3).epsilon(0.5), 4, 33),
        layer(new GroupNorm(5), 15),
        layer(Grouping.MAX_SAMPLES, new GroupNorm(4), 2, 2, 4),
        layer(new InstanceNorm(), 4, 5, 3),
        layer(1, new InstanceNorm(), 9, 17),
        layer(new InstanceNorm(0.5), 3, 3, 33),
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
        layer(new SpatialDropout(0.4), 3, 4, 5),
        layer(1, new SpatialDropout(0.4), 6, 17),
        layer(new SpatialDropout(0), 2, 2, 1),
        layer(new DropPath(0.5), 3, 4, 2),
        layer(Grouping.MAX_SAMPLES, new DropPath(0.3), 5),
        layer(1, new DropPath(0), 5),
        layer(new GaussianNoise(0.5), 3, 4, 2),
        layer(1, new GaussianNoise(0), 7),
        network(image, new Tanh(), new SpatialDropout(0.4), new Sigmoid(), new SpatialDropout(0.4)),
        network(image, new Tanh(), new GaussianNoise(0.3), new Sigmoid(), new GaussianNoise(0.3)),
        network(image, new GaussianNoise(0.3), new Tanh(), new DropPath(0.3), new Flatten()),
        network(image, new Residual(new Conv2D(5, 3).same(), new DropPath(0.5)), new Tanh()),
        network(image, new Residual(new DropPath(0.5)), new SpatialDropout(0.3), new Sigmoid()));
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
            upSampling(),
            withoutBias(),
            normalizationsOfWholeBatches(),
            normalizationsOfSamples(),
            noise(),
            shortcuts(),
            graphs(),
            convolutions(),
            depthwiseConvolutions(),
            residuals(),
            pools(),
            others(),
            activations(),
            normalizations(),
            chains(),
            networks())
        .flatMap(cases -> cases);
  }

  @ParameterizedTest
  @MethodSource("table")
  void backward_anyLayer_agreesWithCentralDifferences(Case each) {
    GradientCheck.check(each.network(), each.inputs());
  }
}
