package io.crema.nn.layer;

import io.crema.core.tensor.Tensor;
import io.crema.nn.init.Initializer;
import io.crema.nn.model.Network;
import io.crema.nn.model.Residual;
import io.crema.nn.model.Workspace;
import io.crema.nn.testing.GradientCheck;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every layer, and small networks, against central differences. */
class LayerGradientTest {

  private static final int BATCH = 3;

  /** A network, and how many samples go through it at once. */
  private record Case(Network network, int batch) {

    Tensor inputs() {
      boolean smooth =
          network.layers().size() > 1 || !KINKED.contains(network.layers().get(0).type());
      return smooth
          ? GradientCheck.uniform(batch, network.inputShape())
          : GradientCheck.separated(batch, network.inputShape());
    }

    @Override
    public String toString() {
      return network + " batch " + batch;
    }
  }

  /** Layers that alone get inputs away from ties. */
  private static final List<String> KINKED = List.of(ReLU.TYPE, LeakyReLU.TYPE, MaxPool2D.TYPE);

  private static Case layer(Layer layer, int... input) {
    return layer(BATCH, layer, input);
  }

  private static Case layer(int batch, Layer layer, int... input) {
    return new Case(Network.input(input).add(layer), batch);
  }

  private static Case network(int[] input, Layer... layers) {
    Network network = Network.input(input);
    for (Layer layer : layers) {
      network = network.add(layer);
    }
    return new Case(network, BATCH);
  }

  private static int[] input(int... dims) {
    return dims;
  }

  private static Conv2D conv(
      int filters, int height, int width, int strideHeight, int strideWidth, Padding padding) {
    return new Conv2D(
        filters, height, width, strideHeight, strideWidth, padding, Initializer.HE_NORMAL);
  }

  private static Stream<Case> convolutions() {
    return Stream.of(
        layer(new Conv2D(2, 3), 5, 5, 1),
        layer(1, new Conv2D(2, 3), 5, 5, 1),
        layer(Workspace.MAX_SAMPLES, new Conv2D(2, 3), 5, 5, 1),
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
        height, width, strideHeight, strideWidth, padding, Initializer.HE_NORMAL);
  }

  private static Stream<Case> depthwiseConvolutions() {
    return Stream.of(
        layer(new DepthwiseConv2D(3), 5, 5, 1),
        layer(1, new DepthwiseConv2D(3), 5, 6, 3),
        layer(Workspace.MAX_SAMPLES, new DepthwiseConv2D(3).same(), 4, 4, 2),
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
        layer(Workspace.MAX_SAMPLES, new Residual(new Dense(5), new Tanh(), new Dense(4)), 4),
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
        layer(Workspace.MAX_SAMPLES, new Dense(3), 7),
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
        layer(Workspace.MAX_SAMPLES, new BatchNorm(), 33),
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

  private static Stream<Case> table() {
    return Stream.of(
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
